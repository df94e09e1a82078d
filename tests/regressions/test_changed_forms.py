"""A questionnaire that changed while answers to it were under way, or long after they were given.

rapidpro/rapidpro#827; kobotoolbox/kpi#2089, #1358; kobotoolbox/formpack#99;
kobotoolbox/kobocat#251, #376; getodk/collect#5947; enketo/enketo#1078; instedd/surveda#913, #790;
formbricks/formbricks#4594; PostHog/posthog#55826; surveysolutions/surveysolutions#4104.
"""

from collections import Counter

import pytest

from db.engine import transaction
from surveys import store
from surveys.entries import Status, view
from surveys.load import EditionChanged, questionnaire, with_fielded
from surveys.questionnaire import Questionnaire
from tests.builders import TINY, tiny
from tests.regressions.conftest import Opens
from tests.regressions.houses import Row, after
from tests.stores.test_moving import second

UNSEEN = (
    "          - {code: unseen, label: {zh: 没看到, en: Did not see}, outcome: not_observed}\n"
)


def edition(*changes: tuple[str, str], number: int = 2) -> Questionnaire:
    """The next edition of tiny, with these parts of its text replaced."""
    text = TINY.replace("edition: 1", f"edition: {number}")
    for part, instead in changes:
        assert part in text
        text = text.replace(part, instead)
    return questionnaire(text, f"tiny@{number}.yaml")


FEWER = edition((UNSEEN, ""))  # one may no longer say that one did not see
RELABELLED = edition(("en: Greeting", "en: Welcome"), ("en: Warmth", "en: Friendliness"))


def answered(rows: list[Row]) -> list[tuple[str, str, str]]:
    return [(r["interview"], r["question"], r["answer"]) for r in rows if r["kind"] == "answered"]


async def test_an_answer_means_later_what_it_meant_when_it_was_given(opens: Opens) -> None:
    """rapidpro#827: whoever is under way keeps the options they were offered."""
    house = await opens(tiny())
    running, over = await house.customer("unseen"), await house.customer("unseen", "4", ".")

    async with after(house, tiny(), FEWER) as later:
        moved = await later.moves(tiny(), FEWER)
        assert moved.moved == ()
        turn = await later.jump(running, "greeted")
        turn = await later.says(turn, "unseen")
        rows = await later.responses()

    assert (turn.held.edition, turn.questionnaire.edition) == (1, 1)
    assert {row["questionnaire"] for row in rows} == {"tiny@1"}
    told = [one for one in answered(rows) if one[1] == "greeted"]
    assert told == [
        (key, "greeted", "Did not see")
        for key in (running.held.key, over.held.key, running.held.key)
    ]


async def test_taking_an_option_away_deletes_nothing_and_shifts_no_column(opens: Opens) -> None:
    """kpi#2089."""
    house = await opens(tiny())
    await house.customer("unseen", "4", ".")
    before = await house.responses()

    async with after(house, tiny(), FEWER) as later:
        await later.moves(tiny(), FEWER)
        await later.customer("yes", "5", ".")
        now = await later.responses()

    assert list(now[0]) == list(before[0])
    assert now[: len(before)] == before
    assert ("greeted", "Did not see") in [(row["question"], row["answer"]) for row in now]


async def test_another_label_renames_no_column(opens: Opens) -> None:
    """kpi#1358: the name stands in the file, the label is only shown."""
    house = await opens(tiny())
    await house.customer("yes", "4", ".")

    async with after(house, tiny(), RELABELLED) as later:
        going = await later.customer("yes")
        assert (await later.moves(tiny(), RELABELLED)).moved == (going.held.key,)
        await later.says(going, "5")
        rows = await later.responses()

    names = Counter(row["question"] for row in rows if row["kind"] == "answered")
    assert names == {"greeted": 2, "warmth": 2}
    labels = [row["label"] for row in rows if row["question"] == "warmth"]
    assert labels == ["Warmth", "Friendliness"]


BROKEN = edition(("required: false", """constraint: ". > 5"
        constraint_message: {zh: 再大些, en: More.}"""), number=1)  # fmt: skip
MENDED = edition(("id: warmth", "id: warmth_2"), ("required: false", "required: true"))


async def test_who_is_stuck_in_a_broken_edition_goes_on_under_a_mended_one(opens: Opens) -> None:
    """getodk/collect#5947: no rating from 1 to 5 is above 5; the mended question is a new one."""
    house = await opens(BROKEN)
    stuck = await house.customer("no", "He looked away.")
    for number in "12345":
        stuck = await house.says(stuck, number)
    assert set(stuck.view.answers) == {"greeted", "instead"}

    async with after(house, BROKEN, MENDED) as later:
        assert (await later.moves(BROKEN, MENDED)).moved == (stuck.held.key,)
        turn = await later.says(stuck, "")
        turn = await later.says(turn, "4")
        turn = await later.says(turn, ".")

    assert turn.view.status is Status.SUBMITTED
    assert set(turn.view.answers) == {"greeted", "instead", "warmth_2"}


async def test_a_reviewer_sees_every_answer_of_whichever_edition(opens: Opens) -> None:
    """enketo#1078: one that ended under the old one, one that went on under the new."""
    house = await opens(tiny())
    over = await house.customer("no", "He looked away.", "2", ".")
    going = await house.customer("no", "She was busy.")

    async with after(house, tiny(), second()) as later:
        await later.moves(tiny(), second())
        desk, case = await later.desk(), later.world.case
        for key, words in [(over.held.key, "He looked away."), (going.held.key, "She was busy.")]:
            page = await desk.get(f"/console/cases/{case}/interviews/{key}")
            assert page.status == 200
            assert words in page.text


async def test_an_edition_once_fielded_is_kept_when_its_file_is_gone_and_guarded_when_changed(
    opens: Opens,
) -> None:
    """surveda#913, #790: a process that only has the new file still exports the old columns."""
    house = await opens(tiny())
    await house.customer("no", "He looked away.", "2", ".")
    before = await house.responses()
    async with transaction(house.engine) as tx:
        fielded = await store.fielded(tx)

    known = with_fielded({("tiny", 2): second()}, fielded)
    assert known["tiny", 1] == tiny()
    async with after(house, *known.values()) as later:
        assert await later.responses() == before
    other = questionnaire(TINY.replace("en: Warmth", "en: Heat"), "tiny@1.yaml")
    with pytest.raises(EditionChanged, match="tiny@1 was changed after it was fielded"):
        with_fielded({("tiny", 1): other}, fielded)


async def test_no_interview_has_fewer_answers_after_a_change_than_before(opens: Opens) -> None:
    """formbricks#4594: ended, under way, just begun; whether they go on or stay."""
    house = await opens(tiny())
    for said in [(), ("yes",), ("no",), ("no", "Busy."), ("no", "Busy.", "2"), ("yes", "4", ".")]:
        await house.customer(*said)
    async with transaction(house.engine) as tx:
        logs = {one.key: one.interview for one in await store.of_case(tx, house.world.case)}
    before = await house.responses()

    async with after(house, tiny(), second(), FEWER) as later:
        await later.moves(tiny(), second())
        async with transaction(later.engine) as tx:
            now = {one.key: one.interview for one in await store.of_case(tx, later.world.case)}
        rows = await later.responses()

    assert set(now) == set(logs) and len(now) == 6
    for key, interview in logs.items():
        assert now[key].entries[: interview.revision] == interview.entries
        assert dict(view(now[key]).values) == dict(view(interview).values)
    assert answered(rows) == answered(before)


async def test_what_was_not_moved_is_not_called_moved(opens: Opens) -> None:
    """surveysolutions#4104: the page counts what it did, not what it was asked."""
    house = await opens(tiny())
    await house.customer("unseen")

    async with after(house, tiny(), FEWER) as later:
        desk = await later.desk()
        here = f"/console/cases/{later.world.case}/waves/{later.world.wave}/edition"
        look = await desk.get(f"{here}?from=tiny@1&to=tiny@2")
        assert look.status == 200
        await desk.post(here, **{"from": "tiny@1", "to": "tiny@2"})
        page = await desk.get(desk.redirected)
        assert "No interview was moved." in page.text
        async with transaction(later.engine) as tx:
            assert await store.moves_of_wave(tx, later.world.wave) == []
            assert [one.edition for one in await store.of_case(tx, later.world.case)] == [1]
