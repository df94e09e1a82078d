"""A customers' survey under quotas, and customers who answer it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from surveys import store
from surveys.events import Agreed, Ask, Confirmed, Event, Tapped
from surveys.load import questionnaire
from surveys.questionnaire import QuestionId, Questionnaire
from surveys.quotas import Cell, Otherwise, Quota
from surveys.service import Interviews
from surveys.turn import Turn
from tests.builders import NOON, World, moment

QUOTED = """
questionnaire: quoted
edition: 1
mode: perception
title: {zh: 限额, en: Quoted}
intro: {zh: 开始, en: Start}
thanks: {zh: 谢谢, en: Thanks}
minutes: 1
source: none
option_sets:
  marks:
    - {code: good, label: {zh: 好, en: Good}}
    - {code: bad, label: {zh: 不好, en: Bad}}
sections:
  - id: only
    title: {zh: 全部, en: All}
    questions:
      - id: visit
        kind: choice
        label: {zh: 事由, en: What for}
        text: {zh: 您来办什么？, en: What did you come for?}
        options:
          - {code: repair, label: {zh: 维修, en: A repair}}
          - {code: returns, label: {zh: 退货, en: A return}}
          - {code: else, label: {zh: 其他, en: Something else}}
      - {id: first, kind: choice, label: {zh: 印象, en: First look}, text: {zh: 第一印象？, en: And at first?}, options: marks}
      - id: age
        kind: choice
        label: {zh: 年龄, en: Age}
        text: {zh: 您的年龄？, en: How old are you?}
        options:
          - {code: young, label: {zh: 三十岁以下, en: Below thirty}}
          - {code: old, label: {zh: 三十岁以上, en: Thirty or more}}
      - {id: last, kind: choice, label: {zh: 总评, en: All in all}, text: {zh: 总的怎么样？, en: And all in all?}, options: marks}
"""  # noqa: E501

VISIT, AGE = QuestionId("visit"), QuestionId("age")


def quoted() -> Questionnaire:
    return questionnaire(QUOTED, "quoted@1.yaml")


def by_visit(most: int = 1, name: str = "visits", hold_h: int = 24) -> Quota:
    """So many repairs and returns each; whoever came for something else is not asked."""
    cells = (Cell(("repair",), most), Cell(("returns",), most))
    hold = timedelta(hours=hold_h)
    return Quota(name, "quoted", (VISIT,), cells, Otherwise.CLOSED, hold)


def by_age(most: int = 1) -> Quota:
    """So many of the young; the others without a limit."""
    return Quota("ages", "quoted", (AGE,), (Cell(("young",), most),))


async def limit(
    engine: AsyncEngine, world: World, *quotas: Quota, outlet: int | None = None
) -> list[int]:
    async with engine.begin() as tx:
        return [await store.add_quota(tx, world.wave, outlet, quota) for quota in quotas]


async def say(
    engine: AsyncEngine, service: Interviews, turn: Turn, event: Event, at: datetime = NOON
) -> Turn:
    async with engine.begin() as tx:
        return await service.on_page(tx, turn.held.token, event, moment(at, "page"))


async def customer(
    engine: AsyncEngine, service: Interviews, world: World, *codes: str, at: datetime = NOON
) -> Turn:
    """Somebody at the card who began and answers with these codes; ``.`` submits."""
    async with engine.begin() as tx:
        turn = await service.start_from_card(tx, world.card, "en", moment(at, "page"))
    turn = await say(engine, service, turn, Agreed(), at)
    return await goes_on(engine, service, turn, *codes, at=at)


async def goes_on(
    engine: AsyncEngine, service: Interviews, turn: Turn, *codes: str, at: datetime = NOON
) -> Turn:
    """The same customer, with more codes, until there is nothing more to answer."""
    for code in codes:
        screen = turn.effects[-1]
        if turn.view.status.over:
            break
        if code == ".":
            turn = await say(engine, service, turn, Confirmed(), at)
        elif isinstance(screen, Ask):
            tap = Tapped(screen.question.id, screen.revision, code)
            turn = await say(engine, service, turn, tap, at)
    return turn


async def taken(engine: AsyncEngine, world: World) -> dict[tuple[str, ...], tuple[int, int]]:
    """By the values of a cell (none: outside every cell): how many have a place, how many of
    them submitted."""
    async with engine.begin() as tx:
        cells = await store.cells_of_wave(tx, world.wave)
    return {
        one.values or (): (one.taken, one.completed) for found in cells.values() for one in found
    }


@contextmanager
def counted(engine: AsyncEngine) -> Iterator[list[str]]:
    """The statements that go to the database meanwhile."""
    said: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    yield said
    event.remove(engine.sync_engine, "before_cursor_execute", note)
