"""What the organisation says of itself, as a sheet of its own beside the case's.  Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from certification.cells import Cell
from certification.sheet import CaseSheet
from scoring.beside import claim_of
from scoring.claim import Claim
from scoring.evidence import Source
from scoring.grade import display
from scoring.load import shipped
from scoring.scheme import Scheme
from scoring.self_assessment import (
    Row,
    SelfAssessment,
    said,
    self_assessment,
    table_among,
)

COLUMNS = ("clause", "requirement", "says", "points", "earned", "to_show", "shown")


@dataclass(frozen=True, slots=True)
class OwnSheet:
    """*shown*: by clause, the list of evidence the organisation gave (the finding's note).

    *claim*: the grade applied for beside the one the certification came to, if one was.
    """

    table: Scheme
    found: SelfAssessment
    shown: Mapping[str, str]
    claim: Claim | None

    def document(self, language: str) -> dict[str, Any]:
        """In JSON's types; points are exact fractions as texts."""
        sheet = self.found.sheet
        return {
            "scheme": self.table.key,
            "final": str(sheet.final),
            "final_display": display(sheet.final),
            "grade": self.found.grade.name,
            "coverage": str(sheet.coverage),
            "rows": [self._row(row, language) for row in self.found.rows],
        }

    def _row(self, row: Row, language: str) -> dict[str, Any]:
        line = row.line
        return {
            "clause": line.clause.ref,
            "says": said(row),
            "points": str(line.clause.points),
            "earned": None if line.earned is None else str(line.earned),
            "to_show": [ask.in_language(language) for ask in line.clause.asks],
            "shown": self.shown.get(line.clause.ref, ""),
        }

    def cells(self, language: str) -> Sequence[Sequence[Cell]]:
        """The rows of a spreadsheet, by COLUMNS; points with two decimals, cut off."""
        return [
            (
                row["clause"],
                line.clause.text.in_language(language),
                row["says"],
                Decimal(display(line.clause.points)),
                None if line.earned is None else Decimal(display(line.earned)),
                "\n".join(row["to_show"]),
                row["shown"],
            )
            for line, row in zip(
                self.found.sheet.lines, self.document(language)["rows"], strict=True
            )
        ]


def own_sheet(case: CaseSheet) -> OwnSheet | None:
    """The self-assessment entered in *case*, by the newest table of document 001 that ships; None
    if none ships."""
    table = table_among(shipped())
    if table is None:
        return None
    stated = case.audit.said_by(Source.SELF_ASSESSED)
    return OwnSheet(
        table=table,
        found=self_assessment(table, case.audit.evidence),
        shown={one.subject: one.note for one in stated if one.note},
        claim=claim_of(case.basis, case.sheet, case.grade),
    )
