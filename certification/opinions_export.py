"""What customers think, as a document in JSON's types and as the rows of a table."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from certification.cells import Cell
from certification.opinions import Figure
from certification.sheet import CaseSheet
from scoring.statistics.domain import Interval
from scoring.statistics.perception import Cut

COLUMNS = (
    "what", "about", "n", "value", "standard_error", "low", "high", "questionnaire", "by_means",
    "by_midpoint",
)  # fmt: skip


def opinions_document(found: CaseSheet) -> list[dict[str, Any]]:
    """One object a figure, by COLUMNS; figures as texts with two decimals, kappa and alpha with
    four; what nothing asked for is not there, what too few say has no value."""
    return [dict(zip(COLUMNS, row, strict=True)) for row in _rows(found)]


def opinions_rows(found: CaseSheet) -> Iterator[Sequence[Cell]]:
    """The same for a spreadsheet, figures as numbers."""
    for row in _rows(found):
        yield (*row[:3], *(Decimal(cell) if cell else None for cell in row[3:7]), *row[7:])


Line = tuple[Any, ...]


def _rows(found: CaseSheet) -> Iterator[Line]:
    if (said := found.opinions) is None:
        return
    for what, one in (("nps", said.promoter), ("acsi", said.satisfaction)):
        if one is not None:
            yield _figure(what, one)
    for gap in said.gaps:
        yield _figure("servqual", gap)
    for place in said.places:
        cut = place.quadrants or {}
        quadrants = [str(cut[rule]) if rule in cut else None for rule in Cut]
        for what, value in (("importance", place.importance), ("performance", place.performance)):
            yield (what, place.about, place.n, _two(value), None, None, None, None, *quadrants)
    for scale in found.scales:
        name = f"{scale.edition[0]}@{scale.edition[1]}"
        ends = _ends(scale.interval)
        yield ("alpha", scale.about, scale.n, _four(scale.alpha), None, *ends, name, None, None)
        if scale.alpha is not None:
            pairwise = _four(scale.pairwise)
            yield ("alpha-pairwise", scale.about, scale.n, pairwise, *[None] * 3, name, None, None)
    for seen in found.agreement:
        head = seen.characteristic, seen.units
        rest: Line = (None,) * 6
        yield ("krippendorff", *head, _four(seen.alpha), *rest)
        yield ("same", *head, _four(seen.same), *rest)
        if seen.cohen is not None:
            error, ends = _four(seen.cohen.standard_error), _ends(seen.cohen.interval())
            yield ("cohen", *head, _four(seen.cohen.value), error, *ends, *rest[:3])
        if seen.fleiss is not None:
            yield ("fleiss", *head, _four(seen.fleiss), *rest)


def _figure(what: str, one: Figure) -> Line:
    between = one.interval
    ends = (_two(between.low), _two(between.high)) if between else (None, None)
    return (what, one.about, one.n, _two(one.value), _two(one.error), *ends, None, None, None)


def _ends(between: Interval | None) -> tuple[str | None, str | None]:
    return (_four(between.low), _four(between.high)) if between else (None, None)


def _two(value: Fraction | float | None) -> str | None:
    return None if value is None else f"{float(value):.2f}"


def _four(value: Fraction | float | None) -> str | None:
    return None if value is None else f"{float(value):.4f}"
