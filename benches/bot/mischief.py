"""What people and networks do to a survey besides filling it in."""

import asyncio
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benches.bot.person import Person

Json = dict[str, Any]

WORDS_AT = (9, 19, 29)  # where the survey asks for words: chatter would be an answer
CHATTER = ("hello??", "is this right?", "ok", "👍", "who are you")


@dataclass(frozen=True, slots=True)
class Mischief:
    """Shares of the answers (*twice*: of all updates), each in [0, 1].

    *twice*: delivered twice, together or later.
    *out_of_order*: of what a person does at a question, how much arrives in another order.
    *double*: the button is tapped twice.
    *stale*: the button tapped at an earlier question is tapped again.
    *junk*: chatter where a button, a number or a photo is wanted.
    *restarts*: /start in the middle.
    """

    chance: Random
    twice: float = 0.10
    out_of_order: float = 0.5
    double: float = 0.04
    stale: float = 0.03
    junk: float = 0.03
    restarts: float = 0.01

    async def around(self, person: "Person", update: Json, number: int | None) -> None:
        """*update* and what goes with it; *number*: the question it answers, if it is one."""
        done, lot = [update], self.chance.random
        tap = "callback_query" in update
        if tap and lot() < self.double:
            done.append(person.once_more(update))
        if person.taps and number is not None and lot() < self.stale:
            done.insert(0, person.once_more(self.chance.choice(person.taps)))
        if number is not None and lot() < self.junk and _harmless(number):
            done.insert(0, person.said(self.chance.choice(CHATTER)))
        if number is not None and lot() < self.restarts:
            done.insert(0, person.said(f"/start {person.start}"))
        if len(done) > 1 and lot() < self.out_of_order:
            self.chance.shuffle(done)
        await self._delivered(person, done)

    async def _delivered(self, person: "Person", done: list[Json]) -> None:
        """One after another, or all at once; some of them twice, together or later."""
        at_once = self.chance.random() < 0.5
        running = []
        for update in done:
            if self.chance.random() < self.twice:
                person.later(self._late(person, update))
            delivery = person.telegram.deliver(update)
            if at_once:
                running.append(asyncio.create_task(delivery))
            else:
                await delivery
        if running:
            await asyncio.gather(*running)

    async def _late(self, person: "Person", update: Json) -> None:
        await asyncio.sleep(self.chance.choice((0.0, 0.0, 0.02, 0.3)))
        await person.telegram.deliver(update)


def _harmless(number: int) -> bool:
    """Whether chatter there, which may arrive after the answer, answers nothing."""
    return number not in WORDS_AT and number + 1 not in WORDS_AT
