"""The places of a quota, counted anew: it was made, or its cells changed, with people under way.

Whoever is submitted has a place, and so has whoever is under way and past the questions that sort:
nobody who was let in is sent away because a limit came later.  Whoever is in no cell of a closed
quota and not yet submitted gets none: the next answer says so, as to everybody else.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from surveys import store
from surveys.entries import Status, View, view
from surveys.extent import Extent
from surveys.load import Questionnaires
from surveys.path import way_of
from surveys.quotas import Otherwise, StoredQuota, Values, gives_back, past, values_of
from surveys.records import Held

PAGE = 200  # interviews with their logs: what is in memory at any time
COUNTED = (Status.SUBMITTED, Status.ACCEPTED, Status.RETURNED)


async def recount(
    tx: AsyncConnection,
    case_id: int,
    wave_id: int,
    quota: StoredQuota,
    questionnaires: Questionnaires,
    at: datetime,
) -> int:
    """Give every interview under *quota* its place; how many there are.  Nobody else may count in
    it meanwhile (`store.alone_with_quotas`)."""
    cells = {
        cell.values: cell.id
        for cell in (await store.cells_of_wave(tx, wave_id)).get(quota.id, [])
        if cell.values is not None
    }
    after, taken = 0, 0
    extent = Extent(frozenset((wave_id,)))
    while page := await store.page_of_case(tx, case_id, after, PAGE, extent):
        after = page[-1].id
        for held in page:
            found = _place(held, quota, cells, questionnaires, at)
            if found is not None:
                await store.take(tx, held.id, {quota.id: found[0]}, held.started_at)
                taken += 1
    return taken


def _place(
    held: Held,
    quota: StoredQuota,
    cells: Mapping[Values, int | None],
    questionnaires: Questionnaires,
    at: datetime,
) -> tuple[int | None] | None:
    """The cell (None: outside every one); None instead of a tuple: no place at all."""
    if held.questionnaire != quota.questionnaire or quota.outlet_id not in (None, held.outlet_id):
        return None
    seen = view(held.interview)
    if seen.status is Status.NEW or gives_back(seen.status):
        return None
    asked = questionnaires[held.questionnaire, held.edition]
    way = way_of(asked, seen)
    counted = seen.status in COUNTED
    if not counted and not (past(asked, way, quota.by) and _alive(seen, quota, at)):
        return None
    cell = cells.get(values_of(way, quota.by))
    if cell is None and not counted and quota.otherwise is Otherwise.CLOSED:
        return None
    return (cell,)


def _alive(seen: View, quota: StoredQuota, at: datetime) -> bool:
    return seen.clock is not None and seen.clock >= at - quota.hold
