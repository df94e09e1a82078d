"""The waves of a case as the fieldwork page shows them: of each list one page at a time.

The address says which wave was leafed in, and to where: ``?wave=3&visits=2``.  The others begin at
their first page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from surveys import store
from surveys.entries import Status
from surveys.questionnaire import Mode, Questionnaire
from surveys.records import Assignment, Card, Wave
from web.console import quotas
from web.console.desk import Desk
from web.console.editions import offers
from web.console.quotas import Quotas

SHOWN = 50  # of a list on one page


@dataclass(frozen=True, slots=True)
class Leaf:
    """Which page of *count* things; there is always a first."""

    count: int
    page: int

    @property
    def pages(self) -> int:
        return max(-(-self.count // SHOWN), 1)

    @property
    def skip(self) -> int:
        return (self.page - 1) * SHOWN


@dataclass(frozen=True, slots=True)
class Seen:
    """One wave with what is seen of it."""

    wave: Wave
    visits: Sequence[Assignment]
    visits_at: Leaf
    cards: Sequence[Card]
    cards_at: Leaf
    statuses: Mapping[int, Status]
    moves: Sequence[tuple[Questionnaire, Questionnaire]]
    quotas: Sequence[Quotas]


def leaf(desk: Desk, name: str, count: int) -> Leaf:
    """The page of *name* in the address, or the nearest there is."""
    found = Leaf(count, max(desk.count(name) or 1, 1))
    return found if found.page <= found.pages else Leaf(count, found.pages)


async def seen(desk: Desk, wave: Wave, codes: Mapping[int, str]) -> Seen:
    """*codes*: of the outlets, by id."""
    tx = desk.tx
    many, hanging = await store.many_of_wave(tx, wave.id)
    here = desk.request.query.get("wave") == str(wave.id)
    visits_at = leaf(desk, "visits", many) if here else Leaf(many, 1)
    cards_at = leaf(desk, "cards", hanging) if here else Leaf(hanging, 1)
    visits = await store.assignments_of_wave(tx, wave.id, visits_at.skip, SHOWN)
    return Seen(
        wave, visits, visits_at,
        await store.cards_of_wave(tx, wave.id, cards_at.skip, SHOWN), cards_at,
        await store.statuses_of_visits(tx, [visit.id for visit in visits]),
        offers(await store.editions_in(tx, wave.id), desk.cases.questionnaires),
        await quotas.tables(desk, wave.id, codes),
    )  # fmt: skip


def to_choose(desk: Desk, mode: Mode) -> list[Questionnaire]:
    """The newest edition of each first, the older ones of all after them."""
    found = [q for q in desk.cases.questionnaires.values() if q.mode is mode]
    newest: dict[str, int] = {}
    for q in found:
        newest[q.id] = max(q.edition, newest.get(q.id, 0))
    return sorted(found, key=lambda q: (newest[q.id] - q.edition, q.id))
