"""``anfang import form.xlsx`` and ``anfang export --xlsform``: XLSForm in and out.

Reading and writing files is here; what a form means is in surveys/xlsform.
"""

import shutil
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from openpyxl.utils import get_column_letter

from app.refusals import REFUSED, sentences
from certification.errors import Rejected
from certification.spreadsheet import MOST_COLUMNS, Book, read_csv, read_xlsx
from locales import say
from scoring.datafile import DataFileError, Problem
from surveys.load import HERE, packaged, questionnaire
from surveys.questionnaire import Mode
from surveys.xlsform.attached import Rows
from surveys.xlsform.exporting import Exported, as_form
from surveys.xlsform.reading import Imported, read_form, wanted
from surveys.xlsform.remarks import Place, Remarks, Severity
from surveys.xlsform.sheets import Sheet, sheet
from surveys.xlsform.workbook import as_xlsx

MOST_ROWS = 20_000  # of one sheet: choice lists of whole countries are long
SHEETS = ("survey", "choices", "settings")


def take(file: Path, *, mode: str | None = None, out: Path | None = None, lang: str = "en") -> int:
    """The form in *file* as a questionnaire file in *out* (default: where the form is).

    Everything that is lost, changed, renamed or made up is said.  0: written.  2: not written,
    or written and not yet what `anfang check` accepts; why is on standard error.
    """
    if mode is not None and mode not in tuple(Mode):
        return _refuse([say(lang, "xlsform-mode-unknown", mode=mode)])
    remarks = Remarks()
    try:
        sheets = read_sheets(read_xlsx(file.read_bytes(), MOST_ROWS), remarks)
        tables = read_tables(folders(file), wanted(sheets))
    except (Rejected, OSError) as error:
        return _refuse(f"{file}: {one}" for one in sentences(error, lang))
    made = read_form(sheets, remarks, name=file.stem, mode=mode, tables=tables)
    for remark in made.remarks:
        print(f"{file.name}: {remark.in_language(lang)}", file=sys.stderr)
    if made.problems:
        count = sum(max(1, len(one.rows)) for one in made.problems)
        return _refuse([say(lang, "xlsform-refused", count=count)])
    try:
        return _write(made, out or file.parent, folders(file), lang)
    except OSError as error:
        return _refuse(sentences(error, lang))


def give(name: str, output: Path, *, lang: str = "en") -> int:
    """The questionnaire *name* (one that ships, or a file) as the workbook *output*; its tables
    and pictures beside it.  0: written.  2: refused; why is on standard error."""
    try:
        ships = any(one.key == name for one in packaged().values())
        file = HERE / f"{name}.yaml" if ships else Path(name)
        text = file.read_text("utf-8")
        read = questionnaire(text, name)
    except DataFileError as error:
        return _refuse(map(str, error.problems))
    except FileNotFoundError:
        known = ", ".join(one.key for one in packaged().values())
        return _refuse([say(lang, "xlsform-unknown", name=name, known=known)])
    except UnicodeDecodeError:
        return _refuse([str(Problem(name, 1, "not UTF-8 text"))])
    except OSError as error:
        return _refuse(sentences(error, lang))
    made = as_form(text, name)
    try:
        beside = _give(made, file.parent / read.key, output)
    except OSError as error:
        return _refuse(sentences(error, lang))
    id = "xlsform-exported" if beside else "xlsform-exported-alone"
    print(say(lang, id, file=str(output), beside=", ".join(beside)))
    return 0


def read_sheets(book: Book, remarks: Remarks) -> dict[str, Sheet]:
    """The sheets of a workbook; what cannot be read as it stands is a problem of its row."""
    found: dict[str, Sheet] = {}
    for one in book.sheets:
        title = one.title.strip().lower()
        rows = [(row.number, row.cells) for row in one.rows]
        if title in SHEETS:
            for row in one.rows:
                for column in sorted(row.formulas):
                    letter = get_column_letter(column + 1)
                    remarks.problem("formula", Place(title, row.number), column=letter)
                if len(row.cells) >= MOST_COLUMNS:
                    remarks.problem("columns-many", Place(title, row.number), most=MOST_COLUMNS)
            for cells in one.merged:
                remarks.problem("merged", Place(title), cells=cells[:20])
        found.setdefault(title, sheet(title, rows, remarks))
    return found


def folders(file: Path) -> tuple[Path, ...]:
    """Where what a form speaks of can lie: beside it, or as ODK has it."""
    return (file.parent, file.parent / f"{file.stem}-media", file.parent / "media")


def read_tables(places: Iterable[Path], names: Iterable[str]) -> dict[str, Rows]:
    """The CSV files called so that lie there; one that cannot be read is as good as none."""
    found: dict[str, Rows] = {}
    for name in names:
        for place in places:
            try:
                rows = read_csv((place / f"{name}.csv").read_bytes(), MOST_ROWS).sheets[0].rows
            except (Rejected, OSError):
                continue
            head = rows[0].cells if rows else ()
            found[name] = [
                {heading: row.cell(n) for n, heading in enumerate(head) if heading}
                for row in rows[1:]
            ]
            break
    return found


def _write(made: Imported, out: Path, places: Iterable[Path], lang: str) -> int:
    """The file, its pictures beside it, and one line on what came of it."""
    out.mkdir(parents=True, exist_ok=True)
    file = out / f"{made.key}.yaml"
    if file.exists() and file.read_bytes() != made.text.encode():
        return _refuse([say(lang, "xlsform-exists", file=str(file))])
    file.write_text(made.text, "utf-8", newline="\n")
    for image in made.images:
        for source in (place / image for place in places):
            if source.is_file() and source.parent != out / made.key:
                (out / made.key).mkdir(exist_ok=True)
                shutil.copyfile(source, out / made.key / image)
                break
    try:
        count = len(questionnaire(made.text, str(file)).questions)
    except DataFileError as error:
        return _refuse([say(lang, "xlsform-edit"), *map(str, error.problems)])
    sums: Counter[Severity] = Counter()
    for one in made.remarks:
        sums[one.severity] += max(1, len(one.rows))
    said = {
        str(kind): sums[kind]
        for kind in (Severity.LOST, Severity.CHANGED, Severity.RENAMED, Severity.REVIEW)
    }
    print(say(lang, "xlsform-written", file=str(file), questions=count, **said))
    return 0


def _give(made: Exported, beside: Path, output: Path) -> list[str]:
    """Write everything; the names of what is not the workbook itself."""
    output.write_bytes(as_xlsx(made.sheets))
    for name, text in made.tables.items():
        (output.parent / name).write_text(text, "utf-8")
    images = sorted(file for file in beside.glob("*") if file.is_file())
    for image in images:
        shutil.copyfile(image, output.parent / image.name)
    return [*made.tables, *(image.name for image in images)]


def _refuse(told: Iterable[str]) -> int:
    for sentence in told:
        print(sentence, file=sys.stderr)
    return REFUSED
