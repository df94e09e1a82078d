"""A mystery shopper in the chat, from the link to evidence on a clause."""

from locales import pick, say
from surveys.load import packaged
from surveys.path import path
from surveys.questionnaire import (
    AnyQuestion,
    Choice,
    Location,
    Number,
    Photo,
    QuestionId,
    Rating,
    Stopwatch,
    Text,
)
from surveys.values import Chosen, Value, Words
from tests.journeys.conftest import Service, answers_of
from tests.journeys.desk import Desk
from tests.phone import Phone

STORE_VISIT = packaged()["store-visit", 1]
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 200


async def answer(phone: Phone, question: AnyQuestion, given: str) -> Value:
    """Does what the question asks for; a stand-in value is enough to know what comes next."""
    await phone.sees(pick(question.text, "en"))
    if (option := question.option(given)) is not None:
        await phone.taps(pick(option.label, "en"))
        return Chosen(given)
    match question:
        case Location():
            await phone.shares(*map(float, given.split(",")))
        case Stopwatch(start=start, stop=stop):
            await phone.taps(say("en", "button-start", label=pick(start, "en")))
            await phone.sees(say("en", "stopwatch-running"))
            await phone.taps(say("en", "button-stop", label=pick(stop, "en")))
            await phone.sees("Right?")
            await phone.taps(say("en", "button-right"))
        case Photo():
            await phone.photographs(JPEG, as_file=True)
            await phone.sees(pick(question.text, "en"))
            await phone.taps(say("en", "button-photos-done", count=1))
        case Rating():
            await phone.taps(given)
        case Choice() | Number() | Text():
            await phone.says(given)
    return Words(given)


async def test_a_visit_in_the_chat_becomes_evidence_once_a_reviewer_accepted_it(
    service: Service,
) -> None:
    phone, answers = service.phone(), answers_of("s05-store-visit.yaml")
    await phone.says(f"/start {service.visit('S09')}")
    await phone.sees("Outlet S09")
    await phone.taps(say("en", "button-agree-place"))

    values: dict[QuestionId, Value] = {}
    while rest := [q for q in path(STORE_VISIT, values) if q.id not in values]:
        question = rest[0]
        if (given := answers.get(question.id)) is None:
            await phone.sees(pick(question.text, "en"))
            await phone.taps(say("en", "button-skip"))
            values[question.id] = Words("")
        else:
            values[question.id] = await answer(phone, question, given)
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
    assert stored == set(values)
    assert [row["kind"] for row in rows][-2:] == ["submitted", "accepted"]
    assert {row["outlet"] for row in rows} == {"S09"}


def observed(sheet: dict[str, object]) -> int:
    lines = sheet["lines"]
    assert isinstance(lines, list)
    return sum(
        source["of"] for line in lines for source in line["sources"]
        if source["source"] == "observed"
    )  # fmt: skip
