"""A whole case: no grade while something is missing, then the audit's sheet, a visit, a grade."""

import csv
import io
from fractions import Fraction

import aiohttp
from openpyxl import load_workbook

from app.commands import export
from scoring.load import scheme_named
from scoring.scheme import Method
from tests.journeys.conftest import EXAMPLE, Service
from tests.journeys.desk import Desk
from tests.web.site import Visitor

SCHEME = scheme_named("cct-gz-sc03@B2")


def by_hand(workbook: bytes) -> Fraction:
    """The score of the audit alone, straight from the cells: earned / applicable x 100."""
    sheet = load_workbook(io.BytesIO(workbook)).worksheets[0]
    earned = applicable = Fraction(0)
    for row in sheet.iter_rows(min_row=4, max_row=54, values_only=True):
        ref, points = str(row[0]), Fraction(str(row[2]))
        met, of, percent, conforms, not_applicable = row[6:11]
        if not_applicable or SCHEME.clause(ref).method is Method.INFORMATION:  # type: ignore[union-attr]
            continue
        applicable += points
        if of:
            earned += points * Fraction(int(str(met)), int(str(of)))
        elif percent is not None:
            earned += points * Fraction(str(percent)) / 100
        else:
            earned += points * (conforms == "是")
    return earned / applicable * 100


async def test_an_audit_a_visit_and_customers_become_a_grade(service: Service) -> None:
    workbook = (EXAMPLE / "audit.xlsx").read_bytes()
    empty = await service.api("/score-sheet")
    assert empty["grade"] == "none"
    assert len(empty["missing"]) == 50

    async with Desk.at(service) as desk:
        await desk.upload_audit(workbook)
        audited = await service.api("/score-sheet")
        assert Fraction(audited["final"]) == by_hand(workbook)
        assert audited["coverage"] == "1"
        assert audited["grade"] == "four-star"

        await make_a_visit_where_nothing_is_shown(service)
        waiting = await service.api("/score-sheet")
        assert waiting["final"] == audited["final"]
        await desk.accept(await desk.first_to_review())
        after = await service.api("/score-sheet")
        sheet = await desk.download("/score-sheet.xlsx")
        answers = await desk.download("/responses.csv")

    assert Fraction(after["final"]) < Fraction(audited["final"])
    assert after["final_display"] in cells(sheet)
    rows = (await service.api("/responses?limit=5000"))["rows"]
    table = list(csv.DictReader(io.StringIO(answers.decode("utf-8-sig"))))
    assert [row["cursor"] for row in table] == [str(row["cursor"]) for row in rows]
    assert await exported(service) == len(rows)


async def make_a_visit_where_nothing_is_shown(service: Service) -> None:
    """On the page: nobody serves, nothing hangs on the wall."""
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(service.address, cookie_jar=jar) as session:
        visitor = Visitor(session)
        page = await visitor.go(f"/a/{service.visit('S11')}")
        page = await visitor.press("begin")
        for _ in range(40):
            if page.asked is None:
                break
            codes = [code for form in page.forms for _, code in form.buttons if code]
            if page.asked == "comment":  # nobody served: then it must be told
                page = await visitor.write("Nobody came.")
                continue
            page = await visitor.tap(min(codes, key=badness))
        page = await visitor.press("submit")
        assert page.status == 200


def badness(code: str) -> int:
    """Low for what says "no"; anything else a shopper could tap comes last."""
    known = (
        "no_signal", "no_photo", "nobody", "no", "none", "@skip", "unseen", "na", "unsure",
    )  # fmt: skip
    return known.index(code) if code in known else len(known)


def cells(workbook: bytes) -> set[str]:
    book = load_workbook(io.BytesIO(workbook))
    return {
        str(cell)
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    }


async def exported(service: Service) -> int:
    """Rows that the command line gives out beside the running service."""
    file = service.settings.data_dir / "out.csv"
    case = service.loaded.case.id
    assert await export.run(service.settings, case, "responses", "csv", output=file) == 0
    return len(list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig")))))
