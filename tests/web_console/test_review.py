"""Reviewing an interview: what is shown, what each verdict does, and what is never shown."""

import re
from pathlib import Path

import pytest

from db.engine import transaction
from surveys import store
from surveys.entries import Status, view
from surveys.events import Agreed, Tapped
from surveys.load import HERE
from surveys.questionnaire import QuestionId
from surveys.records import Attachment
from surveys.summary import summary
from surveys.transcripts import files
from surveys.transcripts.replay import replay
from tests.builders import NOON, moment, newest
from tests.web_console.conftest import Seated
from tests.web_console.desks import PHOTO, SHOPPER, Seat, World
from web.console import sheet
from web.console.interviews import odd, pointed
from web.services import Services


async def status(home: Services, key: str) -> Status:
    async with transaction(home.engine) as tx:
        held = await store.by_key(tx, key)
        assert held is not None
        return view(held.interview).status


async def test_an_accepted_visit_becomes_evidence_with_a_way_back(
    seat: Seated, world: World, home: Services
) -> None:
    li, case = await seat("li"), f"/console/cases/{world.case.id}"
    clause = f"{case}/clauses/5.2.4.3"
    before = await li.get(clause)
    assert f"interviews/{world.key}#" not in before.html
    page = await li.get(f"{case}/interviews/{world.key}")
    assert "he looked away" in page.text
    assert "5.2.4.3" in page.text
    await li.post(f"{case}/interviews/{world.key}", verdict="accept")
    assert (li.status, li.redirected) == (303, f"{case}/interviews")
    assert await status(home, world.key) is Status.ACCEPTED
    assert clause in (await li.get(case)).html
    after = await li.get(clause)
    assert f"{case}/interviews/{world.key}#q-greeted" in after.html
    log = await li.get(f"{case}/interviews/{world.key}")
    assert "li by name" in log.text
    assert SHOPPER not in log.html
    assert SHOPPER not in after.html


async def test_returning_and_voiding_want_a_reason(
    seat: Seated, world: World, home: Services
) -> None:
    li, here = await seat("li"), f"/console/cases/{world.case.id}/interviews/{world.key}"
    for verdict in ("return", "void"):
        await li.post(here, verdict=verdict, reason="   ")
        assert (li.status, "say why" in li.text) == (422, True)
        assert await status(home, world.key) is Status.SUBMITTED
    await li.post(here, verdict="return", reason="The photo is of another counter.")
    assert await status(home, world.key) is Status.RETURNED
    await li.post(here, verdict="accept")
    assert (li.status, "not waiting for a review" in li.text) == (409, True)


async def test_a_voided_visit_no_longer_counts(seat: Seated, world: World, home: Services) -> None:
    li, case = await seat("li"), f"/console/cases/{world.case.id}"
    assert f"interviews/{world.accepted}#" in (await li.get(f"{case}/clauses/5.2.4.3")).html
    await li.post(f"{case}/interviews/{world.accepted}", verdict="void", reason="Wrong outlet")
    assert f"interviews/{world.accepted}#" not in (await li.get(f"{case}/clauses/5.2.4.3")).html
    assert await status(home, world.accepted) is Status.VOIDED


async def test_the_answers_on_a_clause_come_page_by_page(
    seat: Seated, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "SHOWN", 1)
    li, clause = await seat("li"), f"/console/cases/{world.case.id}/clauses/5.2.4.3"
    first = (await li.get(clause)).html
    second = (await li.get(f"{clause}?page=2")).html
    assert "Page 1 of 2" in first and "Page 2 of 2" in second
    questions = [
        re.findall(rf"interviews/{world.accepted}#q-(\w+)", page) for page in (first, second)
    ]
    assert sorted(questions) == [["greeted"], ["warmth"]]
    assert f"{clause}?page=2" in first and f"{clause}?page=1" in second
    for number in ("0", "-1", "x", "", "٣", "9" * 40):
        assert "Page 1 of 2" in (await li.get(f"{clause}?page={number}")).text
    beyond = await li.get(f"{clause}?page=99")
    assert (beyond.status, f"{world.accepted}#q-" in beyond.html) == (200, False)


async def test_an_interview_is_found_only_in_its_own_case(seat: Seated, world: World) -> None:
    wang = await seat("wang")
    elsewhere = f"/console/cases/{world.case.id}/interviews/{world.foreign}"
    assert (await wang.get(elsewhere)).status == 404
    assert (await wang.post(elsewhere, verdict="accept")).status == 404


async def a_photo(home: Services, key: str, id: str, path: str, mime: str) -> None:
    async with transaction(home.engine) as tx:
        held = await store.by_key(tx, key)
        assert held is not None
        await store.attach(tx, Attachment(
            id, held.id, "greeted", {"upload": True}, True, path, "0" * 64, 4, mime, 0, NOON
        ))  # fmt: skip


async def fetched(one: Seat, path: str) -> tuple[int, str, str, bytes]:
    answer = await one.client.get(path, headers=one.headers)
    told = answer.headers
    assert told["X-Content-Type-Options"] == "nosniff"
    return (
        answer.status, told.get("Content-Type", ""), told.get("Content-Disposition", "")[:10],
        await answer.read(),
    )  # fmt: skip


async def test_photos_are_sent_to_those_who_may_see_the_case(
    seat: Seated, world: World, home: Services, tmp_path: Path
) -> None:
    (tmp_path / "attachments").mkdir()
    for name in ("a.png", "b.svg"):
        (tmp_path / "attachments" / name).write_bytes(b"data")
    (tmp_path.parent / "secret").write_bytes(b"secret")
    await a_photo(home, world.key, PHOTO, "attachments/a.png", "image/png")
    await a_photo(home, world.key, "svg", "attachments/b.svg", "image/svg+xml")
    await a_photo(home, world.key, "out", "../secret", "image/png")
    await a_photo(home, world.key, "gone", "attachments/gone.png", "image/png")
    here = f"/console/cases/{world.case.id}/interviews/{world.key}/photos"
    li, zhao, nobody = await seat("li"), await seat("zhao"), await seat("")

    assert await fetched(li, f"{here}/{PHOTO}") == (200, "image/png", "inline; fi", b"data")
    assert (await fetched(li, f"{here}/svg"))[:3] == (
        200, "application/octet-stream", "attachment"
    )  # fmt: skip
    for id in ("out", "gone", "none"):
        assert (await fetched(li, f"{here}/{id}"))[0] == 404
    assert (await zhao.get(f"{here}/{PHOTO}")).status == 404
    assert (await nobody.get(f"{here}/{PHOTO}")).status == 303
    there = f"/console/cases/{world.case.id}/interviews/{world.accepted}/photos/{PHOTO}"
    assert (await li.get(there)).status == 404


@pytest.mark.parametrize(
    ("played", "question", "words"),
    [
        ("store-visit@2.transcripts/served-and-ignored", "came_in", "somebody who was there"),
        ("home-service@2.transcripts/repair-sloppy", "harness", "critical: not fully met"),
    ],
)
def test_a_trap_that_caught_and_a_critical_item_are_pointed_out_to_the_reviewer_alone(
    played: str, question: str, words: str
) -> None:
    asked = newest(played.partition("@")[0])
    interview = replay(asked, files.read(HERE / f"{played}.yaml"), "en").interview

    told = {point.question.id: pointed(point, "en") for point in odd(asked, interview)}
    shown = summary(asked, view(interview), interview.revision).points

    assert words in told[QuestionId(question)]
    assert question not in {point.question.id for point in shown}


def test_an_interview_without_either_has_nothing_more_to_point_out() -> None:
    asked = newest("store-visit")
    played = files.read(HERE / "store-visit@2.transcripts" / "all-well.yaml")
    interview = replay(asked, played, "en").interview

    assert [p for p in odd(asked, interview) if p.id.startswith("console-")] == []


async def test_a_question_stands_as_it_was_asked(
    seat: Seated, world: World, home: Services
) -> None:
    async with transaction(home.engine) as tx:
        [outlet, *_] = await store.outlets_of_client(tx, world.case.client.id)
        await store.add_card(
            tx, code="card", wave_id=world.wave, outlet_id=outlet.id, questionnaire="perception",
            edition=2,
        )  # fmt: skip
        turn = await home.interviews.start_from_card(tx, "card", "en", moment())
        token = turn.held.token
        turn = await home.interviews.on_page(tx, token, Agreed(), moment())
        event = Tapped(QuestionId("service"), turn.held.interview.revision, "repair")
        turn = await home.interviews.on_page(tx, token, event, moment())
    page = await (await seat("li")).get(
        f"/console/cases/{world.case.id}/interviews/{turn.held.key}"
    )

    assert "${" not in page.text
    assert re.search("You came for: .?A repair or maintenance", page.text)
