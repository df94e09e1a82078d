"""A form of as many rows as wanted, to hold our reading of it against pyxform's."""

import io
from collections.abc import Callable
from importlib.util import find_spec

from certification.spreadsheet import read_xlsx
from surveys.rules import compile_rule
from surveys.xlsform.reading import read_form
from surveys.xlsform.remarks import Remarks
from surveys.xlsform.sheets import sheet
from surveys.xlsform.workbook import as_xlsx

ROWS = 1000
HEADINGS = [
    "type", "name", "label::English (en)", "label::中文 (zh)", "hint::English (en)",
    "hint::中文 (zh)", "required", "relevant", "constraint", "constraint_message::English (en)",
    "constraint_message::中文 (zh)", "calculation",
]  # fmt: skip
# Ten rows that lean on each other as a real form's do.
TEN = """\
select_one yes_no|q{n}_gate|Is it {n}?|是{n}吗？|Look|看看|yes|||||
select_multiple things|q{n}_a|Which of {n}?|{n}里有哪些？|||yes|${{q{n}_gate}} = 'yes'||||
text|q{n}_b|Why not {n}?|为什么不是{n}？||||${{q{n}_gate}} = 'no'||||
integer|q{n}_c|How many of {n}?|{n}有几个？|||yes||. >= 0 and . <= 100|0 to 100|0到100|
text|q{n}_d|You said ${{q{n}_c}}|您说${{q{n}_c}}||||${{q{n}_c}} > 7 and ${{q{n}_gate}} != ''||||
decimal|q{n}_e|How much is {n}?|{n}多少钱？|In yuan|元||| . > 0|More|多些|
calculate|q{n}_f||||||||||${{q{n}_c}} * ${{q{n}_e}}
select_one scale|q{n}_g|How good is {n}?|{n}好不好？|||yes|||||
image|q{n}_h|A photo of {n}|{n}的照片||||${{q{n}_g}} = 'bad'||||
note|q{n}_i|Thank you for {n}|谢谢{n}||||||||
"""
CHOICES = """\
list_name|name|label::English (en)|label::中文 (zh)
yes_no|yes|Yes|是
yes_no|no|No|否
things|counter|Counter|柜台
things|chair|Chair|椅子
scale|good|Good|好
scale|bad|Bad|不好
"""
SETTINGS = "form_title|form_id|version|default_language\nLarge|large|1|English (en)\n"


def form(rows: int = ROWS) -> bytes:
    """The workbook of a form with so many rows, in tens."""
    survey = [HEADINGS] + [
        line.split("|") for n in range(rows // 10) for line in TEN.format(n=n).splitlines()
    ]
    sheets = {"choices": CHOICES, "settings": SETTINGS}
    cells = {name: [line.split("|") for line in t.splitlines()] for name, t in sheets.items()}
    return as_xlsx({"survey": survey, **cells})


def ours(workbook: bytes) -> str:
    """What `anfang import form.xlsx` does before it writes the file."""
    compile_rule.cache_clear()  # nothing remembered from the run before
    remarks = Remarks()
    book = read_xlsx(workbook, 10_000)
    sheets = {
        one.title: sheet(one.title, [(row.number, row.cells) for row in one.rows], remarks)
        for one in book.sheets
    }
    made = read_form(sheets, remarks, name="large")
    assert made.text, made.problems
    return made.text


def theirs(workbook: bytes) -> object:
    """pyxform's own conversion, without its validators."""
    from pyxform.xls2xform import convert  # type: ignore[import-untyped]  # it has no types

    return convert(io.BytesIO(workbook), file_type=".xlsx")


def pair() -> tuple[Callable[[], object], Callable[[], object]] | None:
    """pyxform's conversion and ours of the same workbook; None without pyxform."""
    if find_spec("pyxform") is None:
        return None
    workbook = form()
    return lambda: theirs(workbook), lambda: ours(workbook)
