"""A score sheet and its grade as a JSON document, and as plain text in Chinese or English."""

import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor
from typing import Any

from scoring.adjustments import SpecialDeduction
from scoring.grade import Grade, Reason, display, nonconformities
from scoring.intervals import known
from scoring.line import Line, Status, Tally
from scoring.numbers import decimal, number
from scoring.scheme import Method, Scheme, ScoreBand
from scoring.score import ScoreSheet
from scoring.statistics.domain import Interval
from scoring.wording import counted, points, sentence


def document(sheet: ScoreSheet, grade: Grade, lang: str = "en") -> dict[str, Any]:
    """Everything of *sheet* and *grade* in JSON's types.

    Points, scores and shares are exact fractions as texts ("107/5"), coverage a share 0..1.
    """
    return {
        "scheme": sheet.scheme.key,
        "scheme_hash": sheet.scheme.hash,
        "earned": str(sheet.earned),
        "applicable": str(sheet.applicable),
        "base": str(sheet.base),
        "final": str(sheet.final),
        "final_display": display(sheet.final),
        "final_unrounded": str(sheet.exact_final),
        "final_without_bonus": str(sheet.final_without_bonus),
        "grade": grade.name,
        "reasons": [worded(reason, lang) for reason in grade.reasons],
        "reason_details": [{"id": r.id, **r.args} for r in grade.reasons],
        "coverage": str(sheet.coverage),
        "missing": [clause.ref for clause in sheet.missing],
        "special_deductions": {
            "count": len(sheet.specials),
            "counted": len(sheet.counted),
            "deducted": str(sheet.deducted),
            "texts": [special.text for special in sheet.specials],
            "items": [_special(special, special in sheet.counted) for special in sheet.specials],
        },
        "bonus": {
            "added": str(sheet.added),
            "text": sheet.bonus and sheet.bonus.text,
            "signed": bool(sheet.bonus and sheet.bonus.signed),
        },
        "nonconformities": [
            {
                "clause": item.clause.ref,
                "lost": str(item.lost),
                "evidence": [evidence.trace for evidence in item.evidence],
            }
            for item in nonconformities(sheet)
        ],
        "groups": [
            {
                "group": item.group.ref,
                "title": item.group.text.in_language(lang),
                "points": str(item.group.points),
                "applicable": str(item.applicable),
                "earned": str(item.earned),
                "assessed": str(item.assessed),
            }
            for item in sheet.groups
        ],
        "lines": [_line(sheet, line, lang) for line in sheet.lines],
        "flags": [flag.value for flag in sheet.flags],
        "policies": dict(sheet.policies),
    }


def _special(special: SpecialDeduction, counts: bool) -> dict[str, Any]:
    return {
        "text": special.text,
        "trigger": special.trigger and special.trigger.value,
        "event": special.event,
        "clauses": list(special.clauses),
        "why": special.why,
        "correction": special.correction,
        "counts": counts,
    }


def _line(sheet: ScoreSheet, line: Line, lang: str) -> dict[str, Any]:
    return {
        "clause": line.clause.ref,
        "code": line.clause.code,
        "text": line.clause.text.in_language(lang),
        "method": line.clause.method.value,
        "status": line.status.value,
        "points": str(line.clause.points),
        "applicable": str(line.applicable),
        "earned": None if line.earned is None else str(line.earned),
        "reasons": list(line.reasons),
        "band": _band(line, sheet.scheme, lang),
        "frames": [
            {"drawn_from": frame.what, "size": frame.size, "seed": frame.seed}
            for frame in line.frames
        ],
        "sources": [source_document(sheet, line, tally) for tally in line.tallies],
        "flags": [flag.value for flag in line.flags],
        "evidence": [evidence.trace for evidence in line.evidence],
    }


def source_document(sheet: ScoreSheet, line: Line, tally: Tally) -> dict[str, Any]:
    """What one source says of a clause, in JSON's types.

    ``share``, ``low`` and ``high`` in percent with two decimals, cut off; ``size``: the
    independent samples that ``of`` are worth, with one.  None: it saw nothing, or (all but the
    share) it is a finding stated of the whole, not a sample.
    """
    sure = known(sheet, line, tally)
    return {
        "source": tally.source.value,
        "role": tally.role.value,
        "met": str(tally.met),
        "of": tally.of,
        "not_applicable": tally.not_applicable,
        "not_observed": tally.not_observed,
        "share": None if tally.share is None else display(tally.share * 100),
        "size": sure and f"{sure.size:.1f}",
        "low": sure and display(Fraction(sure.interval.low) * 100),
        "high": sure and display(Fraction(sure.interval.high) * 100),
    }


def source_text(sheet: ScoreSheet, line: Line, tally: Tally, lang: str) -> str:
    """The same in a few words: "observed 5/6 (44-97 %)"."""
    args = {
        "source": sentence(f"source-{tally.source.value}", lang),
        "met": decimal(tally.met),
        "of": str(tally.of),
    }
    if (sure := known(sheet, line, tally)) is None:
        return sentence("source-says" if tally.of else "source-saw-nothing", lang, args)
    low, high = whole_percents(sure.interval)
    return sentence("source-sampled", lang, args | {"low": low, "high": high})


def whole_percents(interval: Interval) -> tuple[str, str]:
    """An interval within 0..1 in whole percent, rounded outwards."""
    return str(floor(interval.low * 100 + 1e-9)), str(ceil(interval.high * 100 - 1e-9))


def _band(line: Line, scheme: Scheme, lang: str) -> dict[str, str] | None:
    """Of an assessed banded clause: the band that was chosen, and where in it, 0 to 1."""
    found = band_of(line, scheme)
    if found is None:
        return None
    band, position = found
    return {
        "low": str(band.low),
        "high": str(band.high),
        "text": band.text.in_language(lang),
        "position": str(position),
    }


def band_of(line: Line, scheme: Scheme) -> tuple[ScoreBand, Fraction] | None:
    """The band an assessed banded clause was found in, and the position in it, 0 to 1."""
    if line.clause.method is not Method.BANDED or line.status is not Status.ASSESSED:
        return None
    assert line.earned is not None
    return scheme.band(line.earned / line.clause.points)


def worded(reason: Reason, lang: str) -> str:
    """*reason* as a sentence."""
    args = dict(reason.args)
    if "points" in args:
        args["points"] = points(Fraction(args["points"]), lang)
    return counted(reason.id, int(args.get("count", 0)), lang, args)


def text(sheet: ScoreSheet, grade: Grade, lang: str) -> str:
    """The score sheet to be read in a terminal: totals, groups, what was lost, the policies."""
    return "\n".join(_text(sheet, grade, lang)) + "\n"


def _text(sheet: ScoreSheet, grade: Grade, lang: str) -> Iterator[str]:
    def say(message: str) -> str:
        return sentence(message, lang)

    name = grade.band.text.in_language(lang) if grade.band else say(f"grade-{grade.name}")
    yield sheet.scheme.title.in_language(lang)
    yield ""
    yield f"{say('label-grade')}: {name}"
    for reason in grade.reasons:
        yield f"  {worded(reason, lang)}"
    yield f"{say('label-final')}: {display(sheet.final)}"
    yield (
        f"{say('label-base')}: {display(sheet.base)}"
        f" = {decimal(sheet.earned)} / {decimal(sheet.applicable)} x 100"
    )
    yield f"{say('label-specials')}: {len(sheet.specials)} (-{number(sheet.deducted)})"
    for special in sheet.specials:
        yield f"  {special_text(sheet, special, lang)}"
    yield f"{say('label-bonus')}: {bonus_text(sheet, lang)}"
    for flag in sheet.flags:
        yield f"  {say(flag.value)}"
    yield f"{say('label-coverage')}: {display(sheet.coverage * 100)} %"
    yield ""
    for item in sheet.groups:
        title = item.group.text.in_language(lang)
        score = f"{decimal(item.earned)} / {decimal(item.applicable)}"
        yield f"{_padded(item.group.ref, 8)}{_padded(title, 36)}{score}"
    told = [line for line in sheet.lines if _worth_telling(line)]
    if told:
        yield ""
    for line in told:
        earned = "?" if line.earned is None else number(line.earned)
        notes = [say(f"status-{line.status.value}"), *map(say, line.flags), *line.reasons]
        notes += _beside(line, sheet.scheme, lang)
        notes += [source_text(sheet, line, tally, lang) for tally in line.tallies]
        of = f"{earned} / {number(line.applicable)}"
        yield f"{_padded(line.clause.ref, 8)}{_padded(of, 20)}{'; '.join(notes)}"
        yield f"        {line.clause.text.in_language(lang)}"
    yield ""
    yield f"{say('label-policies')}:"
    for policy, value in sheet.policies.items():
        changed = " *" if value != sheet.scheme.policies[policy].value else ""
        yield f"  {policy}: {value}{changed}"


def bonus_text(sheet: ScoreSheet, lang: str) -> str:
    """What the bonus adds, and the score without it: it may lift over a line (policy bonus)."""
    added = f"+{number(sheet.added)}"
    if not sheet.added:
        return added
    without = {"added": added, "without": display(sheet.final_without_bonus)}
    return sentence("bonus-without", lang, without)


def special_text(sheet: ScoreSheet, special: SpecialDeduction, lang: str) -> str:
    """One special deduction: what happened, why it is one, and what is done about it."""
    parts = [special.text]
    if special.trigger:
        parts.append(sentence(f"trigger-{special.trigger}", lang))
    parts += [part for part in (special.event, ", ".join(special.clauses), special.why) if part]
    if special.correction:
        parts.append(sentence("special-correction", lang, {"correction": special.correction}))
    if special not in sheet.counted:
        parts.append(sentence("special-not-besides", lang))
    return "; ".join(parts)


def _beside(line: Line, scheme: Scheme, lang: str) -> Iterator[str]:
    """What a sample was drawn from, and the band that fits."""
    for frame in line.frames:
        size = "?" if frame.size is None else str(frame.size)
        args = {"what": frame.what or "?", "size": size, "seed": frame.seed or "?"}
        yield sentence("drawn-from", lang, args)
    if (found := band_of(line, scheme)) is not None:
        band, position = found
        args = {
            "low": number(band.low),
            "high": number(band.high),
            "position": display(position * 100),
            "text": band.text.in_language(lang),
        }
        yield sentence("in-band", lang, args)


def _worth_telling(line: Line) -> bool:
    usual = (Status.ASSESSED, Status.ASSUMED, Status.INFORMATION)
    return line.lost > 0 or line.status not in usual or bool(line.flags)


def _padded(text: str, width: int) -> str:
    """*text* filled up to *width* terminal columns; a Chinese character takes two."""
    taken = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
    return text + " " * max(width - taken, 1)
