"""A filled-in audit spreadsheet: what it states, and everything that cannot be taken.

Reading saves nothing.  The good lines are saved when somebody says so (`save`), and each is
checked again then; a line left empty says nothing and changes nothing.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cache

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.audit import Kind, Value, checked
from certification.audit_template import COLUMNS, SPECIAL_COLUMNS, SPECIAL_DETAILS, TO_FILL
from certification.errors import Complaint, Rejected, complaint, objected
from certification.service import Cases
from certification.spreadsheet import Book, Read, Row, formulas, merges, read_xlsx, refuse
from certification.texts import cleaned, required, too_long
from locales import LANGUAGES, say
from scoring.adjustments import Trigger
from scoring.evidence import Source
from scoring.finding import FRAME
from scoring.policies import resolve
from scoring.scheme import Scheme

MOST_ROWS = 2_000
HEAD_WITHIN = 10  # rows from the top


@dataclass(frozen=True, slots=True)
class Stated:
    """A line that can be taken: a finding on *clause*, or the text of a special item."""

    kind: Kind
    clause: str
    value: Value
    note: str
    row: int


@dataclass(frozen=True, slots=True)
class AuditSheet:
    """*lines* that said something were read; *stated* can be saved, *problems* are the rest."""

    lines: int
    stated: tuple[Stated, ...]
    problems: tuple[Complaint, ...]

    def summary(self, language: str) -> str:
        """ "41 lines read, 2 to look at; nothing was saved yet." """
        wrong = max(self.lines - len(self.stated), bool(self.problems))
        return say(language, "cert-sheet-read", lines=self.lines, problems=wrong)

    def dump(self) -> str:
        """The lines that can be taken, for whoever asks before saving; `load` reads it again."""
        return json.dumps([asdict(stated) for stated in self.stated], ensure_ascii=False)


def load(text: str) -> tuple[Stated, ...]:
    """The inverse of `AuditSheet.dump`.  It may have been changed on the way: raises Rejected for
    what cannot be read; what can be is checked when saved."""
    try:
        return tuple(
            Stated(
                Kind(item["kind"]), str(item["clause"]),
                {str(key): str(value) for key, value in item["value"].items()},
                str(item["note"]), int(item["row"]),
            )
            for item in json.loads(text)
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise refuse("sheet-not-xlsx") from error


def read_audit(
    data: bytes, scheme: Scheme, policies: Mapping[str, str], source: Source | None = None
) -> AuditSheet:
    """What the workbook states under *scheme*; *policies* are the case's overrides.

    Raises Rejected where it as a whole cannot be taken: no workbook, another scheme's, too
    large, no head row.
    """
    book = read_xlsx(data, MOST_ROWS)
    findings, columns, top = _findings(book, scheme)
    stated: list[Stated] = []
    problems = list(merges(findings))
    lines = 0
    chosen = resolve(scheme, policies)
    seen: dict[str, int] = {}
    for row in findings.rows[top:]:
        cells = {name: cleaned(row.cell(column)) for name, column in columns.items()}
        wrong = formulas(row, columns.values())
        if not wrong and not any(cells.get(name) for name in TO_FILL):
            continue
        lines += 1
        clause = cells["clause"]
        if clause and clause in seen:
            wrong.append(complaint(
                "clause-twice", row=row.number, clause=clause[:40], first=str(seen[clause])
            ))  # fmt: skip
        seen.setdefault(clause, row.number)
        if wrong:
            problems += wrong
            continue
        note = cells.get("note", "")
        problems += [objected(one, row=row.number) for one in too_long("note", note)]
        try:
            given = _given(cells, row)
            value = checked(
                scheme, clause, source or scheme.decided_by, given, chosen, row=row.number
            )
        except Rejected as error:
            problems += error.problems
            continue
        if not too_long("note", note):
            stated.append(Stated(Kind.CLAUSE, clause, value, note, row.number))
    for sheet in book.sheets:
        if sheet is not findings:
            more, said, complaints = _special_items(sheet)
            lines, stated = lines + more, stated + said
            problems += complaints
    if not lines and not problems:
        raise refuse("sheet-says-nothing")
    return AuditSheet(lines, tuple(stated), tuple(problems))


async def save(
    tx: AsyncConnection,
    cases: Cases,
    case_id: int,
    stated: tuple[Stated, ...],
    by: str,
    at: datetime,
    *,
    source: Source | None = None,
) -> int:
    """State every line that says something new; how many.

    *source*: whose findings the clauses' are; by default the one that decides in the scheme.
    Raises Rejected with everything that cannot be, by its row: the caller then takes back the
    lines that could, so that all are stated or none.
    """
    standing = await cases.stands(tx, case_id)
    source = source or standing.scheme.decided_by
    before = {f.subject: (f.value, f.note) for f in standing.said_by(source)}
    saved, problems = 0, list[Complaint]()
    for line in stated:
        try:
            match line.kind:
                case Kind.CLAUSE:
                    if before.get(line.clause) == (line.value, line.note):
                        continue
                    await cases.enter(
                        tx, case_id, line.clause, line.value, line.note, by, at, source=source
                    )
                case Kind.SPECIAL:
                    if line.value.get("text") in [special.text for special in standing.specials]:
                        continue
                    await cases.add_special(tx, case_id, line.value, line.note, by, at)
                case Kind.BONUS:
                    if standing.bonus and line.value.get("text") == standing.bonus.text:
                        continue
                    text = line.value.get("text", "")
                    await cases.set_bonus(tx, case_id, text, line.note, by, at)
                case Kind.APPROVAL | Kind.CLAIM:
                    continue  # no sheet states these; one that came back changed may
        except Rejected as error:
            problems += [replace(one, row=line.row) for one in error.problems]
        saved += 1
    if problems:
        raise Rejected(problems)
    return saved


def _findings(book: Book, scheme: Scheme) -> tuple[Read, dict[str, int], int]:
    """The sheet with the clauses, its columns, and where its rows begin.  Raises Rejected."""
    named = {book.identifier} if "@" in book.identifier else set()
    for sheet in book.sheets:
        found = _head(sheet, COLUMNS)
        if found is None:
            continue
        columns, top = found
        named |= {cell for row in sheet.rows[:top] for cell in row.cells[:4] if "@" in cell}
        others = sorted(named - {scheme.key})
        if others:
            raise refuse("sheet-other-scheme", found=others[0][:80], wanted=scheme.key)
        if not named:
            raise refuse("sheet-no-scheme", wanted=scheme.key)
        # A heading we do not know would silently drop what stands below it.
        # Those of the frame are newer than some sheets: without them it is not said.
        wanted = [name for name in ("clause", *TO_FILL) if name not in FRAME]
        missing = [name for name in wanted if name not in columns]
        if missing:
            raise Rejected([
                complaint("column-missing", row=top, column=_both(f"cert-column-{name}"))
                for name in missing
            ])  # fmt: skip
        return sheet, columns, top
    raise refuse("sheet-no-head")


def _head(sheet: Read, columns: tuple[str, ...]) -> tuple[dict[str, int], int] | None:
    """Which column holds what, and the index of the row after the head; None without a head.

    Headings are known in either language, in any order.
    """
    words = _headings(columns)
    for index, row in enumerate(sheet.rows[:HEAD_WITHIN]):
        found = {
            words[text.casefold()]: column
            for column, text in reversed(list(enumerate(row.cells)))
            if text.casefold() in words
        }
        needed = {"clause", "note"} if "clause" in columns else {"item", "what"}
        if needed <= found.keys():
            return found, index + 1
    return None


def _both(id: str) -> str:
    return " / ".join(say(language, id) for language in LANGUAGES)


@cache
def _headings(columns: tuple[str, ...]) -> Mapping[str, str]:
    return {
        say(language, f"cert-column-{name}").casefold(): name
        for language in LANGUAGES
        for name in columns
    }


def _given(cells: Mapping[str, str], row: Row) -> dict[str, str]:
    """What the row states, by the keys of a finding.  Raises Rejected if it says two things."""
    given = {name: cells[name] for name in ("met", "of", "percent", *FRAME) if cells.get(name)}
    if cells.get("reason"):
        given["not_applicable"] = cells["reason"]
    if conforms := cells.get("conforms", ""):
        if given:
            raise Rejected([
                complaint("sheet-both", row=row.number, clause=cells["clause"][:40])
            ])  # fmt: skip
        given["met"] = _truth().get(conforms.casefold(), conforms)
    if "percent" in given:
        given["percent"] = given["percent"].removesuffix("%").removesuffix("％").strip()
    if not given and cells.get("note"):
        raise Rejected([
            complaint("sheet-note-alone", row=row.number, clause=cells["clause"][:40])
        ])  # fmt: skip
    return given


@cache
def _truth() -> Mapping[str, str]:
    words = {say(language, "cert-yes").casefold(): "true" for language in LANGUAGES}
    words |= {say(language, "cert-no").casefold(): "false" for language in LANGUAGES}
    return words | {"y": "true", "n": "false", "√": "true", "×": "false"} | {
        "1": "true", "0": "false", "符合": "true", "不符合": "false",
    }  # fmt: skip


def _special_items(sheet: Read) -> tuple[int, list[Stated], list[Complaint]]:
    """The special deductions and the bonus of a sheet; nothing of one without their head."""
    found = _head(sheet, SPECIAL_COLUMNS + SPECIAL_DETAILS)
    if found is None:
        return 0, [], []
    columns, top = found
    stated: list[Stated] = []
    problems = [
        complaint("sheet-merged", sheet=sheet.title[:31], place=place) for place in sheet.merged
    ]
    lines = 0
    for row in sheet.rows[top:]:
        cells = {name: cleaned(row.cell(column)) for name, column in columns.items()}
        lines += 1
        try:
            one = _special_item(cells, row, stated)
        except Rejected as error:
            problems += [
                Complaint(p.id, p.texts, row.number, sheet.title[:31]) for p in error.problems
            ]
            continue
        stated.append(one)
    return lines, stated, problems


def _special_item(cells: Mapping[str, str], row: Row, before: list[Stated]) -> Stated:
    if wrong := formulas(row, row.formulas):
        raise Rejected(wrong)
    kind = _kinds().get(cells["item"].casefold())
    if kind is None:
        raise refuse("special-kind")
    text = required(cells["what"], f"{kind}-text")
    for one in before:
        if one.kind is kind and (kind is Kind.BONUS or one.value["text"] == text):
            raise refuse("special-again", first=str(one.row))
    said = {name: cells[name] for name in SPECIAL_DETAILS if cells.get(name)}
    if kind is Kind.BONUS:
        said = {}
    elif "trigger" in said:
        said["trigger"] = _triggers().get(said["trigger"].casefold(), said["trigger"])
    return Stated(kind, "", {"text": text, **said}, cells.get("note", ""), row.number)


@cache
def _triggers() -> Mapping[str, str]:
    return {
        say(language, f"cert-trigger-{trigger}").casefold(): trigger.value
        for language in LANGUAGES
        for trigger in Trigger
    }


@cache
def _kinds() -> Mapping[str, Kind]:
    return {
        say(language, f"cert-item-{kind}").casefold(): kind
        for language in LANGUAGES
        for kind in (Kind.SPECIAL, Kind.BONUS)
    }
