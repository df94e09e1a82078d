"""Running interviews go on under another edition: on real databases, one by one, nothing lost."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import transaction
from db.tables import audit
from surveys import events as e
from surveys import store
from surveys.editions import NotOneQuestionnaire, Reason, Verdict
from surveys.entries import Answered, Interview, Moved
from surveys.events import Ask, Say, Summarise
from surveys.load import questionnaire
from surveys.moving import Moves, move, moves
from surveys.questionnaire import Questionnaire
from surveys.service import Interviews
from surveys.turn import Turn
from tests.builders import TINY, World, a_world, interviews, logic, moment, tiny

BY = "user:1"
MORE = """\
      - id: more
        kind: text
        label: {zh: 其他, en: More}
        text: {zh: 还有吗？, en: Anything else?}
        required: false
"""


def second() -> Questionnaire:
    """What was said `instead` is asked no more, but whether there is `more`."""
    head, rest = TINY.replace("edition: 1", "edition: 2").split("      - id: instead")
    _, tail = rest.split("      - id: warmth")
    return questionnaire(f"{head}      - id: warmth{tail}{MORE}", "tiny@2.yaml")


@pytest.fixture
async def world(any_engine: AsyncEngine) -> World:
    async with any_engine.begin() as tx:
        return await a_world(tx, visit="tiny", survey="tiny")


@pytest.fixture
def service() -> Interviews:
    return interviews(tiny(), second())


async def customer(engine: AsyncEngine, service: Interviews, world: World, *taps: str) -> Turn:
    """Somebody at the card who agreed and tapped, or wrote, so far."""
    async with transaction(engine) as tx:
        turn = await service.start_from_card(tx, world.card, "en", moment())
        turn = await service.on_page(tx, turn.held.token, e.Agreed(), moment())
    for said in taps:
        turn = await send(engine, service, turn, said)
    return turn


async def send(engine: AsyncEngine, service: Interviews, turn: Turn, said: str) -> Turn:
    event: e.Event = e.Confirmed()
    if isinstance(screen := turn.effects[-1], Ask):
        tapped = screen.question.option(said) or said.isdigit() or said[0] == "@"
        event = e.Replied(said)
        if tapped:
            event = e.Tapped(screen.question.id, screen.revision, said)
    async with transaction(engine) as tx:
        return await service.on_page(tx, turn.held.token, event, moment())


async def log(engine: AsyncEngine, key: str) -> tuple[int, Interview]:
    async with transaction(engine) as tx:
        held = await store.by_key(tx, key)
    assert held is not None
    return held.edition, held.interview


async def test_what_can_go_on_does_and_what_cannot_stays_and_says_why(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    going = await customer(any_engine, service, world, "no", "He looked away.")
    ended = await customer(any_engine, service, world, "yes", "4", "@confirm")
    before = await log(any_engine, going.held.key)

    async with transaction(any_engine) as tx:
        dry = await moves(tx, tiny(), second(), world.wave)
    assert await log(any_engine, going.held.key) == before
    done = await move(any_engine, tiny(), second(), world.wave, BY, moment())

    assert done == dry == Moves(
        Verdict.COMPATIBLE, (going.held.key,), ((ended.held.key, (Reason("over"),)),)
    )  # fmt: skip
    edition, after = await log(any_engine, going.held.key)
    assert edition == 2
    assert after.entries[:-1] == before[1].entries
    assert after.entries[-1].act == Moved(BY, 1, 2)
    assert (await log(any_engine, ended.held.key))[0] == 1
    async with transaction(any_engine) as tx:
        rows = (await tx.execute(select(audit.c.actor, audit.c.action, audit.c.details))).all()
        logged = await store.moves_of_wave(tx, world.wave)
        fielded = await store.fielded(tx)
    said = {"from": "tiny@1", "to": "tiny@2", "verdict": "compatible"}
    assert (BY, "interview.move", said) in [tuple(row) for row in rows]
    assert [(one.interview, one.by, one.old, one.new) for one in logged] == [
        (going.held.key, BY, 1, 2)
    ]
    assert ("tiny", 2, second().hash) in [row[:3] for row in fielded]


async def test_a_second_time_nothing_is_moved_and_nothing_is_called_so(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    await customer(any_engine, service, world, "yes", "4", "@confirm")
    running = await customer(any_engine, service, world, "yes")
    await move(any_engine, tiny(), second(), world.wave, BY, moment())

    again = await move(any_engine, tiny(), second(), world.wave, BY, moment())

    assert again.nothing
    assert again.why == {"over": 1}
    assert (await log(any_engine, running.held.key))[1].revision == 3


async def test_the_interview_goes_on_with_the_new_edition_and_old_buttons_are_answered_politely(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    turn = await customer(any_engine, service, world, "no")  # "instead" is on the screen
    old_screen = turn.effects[-1]
    assert isinstance(old_screen, Ask) and old_screen.question.id == "instead"
    await move(any_engine, tiny(), second(), world.wave, BY, moment())

    tap = e.Tapped(old_screen.question.id, old_screen.revision, "@skip")
    async with transaction(any_engine) as tx:
        turn = await service.on_page(tx, turn.held.token, tap, moment())

    assert turn.effects[0] == Say("not-that-one-now")
    screen = turn.effects[-1]
    assert isinstance(screen, Ask) and screen.question.id == "warmth"
    turn = await send(any_engine, service, turn, "5")
    turn = await send(any_engine, service, turn, "Nothing more.")
    screen = turn.effects[-1]
    assert isinstance(screen, Summarise)
    assert [question.id for question, _ in screen.done] == ["greeted", "warmth", "more"]


async def test_a_button_of_a_question_that_stayed_is_still_a_button(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    turn = await customer(any_engine, service, world)
    await move(any_engine, tiny(), second(), world.wave, BY, moment())

    turn = await send(any_engine, service, turn, "yes")

    assert isinstance(turn.held.interview.entries[-1].act, Answered)


async def test_what_nobody_began_moves_when_asked_whatever_changed(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    other_scale = TINY.replace("edition: 1", "edition: 2").replace("high: 5", "high: 7")
    new = questionnaire(other_scale, "tiny@2.yaml")
    async with transaction(any_engine) as tx:
        begun = await store.add_assignment(
            tx, code="begun", wave_id=world.wave, outlet_id=world.outlet, questionnaire="tiny",
            edition=1, scenario={"zh": "", "en": ""}, opens=moment().at, closes=moment().at,
            at=moment().at,
        )  # fmt: skip
        await service.by_assignment_code(tx, "begun", "en", moment())

    without = await move(any_engine, tiny(), new, world.wave, BY, moment())
    assert (without.assignments, without.cards) == (0, 0)
    async with transaction(any_engine) as tx:
        dry = await moves(tx, tiny(), new, world.wave, not_begun=True)
    done = await move(any_engine, tiny(), new, world.wave, BY, moment(), not_begun=True)

    assert dry == done == Moves(Verdict.CHANGES_MEANING, (), (), 1, 1, 0)
    async with transaction(any_engine) as tx:
        editions = {one.id: one.edition for one in await store.assignments_of_wave(tx, world.wave)}
        (card,) = await store.cards_of_wave(tx, world.wave)
    assert editions.pop(begun) == 1
    assert set(editions.values()) == {2} == {card.edition}
    knowing = replace(service, questionnaires={("tiny", 2): new})
    turn = await customer(any_engine, knowing, world)
    assert turn.held.edition == 2


async def test_a_card_stays_where_one_of_the_new_edition_hangs_already(
    any_engine: AsyncEngine, world: World
) -> None:
    async with transaction(any_engine) as tx:
        await store.add_card(
            tx, code="two", wave_id=world.wave, outlet_id=world.outlet, questionnaire="tiny",
            edition=2,
        )  # fmt: skip
    done = await move(any_engine, tiny(), second(), world.wave, BY, moment(), not_begun=True)
    assert (done.cards, done.cards_stay, done.assignments) == (0, 1, 1)


async def test_two_who_move_at_once_move_each_interview_once(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    running = [await customer(any_engine, service, world, "yes") for _ in range(4)]

    both = await asyncio.gather(
        *(move(any_engine, tiny(), second(), world.wave, BY, moment()) for _ in range(2))
    )

    assert sorted(key for done in both for key in done.moved) == sorted(
        turn.held.key for turn in running
    )
    for turn in running:
        _, interview = await log(any_engine, turn.held.key)
        assert [type(entry.act) for entry in interview.entries].count(Moved) == 1


async def test_two_questionnaires_are_no_editions(any_engine: AsyncEngine, world: World) -> None:
    with pytest.raises(NotOneQuestionnaire):
        await move(any_engine, tiny(), logic(), world.wave, BY, moment())
    async with transaction(any_engine) as tx:
        assert (await tx.execute(text("SELECT count(*) FROM editions"))).scalar_one() == 0


async def test_where_an_edition_is_in_the_field_is_known(
    any_engine: AsyncEngine, world: World, service: Interviews
) -> None:
    async with transaction(any_engine) as tx:
        assert await store.editions_in(tx, world.wave) == [("tiny", 1)]
        assert await store.waves_on(tx, "tiny", 1) == [world.wave]
        assert await store.waves_on(tx, "tiny", 1, world.case) == [world.wave]
        assert await store.waves_on(tx, "tiny", 1, world.case + 1) == []
        assert await store.waves_on(tx, "tiny", 2) == []
