"""How every visit and survey of a case ended, as AAPOR's codes and rates: the table and its file.

Every rate stands beside its n, the number it is a share of (with the share *e* of the unknown in
RR3 and RR4 that number need not be whole).  What is pending is in none of them.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any, assert_never

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.case import Case
from certification.cells import Cell, Cut, Table, as_csv, as_xlsx
from certification.export import Export, Format, about, as_json, file_name, manifest
from surveys import store as surveys
from surveys.dispositions import CODES, Disposition
from surveys.endings import endings
from surveys.load import Questionnaires
from surveys.outcome_rates import COMPLETION, RATES, Row, table

NAMES = (*RATES, COMPLETION)
HEAD = (
    "mode", "by", "what", "total", "pending",
    *(f"{code} {one.value}" for one, (code, _) in CODES.items()),
    *(cell for name in NAMES for cell in (name, f"n {name}")),
)  # fmt: skip


async def outcomes(
    tx: AsyncConnection, case: Case, questionnaires: Questionnaires, at: datetime
) -> list[Row]:
    """The table as of *at*: for the case, and by wave, outlet and questionnaire."""
    waves = await surveys.waves_of_case(tx, case.id)
    outlets = await surveys.outlets_of_client(tx, case.client.id)
    return table(endings(
        [one for wave in waves for one in await surveys.assignments_of_wave(tx, wave.id)],
        await surveys.of_case(tx, case.id),
        questionnaires,
        {wave.id: wave.name for wave in waves},
        {outlet.id: outlet.code for outlet in outlets},
        await surveys.policy_of(tx, case.id),
        at,
    ))  # fmt: skip


def outcomes_export(
    case: Case, rows: Sequence[Row], format: Format, language: str, at: datetime
) -> Export:
    """The table of `outcomes` as a file."""
    cut = Cut()
    match format:
        case Format.JSON:
            body = as_json(about(case, at) | {"rows": [document(row) for row in rows]})
        case Format.CSV:
            body = "".join(as_csv(HEAD, _cells(rows), cut)).encode()
        case Format.XLSX:
            sheet = Table("outcomes", HEAD, _cells(rows))
            body = as_xlsx([sheet, manifest(about(case, at), cut, language)], cut)
        case unreachable:
            assert_never(unreachable)
    return Export(file_name(case, "outcomes", format, at), format.media, body, cut=cut.cells)


def document(row: Row) -> dict[str, Any]:
    """One row of the table, for JSON."""
    return {
        "mode": row.mode.value, "by": row.by, "what": row.what,
        "total": row.total, "pending": row.pending,
        "ended": [
            {"disposition": one.value, "code": one.code, "count": count}
            for one, count in sorted(row.ended.items()) if one is not Disposition.PENDING
        ],
        "rates": {
            name: {"rate": _number(rate.value), "n": _number(rate.whole)}
            for name, rate in row.rates.items()
        },
    }  # fmt: skip


def _cells(rows: Sequence[Row]) -> Iterator[Sequence[Cell]]:
    for row in rows:
        rates = (row.rates.get(name) for name in NAMES)
        yield (
            row.mode.value, row.by, row.what, row.total, row.pending,
            *(row.ended.get(one, 0) for one in CODES),
            *(cell for rate in rates
              for cell in ((_number(rate.value), _number(rate.whole)) if rate else (None, None))),
        )  # fmt: skip


def _number(value: Fraction | int | None) -> float | None:
    """To six decimals; whole numbers stay whole when read."""
    return None if value is None else round(float(value), 6)
