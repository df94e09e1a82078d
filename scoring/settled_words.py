"""Whether a grade is settled, and what would settle it, as a JSON document and in sentences."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from scoring.grade import display
from scoring.settled import LEVEL, MOST_VISITS, More, Settled, Verdict
from scoring.wording import counted, joined, sentence

MOST_NAMED = 12  # outlets in a sentence; the document names all of them


def settled_document(found: Settled) -> dict[str, Any]:
    """In JSON's types; ``visits`` is 0 where it is settled, None where none would do."""
    more = found.more
    return {
        "verdict": found.verdict.value,
        "low": str(found.low),
        "high": str(found.high),
        "lines": [band.name for band in found.lines],
        "visits": more.visits if more else 0 if found.verdict is Verdict.SETTLED else None,
        "at": [{"outlet": code, "visits": n} for code, n in more.at.items()] if more else [],
        "besides": [line.clause.ref for line in more.besides] if more else [],
    }


def settled_text(found: Settled, lang: str) -> str:
    """The sentences that say whether the grade is settled, and what would settle it."""
    return joined(settled_sentences(found, lang), lang)


def settled_sentences(found: Settled, lang: str) -> Iterator[str]:
    """One by one, the verdict first."""
    as_found = found.verdict is Verdict.SETTLED and found.low == found.high
    args = {
        "level": f"{LEVEL:.0%}".rstrip("%"),
        "low": display(found.low),
        "high": display(found.high),
        "lines": ("、" if lang == "zh" else ", ").join(
            str(band.at_least) for band in reversed(found.lines)
        ),
    }
    yield sentence("settled-as-found" if as_found else f"settled-{found.verdict}", lang, args)
    if found.more is not None:
        yield from _more(found.more, lang)
    elif found.verdict is Verdict.NOT_SETTLED:
        yield sentence("settled-out-of-reach", lang, {"most": str(MOST_VISITS)})


def _more(more: More, lang: str) -> Iterator[str]:
    clauses = ", ".join(line.clause.ref for line in more.besides)
    message = f"settled-{more.way}"
    args = {"visits": str(more.visits), "clauses": clauses}
    yield counted(message, more.visits, lang, args)
    if more.at:
        by_number = sorted(more.at, key=lambda code: (-more.at[code], code))
        groups = [(n, [*codes]) for n, codes in groupby(by_number, more.at.__getitem__)]
        at = "; ".join(_group(n, codes, lang) for n, codes in groups)
        yield sentence("settled-at", lang, {"at": at})


def _group(n: int, codes: Sequence[str], lang: str) -> str:
    outlets = ", ".join(codes[:MOST_NAMED])
    if len(codes) > MOST_NAMED:
        args = {"outlets": outlets, "count": str(len(codes))}
        outlets = sentence("settled-at-more", lang, args)
    message = "settled-at-one" if len(codes) == 1 else "settled-at-each"
    return sentence(message, lang, {"n": str(n), "outlets": outlets})
