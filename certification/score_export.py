"""The score sheet of a case to take away, as CSV, XLSX or JSON."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, assert_never

from certification.cells import Cell, Cut, Table, as_csv, as_xlsx
from certification.export import Export, Format, about, as_json, file_name, manifest
from certification.opinions_export import COLUMNS as OPINIONS
from certification.opinions_export import opinions_document, opinions_rows
from certification.own_sheet import COLUMNS as OWN
from certification.own_sheet import own_sheet
from certification.sampling import sufficiency
from certification.sheet import CaseSheet
from locales import say
from scoring import report
from scoring.beside import beside
from scoring.evidence import Met, NotApplicable, NotObserved, Outcome, Sampled
from scoring.grade import display
from scoring.index import Index
from scoring.numbers import exact
from scoring.settled import settled
from scoring.settled_words import settled_text
from scoring.stated import Stated
from scoring.statistics.domain import Interval
from scoring.wording import sentence

LINES = (
    "clause", "code", "requirement", "method", "status", "points", "applicable", "earned",
    "earned_exact", "sources", "reasons", "flags", "evidence",
)  # fmt: skip
SOURCES = (
    "source", "role", "met", "of", "not_applicable", "not_observed", "share", "size", "low",
    "high",
)  # fmt: skip
FIGURES = ("share", "size", "low", "high")
INDEX = (
    "characteristic", "source", "outlet", "wave", "n", "outlets", "value", "low", "high",
    "simple_low", "simple_high", "top", "top_low", "top_high",
)  # fmt: skip


STATED = ("characteristic", "source", "clauses", "n", "value", "low", "high")


def score_sheet(found: CaseSheet, format: Format, language: str, at: datetime) -> Export:
    """The score sheet: as JSON whole, as CSV its lines, as XLSX a sheet for each part."""
    cut = Cut()
    document = sheet_document(found, language, at)
    match format:
        case Format.JSON:
            body = as_json(document)
        case Format.CSV:
            body = "".join(as_csv(LINES, _lines(found, language), cut)).encode()
        case Format.XLSX:
            body = as_xlsx(_score_tables(found, document, language, at, cut), cut)
        case unreachable:
            assert_never(unreachable)
    name = file_name(found.case, "score-sheet", format, at)
    return Export(name, format.media, body, cut=cut.cells)


def sheet_document(found: CaseSheet, language: str, at: datetime) -> dict[str, Any]:
    """The case's score sheet in JSON's types: `scoring.report.document` and what is around it."""
    return (
        about(found.case, at)
        | report.document(found.sheet, found.grade, language)
        | beside(found.basis, found.sheet, found.grade)
        | {
            "stage": found.case.stage.value,
            "samples_wanting": [
                {"clause": one.clause, "have": one.have, "need": one.need}
                for one in sufficiency(found.sheet.lines, int(found.sheet.policies["min_sample"]))
                if one.short
            ],
            "standing": found.standing(language),
            "best": found.best.name,
            "interviews": {status.value: n for status, n in found.statuses.items()},
            "interviews_counted": found.counted,
            "interviews_to_review": found.to_review,
            "assignments_open": found.unvisited,
            "self_assessment": own.document(language) if (own := own_sheet(found)) else None,
            "indices": [index_document(index) for index in found.indices],
            "stated": [stated_document(one) for one in found.stated],
            "opinions": opinions_document(found),
            "not_counted": [
                {
                    "questionnaire": one.what.questionnaire,
                    "edition": one.what.old,
                    "counted_edition": one.what.new,
                    "questions": [*one.what.questions],
                    "interviews": one.interviews,
                    "evidence": one.count,
                    "why": one.sentence(language),
                }
                for one in found.apart
            ],
        }
    )


def index_document(index: Index) -> dict[str, Any]:
    """One index in JSON's types, by the names of INDEX; figures with two decimals, cut off.

    ``low`` and ``high`` are the scheme's interval, None where the data leave it open; everything
    from ``value`` on is None where too few customers answered to be shown.
    """
    mean, top = index.mean, index.top

    def ends(interval: Interval | None) -> tuple[str | None, str | None]:
        if interval is None:
            return None, None
        return display(Fraction(interval.low)), display(Fraction(interval.high))

    figures = (
        display(mean.value) if mean else None, *ends(mean.interval if mean else None),
        *ends(mean.simple if mean else None),
        display(top.value) if top else None, *ends(top.interval if top else None),
    )  # fmt: skip
    about_it = (
        index.characteristic, index.source.value, index.outlet, index.wave, index.n, index.outlets
    )  # fmt: skip
    return dict(zip(INDEX, (*about_it, *figures), strict=True))


def stated_document(one: Stated) -> dict[str, Any]:
    """What findings say of a characteristic, in JSON's types, by the names of STATED; in percent
    with two decimals, cut off."""

    def end(value: float) -> str:
        return display(Fraction(value) * 100)

    ends = (end(one.interval.low), end(one.interval.high)) if one.interval else (None, None)
    about_it = (one.characteristic, one.source.value, one.clauses, one.n)
    return dict(zip(STATED, (*about_it, display(one.share * 100), *ends), strict=True))


def _score_tables(
    found: CaseSheet, document: Mapping[str, Any], language: str, at: datetime, cut: Cut
) -> Iterator[Table]:
    keys = ("grade", "final_display", "final", "base", "earned", "applicable", "coverage")
    summary: list[Sequence[Cell]] = [
        ("standing", found.standing(language)),
        *((key, _summed(key, str(document[key]))) for key in keys),
        *(("reason", reason) for reason in document["reasons"]),
        ("settled", settled_text(settled(found.sheet), language)),
        *(
            (f"visits wanted at {one['outlet']}", one["visits"])
            for one in document["settled"]["at"]
        ),
        *(("not_counted", one.sentence(language)) for one in found.apart),
        *(("special_deduction", special.text) for special in found.sheet.specials),
        ("bonus", found.sheet.bonus.text if found.sheet.bonus else ""),
        *((f"policy {name}", value) for name, value in found.sheet.policies.items()),
    ]
    readings = [
        (" ".join(f"{name}: {value}" for name, value in one["policies"].items()),
         Decimal(one["final_display"]), one["final"], one["grade"], one["changes_grade"])
        for one in document["sensitivity"]["readings"]
    ]  # fmt: skip
    yield Table("summary", ("what", "value"), summary, (28, 90))
    yield Table("lines", LINES, _lines(found, language), (10, 7, 60, 14, 14, *[12] * 4, *[44] * 4))
    groups: list[Sequence[Cell]] = [
        (
            item.group.ref, item.group.text.in_language(language), _points(item.group.points),
            _points(item.applicable), _points(item.earned), _points(item.assessed),
        )
        for item in found.sheet.groups
    ]  # fmt: skip
    head = ("group", "title", "points", "applicable", "earned", "assessed")
    yield Table("groups", head, groups, (8, 30))
    yield Table("sources", ("clause", *SOURCES), [
        (line["clause"], *(_cell(name, one[name]) for name in SOURCES))
        for line in document["lines"]
        for one in line["sources"]
    ])  # fmt: skip
    evidence = [
        (line.clause.ref, item.source.value, *_said(item.outcome), item.at, item.trace)
        for line in found.sheet.lines
        for item in line.evidence
    ]
    yield Table("evidence", ("clause", "source", "says", "share", "at", "trace"), evidence)
    kept = [
        (one.what.questionnaire, one.what.old, item.clause, item.source.value,
         *_said(item.outcome), item.at, item.trace)
        for one in found.apart
        for item in one.evidence
    ]  # fmt: skip
    beside = ("questionnaire", "edition", "clause", "source", "says", "share", "at", "trace")
    yield Table("not counted", beside, kept)
    yield Table("indices", tuple(INDEX), [
        [Decimal(one[name]) if one[name] and name in INDEX[6:] else one[name] for name in INDEX]
        for one in document["indices"]
    ])  # fmt: skip
    yield Table("stated", STATED, [
        [Decimal(one[name]) if one[name] and name in STATED[4:] else one[name] for name in STATED]
        for one in document["stated"]
    ])  # fmt: skip
    yield Table("opinions", OPINIONS, opinions_rows(found), (16, 14))
    specials = [
        (one["text"], one["trigger"] or "", one["event"], ", ".join(one["clauses"]), one["why"],
         one["correction"], one["counts"])
        for one in document["special_deductions"]["items"]
    ]  # fmt: skip
    said = ("special deduction", "trigger", "event", "clauses", "why both", "correction", "counts")
    yield Table("special deductions", said, specials, (50, 16, 40, 16, 40, 40, 8))
    if (own := own_sheet(found)) is not None:
        widths = (10, 60, 14, 8, 8, 60, 60)
        yield Table("self-assessment", OWN, own.cells(language), widths)
    columns = ("reading", "score", "exact", "grade", "another grade")
    yield Table("other readings", columns, readings, (36, 10, 20, 14, 14))
    yield manifest(about(found.case, at), cut, language)


def _summed(key: str, value: str) -> Cell:
    """The score as it is displayed is a number; what is exact stays as it is written."""
    return Decimal(value) if key == "final_display" else value


def _cell(name: str, value: Any) -> Cell:
    """A figure as a number, exact ones and words as they are."""
    return Decimal(value) if name in FIGURES and value is not None else value


def _lines(found: CaseSheet, language: str) -> Iterator[Sequence[Cell]]:
    for line in found.sheet.lines:
        sources = (
            report.source_text(found.sheet, line, tally, language) for tally in line.tallies
        )
        yield (
            line.clause.ref, line.clause.code or "", line.clause.text.in_language(language),
            say(language, f"cert-method-{line.clause.method}"), line.status.value,
            _points(line.clause.points), _points(line.applicable),
            None if line.earned is None else _points(line.earned),
            "" if line.earned is None else str(line.earned),
            "; ".join(sources), "; ".join(line.reasons),
            "; ".join(sentence(flag.value, language) for flag in line.flags),
            "; ".join(item.trace for item in line.evidence),
        )  # fmt: skip


def _said(outcome: Outcome) -> tuple[str, str]:
    match outcome:
        case Met(degree):
            return "met", exact(degree)
        case Sampled(met, of):
            return "sampled", f"{met}/{of}"
        case NotApplicable(reason):
            return "not applicable", reason
        case NotObserved(reason):
            return "not observed", reason
        case unreachable:
            assert_never(unreachable)


def _points(value: Fraction) -> Decimal:
    """As it is displayed: two decimals, cut off."""
    return Decimal(display(value))
