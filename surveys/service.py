"""The verbs of an interview: load, decide, append.  The caller's transaction holds it all.

Every verb takes a transaction, reads the interview under its lock, lets the engine decide and
adds what is new; the caller adds the replies and the update's id and commits them together.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from db import outbox
from locales import known
from surveys import errors, store
from surveys.acts import ENDS
from surveys.counting import count_in
from surveys.entries import Explained, Interview, Moment, Status, view
from surveys.events import (
    Agreed,
    Brief,
    Effect,
    Event,
    Finish,
    Opened,
    Replied,
    Rested,
    Say,
    SentFile,
    SentPlace,
    Spoke,
)
from surveys.fieldwork import too_late, within_window
from surveys.interview import step
from surveys.lateness import is_late
from surveys.load import Questionnaires
from surveys.questionnaire import Questionnaire
from surveys.records import Assignment, Card, Held, Outlet, Person, Wave
from surveys.replies import clean
from surveys.review import review
from surveys.surroundings import beginning, keep_file, measured
from surveys.turn import Around, Incoming, Turn
from surveys.writing import write

LONGEST_EXCUSE = 2000  # characters


@dataclass(frozen=True, slots=True)
class Interviews:
    """*questionnaires* by id and edition; *new_key* and *new_token* make fresh random names."""

    questionnaires: Questionnaires
    new_key: Callable[[], str]
    new_token: Callable[[], str]
    new_seed: Callable[[], int] = lambda: 0  # what chance decides in one interview

    # Arriving

    async def by_code_in_chat(
        self, tx: AsyncConnection, code: str, chat: int, language: str | None, moment: Moment
    ) -> Turn:
        """``/start code``: the assignment's or the card's interview becomes this chat's.

        Raises UnknownCode, CodeTaken, NotOpenYet, WindowClosed.
        """
        person = await store.person_of_chat(tx, chat, language, moment.at)
        if (assignment := await store.assignment_by_code(tx, code)) is not None:
            if assignment.person_id is not None and assignment.person_id != person.id:
                owner = await store.person(tx, assignment.person_id)
                if owner is not None and owner.chat is not None:
                    raise errors.CodeTaken
            await store.give_assignment(tx, assignment.id, person.id)
            held = await self._of_assignment(tx, assignment, person.id, moment.at)
        elif (card := await store.card_by_code(tx, code)) is not None:
            found = await store.of_person_and_card(tx, person.id, card.id)
            held = found or await self._of_card(tx, card, person.id, moment.at)
        else:
            raise errors.UnknownCode
        await store.talk_about(tx, person.id, held.id)
        return await self._turn(tx, held, Opened(), moment, person.language or language)

    async def by_assignment_code(
        self, tx: AsyncConnection, code: str, language: str | None, moment: Moment
    ) -> Turn:
        """The assignment's web link.  Raises UnknownCode, NotOpenYet, WindowClosed."""
        assignment = await store.assignment_by_code(tx, code)
        if assignment is None:
            raise errors.UnknownCode
        held = await self._of_assignment(tx, assignment, assignment.person_id, moment.at)
        return await self._turn(tx, held, Opened(), moment, language)

    async def card_for(self, tx: AsyncConnection, code: str) -> tuple[Card, Outlet, Wave]:
        """What a card's code stands for.  Raises UnknownCode."""
        card = await store.card_by_code(tx, code)
        if card is None:
            raise errors.UnknownCode
        outlet, wave = await store.outlet(tx, card.outlet_id), await store.wave(tx, card.wave_id)
        assert outlet is not None and wave is not None
        return card, outlet, wave

    async def start_from_card(
        self, tx: AsyncConnection, code: str, language: str | None, moment: Moment
    ) -> Turn:
        """A fresh interview for one customer of the card.  Raises as `by_code_in_chat`."""
        card, _, _ = await self.card_for(tx, code)
        held = await self._of_card(tx, card, None, moment.at)
        return await self._turn(tx, held, Opened(), moment, language)

    # Going on

    async def in_chat(
        self,
        tx: AsyncConnection,
        chat: int,
        event: Event,
        moment: Moment,
        *,
        photo: Incoming | None = None,
    ) -> Turn:
        """The event belongs to the interview this chat talks about.  Raises NoOpenInterview."""
        person, held = await self._talking(tx, chat)
        if isinstance(event, Spoke):
            await store.speak(tx, person.id, event.language)
        return await self._turn(tx, held, event, moment, person.language, photo)

    async def tapped(
        self, tx: AsyncConnection, chat: int, key: str, event: Event, moment: Moment
    ) -> Turn:
        """A button names its interview by *key*; if that is still open, the chat now talks
        about it: its next question must not be answered into another interview.

        Raises NoOpenInterview unless it is theirs.
        """
        person, held = await store.known_person(tx, chat), await store.by_key(tx, key)
        if person is None or held is None or held.person_id != person.id:
            raise errors.NoOpenInterview
        turn = await self._turn(tx, held, event, moment, person.language)
        if person.interview_id != held.id and not turn.view.status.over:
            await store.talk_about(tx, person.id, held.id)
        return turn

    async def on_page(
        self,
        tx: AsyncConnection,
        token: str,
        event: Event,
        moment: Moment,
        *,
        language: str | None = None,
        photo: Incoming | None = None,
    ) -> Turn:
        """The event belongs to the interview at this secret address.  Raises NoSuchInterview."""
        held = await store.by_token(tx, token)
        if held is None:
            raise errors.NoSuchInterview
        return await self._turn(tx, held, event, moment, language, photo)

    async def asked_on_page(self, tx: AsyncConnection, token: str) -> Questionnaire:
        """What is asked at this secret address, however far it got.  Raises NoSuchInterview."""
        edition = await store.edition_at(tx, token)
        if edition is None:
            raise errors.NoSuchInterview
        return self.questionnaires[edition]

    async def closed_on_page(
        self, tx: AsyncConnection, token: str, moment: Moment, language: str, why: str = ""
    ) -> Turn | None:
        """A visit whose window has closed, *why* written down if given; None if it is open.

        Raises NoSuchInterview, SurveyExpired.
        """
        held = await store.by_token(tx, token)
        if held is None:
            raise errors.NoSuchInterview
        if not await is_late(tx, held, moment.at):
            return None
        if why:
            return await self._explained(tx, held, why, moment, language)
        return await self._written(tx, held, held.interview, (), language, moment.channel)

    async def unreachable(self, tx: AsyncConnection, chat: int, moment: Moment) -> None:
        """The person blocked the bot: pause; the next /start goes on at the same question."""
        person = await store.known_person(tx, chat)
        if person is None:
            return
        await store.out_of_reach(tx, person.id, moment.at)
        held = await store.by_id(tx, person.interview_id) if person.interview_id else None
        if held is not None and view(held.interview).status.answerable:
            with suppress(errors.SurveyError):  # its time is over: it need not rest
                await self._turn(tx, held, Rested("unreachable"), moment, person.language)

    # Reviewing

    async def review(
        self,
        tx: AsyncConnection,
        key: str,
        verdict: str,
        by: str,
        reason: str,
        moment: Moment,
    ) -> Turn:
        """Accept, return or void; a returned one tells the shopper why.

        Raises NoSuchInterview, NotReviewable.
        """
        held = await store.by_key(tx, key)
        if held is None:
            raise errors.NoSuchInterview
        after = review(held.interview, verdict, by, reason, moment)
        person = await store.person(tx, held.person_id) if held.person_id else None
        spoken = person.language if person is not None else None
        turn = await self._written(tx, held, after, (), spoken, moment.channel)
        if verdict == "return" and person is not None and person.chat is not None:
            await store.talk_about(tx, person.id, held.id)
            notice = {"notice": "returned", "language": turn.language, "reason": reason.strip()}
            await outbox.put(tx, person.chat, [notice], moment.at)
        return turn

    # The one way through

    async def _turn(
        self,
        tx: AsyncConnection,
        held: Held,
        event: Event,
        moment: Moment,
        language: str | None,
        photo: Incoming | None = None,
    ) -> Turn:
        if await is_late(tx, held, moment.at):
            return await self._late(tx, held, event, moment, language)
        if isinstance(event, SentPlace):
            event = await measured(tx, held, event)
        if isinstance(event, Agreed) and view(held.interview).status is Status.NEW:
            event = await beginning(tx, held, event, self.new_seed())
        after = step(self._questionnaire(held), held.interview, event, moment)
        turn = await self._written(
            tx, held, after.interview, after.effects, language, moment.channel
        )
        if photo is not None and isinstance(event, SentFile):
            await keep_file(tx, held, turn.held.interview, event, photo, moment.at)
        return turn

    async def _written(
        self,
        tx: AsyncConnection,
        held: Held,
        after: Interview,
        effects: tuple[Effect, ...],
        language: str | None,
        channel: str,
    ) -> Turn:
        counted = await count_in(tx, self._questionnaire(held), held, after)
        if counted is not after:
            after, effects = counted, (Finish(view(counted).status, None),)
        before = held.interview.revision
        await write(tx, held, after, self._questionnaire(held))
        turn = Turn(
            held=replace(held, interview=after),
            questionnaire=self._questionnaire(held),
            effects=effects,
            language=known(view(after).language or language or held.language),
        )
        if channel != "chat" or any(isinstance(effect, Brief) for effect in effects):
            turn = replace(turn, around=await self._around(tx, held))
        if any(isinstance(entry.act, ENDS) for entry in after.entries[before:]):
            await outbox.withdraw(tx, held.key)  # nobody is reminded of what is done
        return turn

    async def _around(self, tx: AsyncConnection, held: Held) -> Around:
        outlet, wave = await store.outlet(tx, held.outlet_id), await store.wave(tx, held.wave_id)
        assert outlet is not None and wave is not None
        assignment = await store.assignment(tx, held.assignment_id) if held.assignment_id else None
        return Around(outlet, wave, assignment)

    async def _late(
        self, tx: AsyncConnection, held: Held, event: Event, moment: Moment, language: str | None
    ) -> Turn:
        """What there is is kept, and so is a word of why; the coordinator decides."""
        # On the page what is typed answers a question; in the chat it is said to us.
        if not isinstance(event, Replied) or moment.channel != "chat":
            raise errors.WindowClosed
        return await self._explained(tx, held, event.text, moment, language)

    async def _explained(
        self, tx: AsyncConnection, held: Held, why: str, moment: Moment, language: str | None
    ) -> Turn:
        said, seen, channel = clean(why), view(held.interview), moment.channel
        if len(said) > LONGEST_EXCUSE:
            long = Say("too-long", {"most": LONGEST_EXCUSE, "length": len(said)})
            return await self._written(tx, held, held.interview, (long,), language, channel)
        if seen.folded >= self._questionnaire(held).limits.entries:
            raise errors.WindowClosed
        after = held.interview.add(Explained(said), moment)
        return await self._written(tx, held, after, (Say("late-explained"),), language, channel)

    async def _talking(self, tx: AsyncConnection, chat: int) -> tuple[Person, Held]:
        person = await store.known_person(tx, chat)
        held = (
            await store.by_id(tx, person.interview_id)
            if person is not None and person.interview_id is not None
            else None
        )
        if person is None or held is None:
            raise errors.NoOpenInterview
        return person, held

    async def _of_assignment(
        self, tx: AsyncConnection, assignment: Assignment, person_id: int | None, at: datetime
    ) -> Held:
        held = await store.by_assignment(tx, assignment.id)
        if held is not None:
            if too_late(assignment.closes, view(held.interview).status, at):
                raise errors.WindowClosed
            return held if person_id is None else await store.claimed(tx, held, person_id)
        within_window(assignment.opens, assignment.closes, at)
        return await self._create(tx, assignment, person_id, at)

    async def _of_card(
        self, tx: AsyncConnection, card: Card, person_id: int | None, at: datetime
    ) -> Held:
        wave = await store.wave(tx, card.wave_id)
        assert wave is not None
        within_window(wave.opens, wave.closes, at)
        return await self._create(tx, card, person_id, at)

    async def _create(
        self, tx: AsyncConnection, of: Assignment | Card, person_id: int | None, at: datetime
    ) -> Held:
        questionnaire = self.questionnaires[of.questionnaire, of.edition]
        wave = await store.wave(tx, of.wave_id)
        assert wave is not None
        await store.freeze(tx, questionnaire, at)
        return await store.create(tx, store.NewInterview(
            key=self.new_key(), token=self.new_token(), case_id=wave.case_id, wave_id=wave.id,
            outlet_id=of.outlet_id, questionnaire=questionnaire.id,
            edition=questionnaire.edition, mode=questionnaire.mode,
            assignment_id=of.id if isinstance(of, Assignment) else None,
            card_id=of.id if isinstance(of, Card) else None,
            person_id=person_id, language=None, started_at=at,
        ))  # fmt: skip

    def _questionnaire(self, held: Held) -> Questionnaire:
        return self.questionnaires[held.questionnaire, held.edition]
