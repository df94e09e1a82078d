"""``anfang edition move OLD NEW``: running interviews go on under another edition."""

import sys

from app.commands.import_ import BY
from app.refusals import REFUSED, Refused, refusals
from app.settings import Settings
from app.wiring import clock, house
from db.engine import reading
from locales import say
from surveys import store
from surveys.editions.words import gravity, why
from surveys.entries import Moment
from surveys.load import Questionnaires
from surveys.moving import Moves, move, moves
from surveys.questionnaire import Questionnaire


async def run(
    settings: Settings,
    old: str,
    new: str,
    *,
    case: int | None = None,
    wave: int | None = None,
    not_begun: bool = False,
    dry_run: bool = False,
    lang: str = "en",
) -> int:
    """Of every wave, or of one *case*, or of one *wave*; *not_begun*: assignments and cards too.

    0: said what was moved, what stays and why, be it nothing.  2: there are no such editions of
    one questionnaire.
    """
    try:
        with refusals(lang):
            async with house(settings) as whole:
                known = whole.interviews.questionnaires
                before, after = _named(known, old), _named(known, new)
                if before is None or after is None:
                    return _unknown(known, old if before is None else new, lang)
                if before.id != after.id:
                    return _refuse(say(lang, "edition-two-questionnaires", old=old, new=new))
                if before.edition == after.edition:
                    return _refuse(say(lang, "edition-move-same", old=old))
                async with reading(whole.engine) as tx:
                    waves = await store.waves_on(tx, before.id, before.edition, case)
                waves = [one for one in waves if wave in (None, one)]
                if not waves:
                    print(say(lang, "edition-move-none", old=before.key))
                for one in waves:
                    if dry_run:
                        async with reading(whole.engine) as tx:
                            made = await moves(tx, before, after, one, not_begun=not_begun)
                    else:
                        moment = Moment(clock(), "console")
                        made = await move(
                            whole.engine, before, after, one, BY, moment, not_begun=not_begun
                        )
                    _tell(made, before.key, after.key, one, lang)
                if dry_run:
                    print(say(lang, "edition-move-dry"))
    except Refused as refused:
        return refused.code
    return 0


def _named(known: Questionnaires, key: str) -> Questionnaire | None:
    return next((one for one in known.values() if one.key == key), None)


def _unknown(known: Questionnaires, name: str, lang: str) -> int:
    keys = ", ".join(sorted(one.key for one in known.values()))
    return _refuse(say(lang, "edition-not-fielded", name=name, known=keys))


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return REFUSED


def _tell(made: Moves, old: str, new: str, wave: int, lang: str) -> None:
    print(gravity(made.verdict, old, new, lang))
    moved, stay = len(made.moved), len(made.stays)
    print(say(lang, "edition-move-wave", wave=wave, moved=moved, stay=stay))
    for key, reasons in made.stays:
        print("  " + say(lang, "edition-move-stays", key=key, why=why(reasons, lang)))
    if made.assignments or made.cards:
        count = {"assignments": made.assignments, "cards": made.cards}
        print("  " + say(lang, "edition-move-not-begun", **count))
    if made.cards_stay:
        print("  " + say(lang, "edition-move-cards-stay", count=made.cards_stay, new=new))
