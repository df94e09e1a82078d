"""What an import has to say: what was lost, changed or renamed, each with its sheet and rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from locales import say


class Severity(StrEnum):
    """From what stands in the way to what is only good to know."""

    PROBLEM = "problem"  # nothing is written until it is mended
    LOST = "lost"  # the workbook says it, the questionnaire cannot
    CHANGED = "changed"  # said in another way, or nearly
    RENAMED = "renamed"
    REVIEW = "review"  # made up here, because the workbook does not say it
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: *row* from 1, 0 for the whole sheet; no sheet: the workbook."""

    sheet: str = ""
    row: int = 0


WHOLE = Place()


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say of one or several *rows* of a *sheet*."""

    severity: Severity
    id: str  # in the catalogue, without "xlsform-"
    sheet: str
    rows: tuple[int, ...]
    args: tuple[tuple[str, str], ...] = ()

    def in_language(self, language: str) -> str:
        """The sentence, with its place in front: "survey, rows 3, 5–9: lost: …"."""
        text = say(language, f"xlsform-{self.id}", **dict(self.args))
        severity = say(language, f"xlsform-severity-{self.severity}")
        if not self.sheet:
            return say(language, "xlsform-told", severity=severity, text=text)
        place = say(
            language,
            "xlsform-place-rows" if self.rows else "xlsform-place",
            sheet=self.sheet,
            rows=spans(self.rows),
            count=len(self.rows),
        )
        return say(language, "xlsform-told-at", place=place, severity=severity, text=text)


def spans(rows: Iterable[int]) -> str:
    """Row numbers, what follows on each other drawn together: "3, 5–9"."""
    drawn: list[list[int]] = []
    for row in sorted(set(rows)):
        if drawn and row == drawn[-1][1] + 1:
            drawn[-1][1] = row
        else:
            drawn.append([row, row])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in drawn)


class Remarks:
    """Collects; the same remark on many rows is one."""

    def __init__(self) -> None:
        self._rows: dict[tuple[Severity, str, str, tuple[tuple[str, str], ...]], list[int]] = {}

    def problem(self, id: str, at: Place = WHOLE, **args: str | int) -> None:
        self._add(Severity.PROBLEM, id, at, args)

    def lost(self, id: str, at: Place = WHOLE, **args: str | int) -> None:
        self._add(Severity.LOST, id, at, args)

    def changed(self, id: str, at: Place = WHOLE, **args: str | int) -> None:
        self._add(Severity.CHANGED, id, at, args)

    def renamed(self, id: str, at: Place = WHOLE, **args: str | int) -> None:
        self._add(Severity.RENAMED, id, at, args)

    def review(self, id: str, at: Place = WHOLE, **args: str | int) -> None:
        self._add(Severity.REVIEW, id, at, args)

    def noted(self, id: str, at: Place = WHOLE, **args: str | int) -> None:
        self._add(Severity.NOTED, id, at, args)

    def _add(self, severity: Severity, id: str, at: Place, args: dict[str, str | int]) -> None:
        # What somebody typed is repeated, but never by the page.
        said = tuple((name, str(value)[:200]) for name, value in sorted(args.items()))
        rows = self._rows.setdefault((severity, id, at.sheet, said), [])
        if at.row:
            rows.append(at.row)

    def all(self) -> tuple[Remark, ...]:
        """Every remark, the gravest first, then by sheet and row."""
        found = [
            Remark(severity, id, sheet, tuple(rows), args)
            for (severity, id, sheet, args), rows in self._rows.items()
        ]
        order = list(Severity)
        return tuple(sorted(found, key=lambda r: (order.index(r.severity), r.sheet, r.rows)))
