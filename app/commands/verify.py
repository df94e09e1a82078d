"""``anfang verify``: what is kept beside the logs is derived from them once more and compared."""

import sys

from app.refusals import Refused, refusals
from app.settings import Settings
from app.wiring import house
from db.engine import snapshot
from locales import say
from surveys.store import Kept
from surveys.verifying import Difference, WrongEvidence, WrongStatus, differences, repair

DIFFERENT = 1
MOST = 100  # differences told one by one


async def run(settings: Settings, *, mend: bool = False, lang: str = "en") -> int:
    """*mend*: put right what is different.

    0: nothing is different, or it was put right.  1: something is.  2: it could not be looked at.
    """
    found = 0
    try:
        with refusals(lang):
            async with house(settings) as whole:
                known = whole.interviews.questionnaires
                if mend:
                    async for wrong in repair(whole.engine, known):
                        found += 1
                        _tell(wrong, found, lang)
                else:
                    async with snapshot(whole.engine) as tx:
                        async for wrong in differences(tx, known):
                            found += 1
                            _tell(wrong, found, lang)
    except Refused as refused:
        return refused.code
    if found > MOST:
        print(say(lang, "verify-more", count=found - MOST), file=sys.stderr)
    print(say(lang, "verify-mended" if mend and found else "verify-found", count=found))
    return DIFFERENT if found and not mend else 0


def _tell(wrong: Difference, number: int, lang: str) -> None:
    if number <= MOST:
        print(sentence(wrong, lang), file=sys.stderr)


def sentence(wrong: Difference, lang: str) -> str:
    """One difference with its place."""
    if isinstance(wrong, WrongEvidence):
        return say(
            lang, "verify-evidence", interview=wrong.key, question=wrong.question,
            kept=_said(wrong.kept, lang), says=_said(wrong.says, lang),
        )  # fmt: skip
    if isinstance(wrong, WrongStatus):
        return say(lang, "verify-status", interview=wrong.key, kept=wrong.kept, says=wrong.says)
    place = ", ".join(f"{name}={value}" for name, value in wrong.place.items())
    return say(
        lang, "verify-count", table=wrong.table, place=place,
        kept=str(wrong.kept), found=str(wrong.found),
    )  # fmt: skip


def _said(kept: Kept | None, lang: str) -> str:
    if kept is None:
        return say(lang, "verify-nothing")
    said = " ".join(part for part in (kept.outcome, kept.degree and f"({kept.degree})") if part)
    return (
        f"{said} [case={kept.case_id} wave={kept.wave_id} outlet={kept.outlet_id} "
        f"{kept.questionnaire}@{kept.edition} {kept.at.isoformat()}]"
    )
