"""The quotas of a wave as tables: who is wanted, who came, who was thanked and sent home."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from locales import pick, say
from surveys import store
from surveys.questionnaire import AnyQuestion
from surveys.quotas import Otherwise, StoredQuota, named
from surveys.store import CellCount
from web.console.desk import Desk

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Row:
    """A cell.  *id* and *most* None: all that is outside the cells, *completed* of *taken*."""

    id: int | None
    label: str
    most: int | None
    taken: int
    completed: int
    away: int

    @property
    def left(self) -> int | None:
        return None if self.most is None else max(0, self.most - self.taken)


@dataclass(frozen=True, slots=True)
class Quotas:
    """One table; *strata*: what the questions are called that sort people into its rows."""

    id: int
    title: str
    strata: str
    hold: str
    rows: tuple[Row, ...]


async def tables(desk: Desk, wave_id: int, outlets: Mapping[int, str]) -> list[Quotas]:
    """In the order they were written; *outlets*: codes by id."""
    cells = await store.cells_of_wave(desk.tx, wave_id)
    away = await store.turned_away(desk.tx, wave_id)
    found = []
    for quota in await store.quotas_of_wave(desk.tx, wave_id):
        gone = {cell: count for (questionnaire, name, cell), count in away.items()
                if (questionnaire, name) == (quota.questionnaire, quota.name)}  # fmt: skip
        found.append(_table(desk, quota, cells[quota.id], gone, outlets))
    return found


def _table(
    desk: Desk,
    quota: StoredQuota,
    cells: list[CellCount],
    away: dict[str, int],
    outlets: Mapping[int, str],
) -> Quotas:
    language, known = desk.language, desk.cases.questionnaires
    editions = [one for one in known.values() if one.id == quota.questionnaire]
    newest = max(editions, key=lambda one: one.edition, default=None)
    questions = [newest.get(id) if newest else None for id in quota.by]
    rows = [
        Row(cell.id, cell_label(language, questions, cell.values), cell.most, cell.taken,
            cell.completed, away.pop(named(quota.by, cell.values), 0))
        for cell in cells if cell.values is not None
    ]  # fmt: skip
    outside = next((cell for cell in cells if cell.values is None), None)
    if outside or away or quota.otherwise is Otherwise.CLOSED:
        taken, completed = (outside.taken, outside.completed) if outside else (0, 0)
        label = say(language, f"console-quota-outside-{quota.otherwise.value}")
        rows.append(Row(None, label, None, taken, completed, sum(away.values())))
    code = outlets.get(quota.outlet_id, "") if quota.outlet_id is not None else None
    hours = quota.hold / HOUR
    return Quotas(
        quota.id,
        say(
            language, "console-quota-of", name=quota.name,
            questionnaire=pick(newest.title, language) if newest else quota.questionnaire,
            where=say(language, "console-quota-all") if code is None else code,
        ),
        " / ".join(pick(q.label, language) if q else id
                   for id, q in zip(quota.by, questions, strict=True)),
        say(language, "console-quota-hold", hours=int(hours) if hours.is_integer() else hours),
        tuple(rows),
    )  # fmt: skip


def cell_label(
    language: str, questions: Sequence[AnyQuestion | None], values: tuple[str, ...]
) -> str:
    """What a cell is called: its answers in words."""
    if not questions:
        return say(language, "console-quota-everybody")
    said = []
    for question, value in zip(questions, values, strict=True):
        option = question.option(value) if question else None
        words = pick(option.label, language) if option else value
        said.append(words or say(language, "console-quota-nothing"))
    return " / ".join(said)
