"""Why a score is what it is, in sentences: grade, clause, finding, evidence, entry.  Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scoring.evidence import Met, NotApplicable, NotObserved, Outcome, Piece, Sampled, Source
from scoring.grade import NONE, Grade, display
from scoring.intervals import known
from scoring.line import Line, Status, Tally
from scoring.numbers import decimal, number
from scoring.reaching import Reach, next_grade
from scoring.report import band_of, whole_percents, worded
from scoring.scheme import Method
from scoring.score import ScoreSheet
from scoring.wording import counted, joined, points, sentence

LookUp = Callable[[str], str | None]
"""A trace -> what stands there, in words; None where nothing more is known."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the chain; *depth* 0 (the grade) to 4 (the entry)."""

    depth: int
    text: str

    def __str__(self) -> str:
        return "  " * self.depth + self.text


def _nothing(trace: str) -> str | None:
    return None


def explain(
    sheet: ScoreSheet, grade: Grade, line: Line, lang: str, look_up: LookUp = _nothing
) -> Iterator[Said]:
    """The chain from the grade down to the entries behind *line*."""
    yield from explain_grade(sheet, grade, lang)
    yield Said(1, _clause(sheet, line, lang))
    yield Said(1, _earned(sheet, line, lang))
    for flag in line.flags:
        yield Said(1, sentence("explain-flag", lang, {"flag": sentence(flag, lang)}))
    if not line.tallies:
        yield Said(2, sentence("explain-no-evidence", lang))
    for tally in line.tallies:
        yield Said(2, _source(sheet, line, tally, lang))
        for piece in line.pieces:
            if piece.source is tally.source:
                yield from _piece(piece, lang, look_up)


def explain_grade(sheet: ScoreSheet, grade: Grade, lang: str) -> Iterator[Said]:
    """The grade with its reasons, and how the score comes about."""
    name = grade.band.text.in_language(lang) if grade.band else _name(grade, lang)
    yield Said(0, f"{sentence('label-grade', lang)}: {name}")
    for reason in grade.reasons:
        yield Said(0, worded(reason, lang))
    yield Said(0, joined(_score(sheet, lang), lang))


def _score(sheet: ScoreSheet, lang: str) -> Iterator[str]:
    """How the score comes about, in the order of policy adjust_order; rounding where it rounds."""
    order = sheet.policies["adjust_order"]
    args = {
        "final": display(sheet.exact_final),
        "earned": decimal(sheet.earned),
        "applicable": decimal(sheet.applicable),
        "deducted": decimal(sheet.deducted),
        "added": decimal(sheet.added),
    }
    yield sentence(f"explain-{order}", lang, args)
    if sheet.exact_final in (0, 100) and (sheet.added or sheet.deducted):
        yield sentence("explain-capped", lang)
    if sheet.final != sheet.exact_final:
        told = {"final": display(sheet.final), "rounding": sheet.policies["rounding"]}
        yield sentence("explain-rounded", lang, told)


def explain_next(sheet: ScoreSheet, grade: Grade, lang: str) -> Iterator[Said]:
    """What would have to change to reach the next grade, cheapest first."""
    if sheet.missing:
        refs = ", ".join(clause.ref for clause in sheet.missing)
        yield Said(0, sentence("next-assess-first", lang, {"clauses": refs}))
        return
    if grade.name == NONE:
        if sheet.applicable:
            yield Said(0, sentence("next-review-first", lang))
        return
    reach = next_grade(sheet, grade)
    if reach is None:
        yield Said(0, sentence("next-none", lang))
        return
    args = {
        "grade": reach.band.text.in_language(lang),
        "line": number(reach.band.at_least),
        "missing": number(reach.missing),
    }
    if not reach.missing:
        args |= _count(reach.specials)
        yield Said(0, counted("next-points-suffice", reach.specials, lang, args))
        return
    yield Said(0, sentence("next-grade", lang, args))
    if reach.specials:
        yield Said(1, counted("next-specials", reach.specials, lang, _count(reach.specials)))
    if reach.sign:
        yield Said(1, sentence("next-sign", lang))
    yield from _ways(reach, lang)
    if reach.fewer:
        yield Said(1, counted("next-fewer-specials", reach.fewer, lang, _count(reach.fewer)))


def _ways(reach: Reach, lang: str) -> Iterator[Said]:
    if not reach.ways:
        yield Said(1, sentence("next-impossible", lang))
        return
    alone = len(reach.ways[0].lines) == 1
    if len(reach.ways) > 1:
        yield Said(1, sentence("next-ways", lang))
    else:
        yield Said(1, sentence("next-one-way-one" if alone else "next-one-way", lang))
    for way in reach.ways:
        lost = " + ".join(
            str(x.clause.ref) if alone else f"{x.clause.ref} ({decimal(x.lost)})"
            for x in way.lines
        )
        args = {"clauses": lost, "points": points(way.points, lang)}
        yield Said(2, sentence("next-way", lang, args))


def _count(number: int) -> dict[str, str]:
    return {"count": str(number)}


def _name(grade: Grade, lang: str) -> str:
    return sentence(f"grade-{grade.name}", lang)


def _clause(sheet: ScoreSheet, line: Line, lang: str) -> str:
    clause = line.clause
    args = {
        "clause": clause.ref,
        "text": clause.text.in_language(lang),
        "points": points(clause.points, lang),
        "method": sentence(f"method-{clause.method}", lang),
        "reference": clause.reference,
    }
    return sentence("explain-clause", lang, args)


def _earned(sheet: ScoreSheet, line: Line, lang: str) -> str:
    match line.status:
        case Status.NOT_APPLICABLE:
            args = {"rule": sheet.policies["na_rule"], "reasons": "; ".join(line.reasons)}
            return sentence("explain-left-out", lang, args)
        case Status.NOT_ASSESSED | Status.ASSUMED | Status.INFORMATION:
            return sentence(f"explain-{line.status.value}", lang)
        case Status.ASSESSED:
            pass
    args = {"applicable": points(line.applicable, lang)}
    said = sentence("explain-earned-all", lang, args)
    if line.lost:
        args |= {
            "earned": number(line.applicable - line.lost),
            "lost": number(line.lost),
            "share": display(line.lost / sheet.applicable * 100),
        }
        said = sentence("explain-earned", lang, args)
    how = sentence(_how(sheet, line), lang, {"cap": sheet.policies["partial_cap"]})
    if (found := band_of(line, sheet.scheme)) is not None:
        band, position = found
        place = {
            "low": number(band.low), "high": number(band.high),
            "position": number(position * 100), "text": band.text.in_language(lang),
        }  # fmt: skip
        how = joined((how, sentence("explain-in-band", lang, place)), lang)
    return joined((said, how), lang)


def _how(sheet: ScoreSheet, line: Line) -> str:
    """Which rule made points of what was seen."""
    match line.clause.method:
        case Method.SAMPLED:
            return f"how-sampled-{sheet.policies['sampled_rule']}"
        case Method.ALL_OR_NOTHING if _in_part(sheet, line):
            return "how-partial"
        case Method.ALL_OR_NOTHING | Method.BANDED if _own(sheet):
            return "how-own"
        case Method.BANDED:
            return f"how-banded-{sheet.policies['qualitative_rule']}"
        case Method.ALL_OR_NOTHING | Method.INFORMATION:
            return f"how-all-{sheet.policies['qualitative_rule']}"


def _in_part(sheet: ScoreSheet, line: Line) -> bool:
    return line.clause.partial and sheet.policies["partial_cap"] == "below_full"


def _own(sheet: ScoreSheet) -> bool:
    return sheet.scheme.decided_by is Source.SELF_ASSESSED


def _source(sheet: ScoreSheet, line: Line, tally: Tally, lang: str) -> str:
    absent = tally.not_applicable + tally.not_observed
    args = {
        "source": sentence(f"source-{tally.source.value}", lang),
        "role": sentence(f"role-{tally.role.value}", lang),
        "met": number(tally.met),
        "of": str(tally.of),
        "absent": str(absent),
    }
    kind = "-absent" if not tally.of else "-partly" if absent else ""
    said = sentence(f"explain-source{kind}", lang, args)
    if (sure := known(sheet, line, tally)) is None:
        return said
    low, high = whole_percents(sure.interval)
    args = {"low": low, "high": high, "size": f"{sure.size:.1f}"}
    return joined((said, sentence("explain-interval", lang, args)), lang)


def _piece(piece: Piece, lang: str, look_up: LookUp) -> Iterator[Said]:
    said = outcome_said(piece.outcome, lang)
    trace = getattr(piece, "trace", None)
    if trace is None:
        args = {"said": said, "n": str(piece.n)}
        yield Said(3, counted("explain-counted", piece.n, lang, args))
        return
    yield Said(3, sentence("explain-evidence", lang, {"said": said, "trace": trace}))
    if (words := look_up(trace)) is not None:
        yield Said(4, words)


def outcome_said(outcome: Outcome, lang: str) -> str:
    """One outcome in words."""
    match outcome:
        case Met(degree):
            if degree in (0, 1):
                return sentence("said-met-wholly" if degree else "said-met-not", lang)
            return sentence("said-met", lang, {"percent": number(degree * 100)})
        case Sampled(met, of, frame):
            drawn = ""
            if frame:
                args = {"what": frame.what or "?", "seed": frame.seed or "?",
                        "size": "?" if frame.size is None else str(frame.size)}  # fmt: skip
                drawn = sentence("explain-drawn", lang, args)
            return counted("said-sampled", of, lang, {"met": str(met), "of": str(of)}) + drawn
        case NotApplicable(reason):
            return sentence("said-not-applicable", lang, {"reason": reason})
        case NotObserved(reason):
            return sentence("said-not-observed", lang, {"reason": reason})
