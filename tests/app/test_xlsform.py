"""``anfang import form.xlsx`` and ``anfang export --xlsform``, on real workbooks."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner

from app.cli import app
from surveys.load import packaged, questionnaire

SURVEY: list[list[Any]] = [
    ["type", "name", "label::English (en)", "label::中文 (zh)", "relevant", "image::English (en)"],
    ["select_one yn", "greeted", "Greeted?", "有人招呼吗？", None, "counter.png"],
    ["integer", "Minutes", "How long?", "多久？", "${greeted} = '1'", None],
]
CHOICES: list[list[Any]] = [
    ["list_name", "name", "label::English (en)", "label::中文 (zh)"],
    ["yn", 1.0, "Yes", "是"],
    ["yn", 2, "No", "否"],
]
SETTINGS: list[list[Any]] = [
    ["form_title", "form_id", "version", "default_language"],
    ["Visit", "visit", 3.0, "中文 (zh)"],
]


def workbook(**sheets: list[list[Any]]) -> Workbook:
    book = Workbook()
    book.remove(book.active or book.create_sheet())
    for name, rows in (
        {"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS} | sheets
    ).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def bytes_of(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*args: str) -> tuple[int, str]:
    """The exit code, and everything that was said, in English."""
    found = CliRunner().invoke(app, [*args, "--lang", "en"])
    assert found.exception is None or isinstance(found.exception, SystemExit), found.exception
    return found.exit_code, found.output


def test_a_workbook_becomes_a_file_that_anfang_reads(here: Path) -> None:
    (here / "form.xlsx").write_bytes(bytes_of(workbook()))
    (here / "counter.png").write_bytes(b"png")

    code, said = run("import", "form.xlsx", "--mode", "mystery", "--out", "made")

    assert code == 0, said
    made = questionnaire((here / "made/visit@3.yaml").read_text("utf-8"), "visit@3.yaml")
    assert (made.key, made.mode, made.languages) == ("visit@3", "mystery", ("zh", "en"))
    assert [option.code for option in made["greeted"].options] == ["1", "2"]
    assert made["minutes"].relevant and made["minutes"].relevant.text == "${greeted} = '1'"
    assert (here / "made/visit@3/counter.png").read_bytes() == b"png"
    assert "form.xlsx: survey, row 3: renamed: Minutes is minutes here" in said
    assert "visit@3.yaml written: 2 questions; 0 lost, 0 changed, 1 renamed" in said


@pytest.mark.parametrize(
    "args",
    [
        ("import", "form.xlsx"),
        ("import", "--mode", "mystery", "form.xlsx"),
        ("import", "xlsform", "form.xlsx"),
    ],
)
def test_a_workbook_names_its_command_by_itself(here: Path, args: tuple[str, ...]) -> None:
    (here / "form.xlsx").write_bytes(bytes_of(workbook()))

    assert run(*args)[0] == 0
    assert (here / "visit@3.yaml").exists()


def test_an_edition_that_is_there_is_not_overwritten(here: Path) -> None:
    (here / "form.xlsx").write_bytes(bytes_of(workbook()))
    assert run("import", "form.xlsx")[0] == 0
    assert run("import", "form.xlsx")[0] == 0
    (here / "visit@3.yaml").write_text("mine", "utf-8")

    code, said = run("import", "form.xlsx")

    assert code == 2
    assert "visit@3.yaml is there already and is another" in said
    assert (here / "visit@3.yaml").read_text("utf-8") == "mine"


def test_tables_are_read_from_beside_the_workbook_and_nowhere_else(here: Path) -> None:
    (here / "form-media").mkdir()
    (here / "form-media/towns.csv").write_text("name,label\nbj,Beijing\ngz,Canton\n", "utf-8")
    (here / "secret.csv").write_text("name,label\na,A\nb,B\n", "utf-8")
    (here / "deep").mkdir()
    survey = [
        ["type", "name", "label"],
        ["select_one_from_file towns.csv", "town", "Town?"],
        ["select_one_from_file ../secret.csv", "other", "Other?"],
    ]
    book = workbook(survey=survey)
    (here / "form.xlsx").write_bytes(bytes_of(book))

    code, said = run("import", "form.xlsx")

    assert code == 0, said
    made = questionnaire((here / "visit@3.yaml").read_text("utf-8"), "visit@3.yaml")
    assert [option.code for option in made["town"].options] == ["bj", "gz"]
    assert "survey, row 3: lost: ../secret.csv is not beside the workbook" in said


def test_what_a_sheet_program_makes_of_cells_is_a_problem_by_row(here: Path) -> None:
    book = workbook(survey=[
        ["type", "name", "label", 7, None],
        ["text", "a", "=1+1", None, None],
        ["essay", "b", "B?", None, None],
        ["date", date(2026, 1, 5), "C?", None, None],
    ])  # fmt: skip
    book["survey"].merge_cells("C6:C8")
    (here / "form.xlsx").write_bytes(bytes_of(book))

    code, said = run("import", "form.xlsx")

    assert code == 2
    assert "survey, row 2: problem: column C holds a formula" in said
    assert 'survey, row 3: problem: there is no type "essay"' in said
    assert "survey: problem: C6:C8: merged cells" in said
    assert "survey, row 4: renamed: 2026-01-05" in said
    assert "nothing was written: 3 problems" in said
    assert not (here / "visit@3.yaml").exists()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (30 * 2**20))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "form.xlsx: "),
        (b"type,name,label\ntext,t,T?\n", "form.xlsx: "),
        (b"PK\x03\x04 but no more", "form.xlsx: "),
        (b"\xd0\xcf\x11\xe0 an old workbook", "form.xlsx: "),
        (bomb(), "form.xlsx: "),
        (bytes_of(workbook(survey=[])), "problem: there is no column type"),
        (bytes_of(workbook(survey=[["type", "name"] + [f"c{n}" for n in range(60)]])), "columns"),
    ],
    ids=["empty", "csv", "half", "old", "bomb", "no-survey", "wide"],
)
def test_what_is_no_form_is_refused_in_a_sentence(here: Path, data: bytes, says: str) -> None:
    (here / "form.xlsx").write_bytes(data)

    code, said = run("import", "form.xlsx")

    assert code == 2
    assert says in said
    assert "Traceback" not in said
    assert sorted(file.name for file in here.iterdir()) == ["form.xlsx"]


def test_a_file_that_is_not_there_and_a_mode_that_is_none_are_said(here: Path) -> None:
    assert run("import", "nothing.xlsx")[0] == 2
    (here / "form.xlsx").write_bytes(bytes_of(workbook()))

    code, said = run("import", "form.xlsx", "--mode", "spying")

    assert code == 2
    assert "spying: the mode is mystery or perception" in said


def test_a_file_that_still_needs_a_hand_is_written_and_said(here: Path) -> None:
    survey = [
        ["type", "name", "label", "anfang::kind"],
        ["text", "a", "A?", "essay"],
    ]
    (here / "form.xlsx").write_bytes(bytes_of(workbook(survey=survey)))

    code, said = run("import", "form.xlsx")

    assert code == 2
    assert "the file still needs your hand" in said
    assert "visit@3.yaml:" in said
    assert (here / "visit@3.yaml").exists()


def test_a_questionnaire_goes_out_and_comes_back(here: Path) -> None:
    code, said = run("export", "--xlsform", "store-visit@1", "-o", "visit.xlsx")
    assert (code, said) == (0, "visit.xlsx written\n")
    assert load_workbook(here / "visit.xlsx").sheetnames == ["survey", "choices", "settings"]

    code, said = run("import", "visit.xlsx")

    assert code == 0, said
    again = questionnaire((here / "store-visit@1.yaml").read_text("utf-8"), "again")
    ours = packaged()["store-visit", 1]
    assert [q.id for q in again.questions] == [q.id for q in ours.questions]


def test_tables_and_pictures_go_beside_the_workbook(here: Path) -> None:
    text = (Path(__file__).parents[1] / "surveys/xlsform/everything.yaml").read_text("utf-8")
    (here / "everything.yaml").write_text(text, "utf-8")
    (here / "everything-there-is@7").mkdir()
    (here / "everything-there-is@7/counter.jpg").write_bytes(b"jpg")
    (here / "out").mkdir()

    code, said = run("export", "--xlsform", "everything.yaml", "-o", "out/form.xlsx")

    assert code == 0, said
    assert "beside it: prices.csv, counter.jpg" in said
    assert (here / "out/prices.csv").read_text("utf-8").splitlines()[0] == "sku,price"
    assert (here / "out/counter.jpg").read_bytes() == b"jpg"
    assert run("import", "out/form.xlsx", "--out", "back")[0] == 0
    assert (here / "back/everything-there-is@7/counter.jpg").read_bytes() == b"jpg"


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (
            ("--xlsform", "nothing@1", "-o", "x.xlsx"),
            "nothing@1: neither a file nor a questionnaire",
        ),
        (("--xlsform", "broken.yaml", "-o", "x.xlsx"), "broken.yaml:1:"),
        (("--xlsform", "latin.yaml", "-o", "x.xlsx"), "not UTF-8 text"),
        (("--xlsform", "store-visit@1"), "name the file to write with -o"),
        (("--xlsform", "store-visit@1", "-o", "no/such/folder.xlsx"), "no/such/folder.xlsx"),
        ((), "name a case by its number, or a questionnaire with --xlsform"),
        (("3", "--xlsform", "store-visit@1"), "name a case by its number"),
    ],
)
def test_what_cannot_go_out_is_said(here: Path, args: tuple[str, ...], says: str) -> None:
    (here / "broken.yaml").write_text("questionnaire: b\n", "utf-8")
    (here / "latin.yaml").write_bytes(b"questionnaire: \xe9\n")

    code, said = run("export", *args)

    assert code == 2
    assert says in said
