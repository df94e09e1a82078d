"""Running interviews go on under another edition: decided one by one, each in a transaction of
its own, so that nobody who is answering waits for the others.

What a dry run says would happen is what happens, but for those that went on meanwhile: each is
judged again when its turn comes.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from db.audit import record
from db.engine import transaction
from surveys import store
from surveys.editions import Reason, Stays, Verdict, changes, migrate, verdict
from surveys.entries import Moment, Moved
from surveys.questionnaire import Questionnaire
from surveys.writing import write


@dataclass(frozen=True, slots=True)
class Moves:
    """What was moved, or would be: the keys of interviews, and why each of the others stays;
    *assignments* not begun and *cards*, if asked for; *cards_stay* whose outlet has one of the
    new edition already."""

    verdict: Verdict
    moved: tuple[str, ...] = ()
    stays: tuple[tuple[str, tuple[Reason, ...]], ...] = ()
    assignments: int = 0
    cards: int = 0
    cards_stay: int = 0

    @property
    def nothing(self) -> bool:
        return not (self.moved or self.assignments or self.cards)

    @property
    def why(self) -> Mapping[str, int]:
        """How many stay, by the first reason."""
        return Counter(reasons[0].id for _, reasons in self.stays)


async def moves(
    tx: AsyncConnection,
    old: Questionnaire,
    new: Questionnaire,
    wave_id: int,
    *,
    not_begun: bool = False,
) -> Moves:
    """The dry run: reads only.  Raises NotOneQuestionnaire."""
    grave = verdict(changes(old, new))
    moved, stays = [], []
    for id in await store.interviews_on(tx, wave_id, old.id, old.edition):
        held = await store.by_id(tx, id)
        if held is None:
            continue
        match migrate(old, new, held.interview):
            case Stays(reasons):
                stays.append((held.key, reasons))
            case _:
                moved.append(held.key)
    assignments, cards, hang = 0, 0, 0
    if not_begun and old.mode is new.mode:
        waiting = await store.assignments_not_begun(tx, wave_id, old.id, old.edition)
        free, hang = await store.cards_to_move(tx, wave_id, old.id, old.edition, new.edition)
        assignments, cards = len(waiting), len(free)
    return Moves(grave, tuple(moved), tuple(stays), assignments, cards, hang)


async def move(
    engine: AsyncEngine,
    old: Questionnaire,
    new: Questionnaire,
    wave_id: int,
    by: str,
    moment: Moment,
    *,
    not_begun: bool = False,
) -> Moves:
    """Move what can be; each interview's log and the audit say who did it, when and between
    which editions.  Raises NotOneQuestionnaire."""
    grave = verdict(changes(old, new))
    async with transaction(engine) as tx:
        await store.freeze(tx, new, moment.at)
        found = await store.interviews_on(tx, wave_id, old.id, old.edition)
    moved, stays = [], []
    for id in found:
        async with transaction(engine) as tx:
            outcome = await move_one(tx, id, old, new, by, moment, grave)
        if outcome is not None:
            key, reasons = outcome
            if reasons:
                stays.append((key, reasons))
            else:
                moved.append(key)
    assignments, cards, hang = 0, 0, 0
    if not_begun and old.mode is new.mode:
        async with transaction(engine) as tx:
            assignments, cards, hang = await _not_begun(tx, old, new, wave_id, by, moment.at)
    return Moves(grave, tuple(moved), tuple(stays), assignments, cards, hang)


async def move_one(
    tx: AsyncConnection,
    id: int,
    old: Questionnaire,
    new: Questionnaire,
    by: str,
    moment: Moment,
    grave: Verdict,
) -> tuple[str, tuple[Reason, ...]] | None:
    """Its key, and why it stays; () if it was moved.  None if it is not on *old* any more."""
    held = await store.by_id(tx, id)
    if held is None or (held.questionnaire, held.edition) != (old.id, old.edition):
        return None
    after = migrate(old, new, held.interview)
    if isinstance(after, Stays):
        return held.key, after.reasons
    moved = held.interview.add(Moved(by, old.edition, new.edition), moment)
    await write(tx, held, moved, new)
    said = {"from": old.key, "to": new.key, "verdict": grave.name.lower()}
    await record(tx, moment.at, by, "interview.move", f"interview:{held.key}", said)
    return held.key, ()


async def _not_begun(
    tx: AsyncConnection,
    old: Questionnaire,
    new: Questionnaire,
    wave_id: int,
    by: str,
    at: datetime,
) -> tuple[int, int, int]:
    """Nothing was answered yet, so any edition will do."""
    waiting = await store.assignments_not_begun(tx, wave_id, old.id, old.edition, lock=True)
    free, hang = await store.cards_to_move(tx, wave_id, old.id, old.edition, new.edition)
    await store.put_assignments_on(tx, waiting, new.edition)
    await store.put_cards_on(tx, free, new.edition)
    if waiting or free:
        said = {"from": old.key, "to": new.key, "assignments": len(waiting), "cards": len(free)}
        await record(tx, at, by, "fieldwork.move", f"wave:{wave_id}", said)
    return len(waiting), len(free), hang
