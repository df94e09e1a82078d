"""What makes a score defensible stands on the page: readings, reasons, approvals, the bundle."""

import re

from certification.bundle_reading import replayed
from db.engine import transaction
from tests.builders import NOON
from tests.certification.builders import entered_all
from tests.web_console.conftest import Seated
from tests.web_console.desks import World
from web.services import Services


async def entered(home: Services, world: World) -> str:
    cases, case = home.cases, world.case.id
    async with transaction(home.engine) as tx:
        await entered_all(tx, cases, case)
        await cases.enter(tx, case, "5.3.2.2", {"met": 6, "of": 7}, "", "user:1", NOON)
        await cases.claim(tx, case, "four-star", "user:1", NOON)
    return f"/console/cases/{case}"


async def test_the_sheet_says_which_readings_give_another_grade(
    seat: Seated, home: Services, world: World
) -> None:
    li, here = await seat("li"), await entered(home, world)
    await li.get(here)

    assert "The grade hangs on a reading" in li.text
    assert re.search(r"The grade is not settled: with 95 % .* in there: (\d+, )*95\.", li.text)
    assert re.search(r"sampled_rule: all_or_nothing [0-9.]+ \w+ stars another grade"
                     " A sampled clause loses points in proportion", li.text)  # fmt: skip
    assert "Applied for: Four stars; achieved: Five stars; to be issued: Five stars." in li.text
    assert world.case.scheme_hash[:8] in li.text
    # Near the grade itself, with the way to all of them.
    said = '<a href="#readings">The grade hangs on a reading: '
    assert 0 < li.html.index(said) < li.html.index('class="score"')
    assert 'id="readings"' in li.html


async def test_the_sheet_says_what_the_next_grade_wants_in_numbers_that_can_be_checked(
    seat: Seated, home: Services, world: World
) -> None:
    li, here = await seat("li"), await entered(home, world)
    async with transaction(home.engine) as tx:
        of = {"met": 1, "of": 7}
        await home.cases.enter(tx, world.case.id, "5.3.2.2", of, "", "user:1", NOON)
    await li.get(here)

    assert "94 / 100 × 100 = 94.00" in li.text
    assert "Clause points lacking for the next grade (Five stars, from 95): 1." in li.text
    assert "5.3.2.2: 6 points" in li.text
    async with transaction(home.engine) as tx:
        of = {"met": 2, "of": 3}
        await home.cases.enter(tx, world.case.id, "5.3.2.2", of, "", "user:1", NOON)

    assert "97.6666… / 100 × 100 = 97.66" in (await li.get(here)).text


async def test_the_sheet_says_which_clauses_want_samples(seat: Seated, world: World) -> None:
    page = await (await seat("li")).get(f"/console/cases/{world.case.id}")

    assert re.search(r"Sampled clauses with enough samples: 0 of \d+", page.text)
    assert "5.2.4.3 2 of 5 samples" in page.text


async def test_the_sheet_says_of_a_special_deduction_what_was_done_and_what_the_bonus_changes(
    seat: Seated, home: Services, world: World
) -> None:
    li, here = await seat("li"), await entered(home, world)
    given = {"text": "sold a recalled model", "trigger": "law", "event": "stock check",
             "clauses": "5.2.4.5", "why": "parts are bad", "correction": "taken back"}  # fmt: skip
    async with transaction(home.engine) as tx:
        await home.cases.add_special(tx, world.case.id, given, "", "user:1", NOON)
        await home.cases.set_bonus(tx, world.case.id, "lends units", "", "user:1", NOON)
    await li.get(here)

    assert (
        "sold a recalled model; against the law; stock check; 5.2.4.5; parts are bad;"
        " put right: taken back"
    ) in li.text
    assert "lends units +1 (without it 98.00)" in li.text


async def test_a_clause_says_why_and_what_the_next_grade_wants(
    seat: Seated, home: Services, world: World
) -> None:
    li, here = await seat("li"), await entered(home, world)
    await li.get(f"{here}/clauses/5.3.2.2")

    assert "It earned 6 of 7 points and lost 1" in li.text
    assert "There is no better grade." in li.text


async def test_the_self_assessment_has_a_page_of_its_own(
    seat: Seated, home: Services, world: World
) -> None:
    li, here = await seat("li"), await entered(home, world)
    await li.post(f"{here}/audit/5.1.2.2", source="self-assessed", do="save", met="false",
                  note="certificates of 2025")  # fmt: skip
    await li.get(f"{here}/self-assessment")

    assert "does not conform 0 / 5 certificates of 2025" in li.text


async def test_the_bundle_from_the_page_scores_as_the_page_does(
    seat: Seated, home: Services, world: World
) -> None:
    li, here = await seat("li"), await entered(home, world)
    answer = await li.client.get(f"{here}/bundle.zip", headers=li.headers)
    data = await answer.read()
    async with transaction(home.engine) as tx:
        sheet = (await home.cases.sheet(tx, world.case.id, evidence=True)).sheet
    assert replayed(data, "case.zip").basis.sheet() == sheet


async def test_what_somebody_states_cannot_be_approved_by_them(
    seat: Seated, home: Services, world: World
) -> None:
    li, here = await seat("li"), await entered(home, world)
    await li.post(f"{here}/audit", do="bonus", text="A patent")
    await li.post(f"{here}/audit", do="approve", subject="bonus")

    assert (li.status, "has to be approved by somebody else" in li.text) == (422, True)
    await li.post(f"{here}/audit", do="claim", grade="six-star")
    assert (li.status, 'there is no grade "six-star"' in li.text) == (422, True)
    await li.post(f"{here}/audit", do="approve", subject="5.10")
    assert (li.status, "nothing stands on 5.10" in li.text) == (422, True)
