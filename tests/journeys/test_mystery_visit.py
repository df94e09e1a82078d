"""A mystery shopper in the chat, from the link to evidence on a clause."""

from locales import say
from tests.builders import newest
from tests.journeys.conftest import Service, answers_of
from tests.journeys.desk import Desk
from tests.walks import walk_chat

STORE_VISIT = newest("store-visit")


async def test_a_visit_in_the_chat_becomes_evidence_once_a_reviewer_accepted_it(
    service: Service,
) -> None:
    phone, answers = service.phone(), answers_of("s05-store-visit.yaml")
    await phone.says(f"/start {service.visit('S09')}")
    await phone.sees("Outlet S09")
    await phone.taps(say("en", "button-agree-place"))

    await walk_chat(phone, STORE_VISIT, answers)
    # The phone dies and comes back: the same interview, at the same place.
    await phone.says(f"/start {service.visit('S09')}")
    await phone.sees(say("en", "welcome-back"))
    submit = say("en", "button-submit")
    buttons = [text for row in phone.last.rows for text in row]
    await phone.taps(submit if submit in buttons else say("en", "button-submit-anyway"))
    await phone.sees("eceipt")

    before = await service.api("/score-sheet")
    assert observed(before) == 0
    async with Desk.at(service) as desk:
        key = await desk.first_to_review()
        await desk.accept(key)
    after = await service.api("/score-sheet")
    rows = (await service.api("/responses?limit=5000"))["rows"]

    assert observed(after) > 0
    stored = {row["question"] for row in rows if row["kind"] == "answered"}
    assert set(answers) <= stored
    assert [row["kind"] for row in rows][-2:] == ["submitted", "accepted"]
    assert {row["outlet"] for row in rows} == {"S09"}


def observed(sheet: dict[str, object]) -> int:
    lines = sheet["lines"]
    assert isinstance(lines, list)
    return sum(
        source["of"] for line in lines for source in line["sources"]
        if source["source"] == "observed"
    )  # fmt: skip
