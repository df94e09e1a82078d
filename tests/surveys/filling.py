"""An interview that goes through its stored form between every two events, and who fills it in.

Chance is an argument: Hypothesis's own, which it can shrink, or a seeded one.
"""

import json
from collections.abc import Iterable
from datetime import timedelta
from random import Random

from surveys import events as e
from surveys.acts import Act
from surveys.entries import Entry, Interview, Moment, View, view
from surveys.events import Ask, Event
from surveys.interview import step
from surveys.path import result
from surveys.questionnaire import (
    Barcode,
    Choices,
    Date,
    Duration,
    Location,
    Media,
    Number,
    QuestionId,
    Questionnaire,
    Ranking,
    Rating,
    Roster,
    Stopwatch,
    Text,
    Time,
)
from surveys.stored import Columns, act, columns
from surveys.values import Place, Value
from tests.builders import NOON

LONGEST = 600  # steps of one person, before we call it no end
NOISE = (
    "yes", "no", "a", "b", "1", "2", "9", "-1", "", "two words", "x" * 3000, "今天", "12:30",
    "5 min", e.KEEP, e.SKIP, e.DONE, e.NEXT, e.SURE, e.START, e.STOP, e.SPLIT, e.RIGHT, e.LATE,
    e.ADD, f"{e.EDIT}1", f"{e.DROP}1", f"{e.DROP}2", f"{e.RESTORE}1", f"{e.DROP}999",
)  # fmt: skip


class Filling:
    """One filling-in.  *rows*: its log as it is stored; *shown*: the last screen."""

    def __init__(self, form: Questionnaire, seed: int = 0) -> None:
        self.form, self.rows, self.interview = form, list[Columns](), Interview()
        self.shown: e.Effect = e.Brief()
        self.said: tuple[e.Effect, ...] = ()
        self.do(e.Agreed(seed))

    @property
    def seen(self) -> View:
        return view(self.interview)

    @property
    def result(self) -> dict[QuestionId, Value]:
        return result(self.form, self.seen)

    @property
    def over(self) -> bool:
        return self.seen.status.over

    def do(self, event: Event) -> e.Effect:
        before = self.interview
        moment = Moment(NOON + timedelta(seconds=before.revision))
        after = step(self.form, before, event, moment)
        assert after.interview.entries[: before.revision] == before.entries, "an entry was lost"
        assert after.effects, "nothing to show"
        new = after.interview.entries[before.revision :]
        self.rows += [columns(entry.act) for entry in new]
        self.interview = Interview((*before.entries, *map(_stored_and_read, new)))
        self.said, self.shown = after.effects[:-1], after.effects[-1]
        if isinstance(self.shown, Ask):  # as it is to somebody who comes from elsewhere
            assert step(self.form, self.interview, e.Opened(), moment).effects[-1] == self.shown
        return self.shown

    def asked(self) -> Ask:
        assert isinstance(self.shown, Ask), self.shown
        return self.shown

    def answer(self, events: Iterable[Event] | None = None) -> None:
        """What is asked, with the first of *events* that does something; a few steps for some."""
        for event in answers(self.asked()) if events is None else events:
            before = self.interview
            self.do(event)
            if self.interview != before:
                return
        raise AssertionError(f"nothing answers {self.shown}")

    def finish(self, chance: Random | None = None) -> None:
        """To the summary: every question that is asked gets an answer."""
        self.do(e.Opened())
        for _ in range(LONGEST):
            if not isinstance(self.shown, Ask):
                return
            events = answers(self.shown)
            self.answer(events if chance is None else [chance.choice(events), *events])
        raise AssertionError(f"no end in sight: {self.shown}")

    def wander(self, chance: Random, most: int = 25) -> None:
        """Some events of any kind."""
        for _ in range(chance.randint(0, most)):
            self.do(anything(self, chance))


def _stored_and_read(entry: Entry) -> Entry:
    kind, question, value = columns(entry.act)
    read: Act = act(kind, question, json.loads(json.dumps(value)))
    assert read == entry.act, "stored and read it says something else"
    return Entry(read, entry.moment)


def answers(ask: Ask) -> list[Event]:
    """What a willing person might do about this question; at least one leads on."""
    question = ask.question

    def tap(code: str) -> Event:
        return e.Tapped(question.id, ask.revision, code)

    options = [tap(option.code) for option in ask.options]
    skip = [tap(e.SKIP)] if ask.optional else []
    sure = [] if ask.doubt is None else [tap(e.SURE)]
    if question.read_only:
        return [*sure, tap(e.NEXT)]
    own: list[Event] = []
    match question:
        case Roster():
            done = [tap(e.DONE)] if len(ask.instances) >= question.least else []
            add = [tap(e.ADD)] if len(ask.instances) < min(question.most, 3) else []
            back = [tap(f"{e.RESTORE}{one.key}") for one in ask.dropped]
            return [*done, *add, *back]
        case Choices() | Ranking():
            options, own = [], _several(ask, question)
        case Stopwatch():
            stage = {"ready": e.START, "running": e.STOP, "stopped": e.RIGHT}[ask.stage]
            own = [tap(stage)]
        case Media(medium=medium, least=least):
            sent: Event = e.SentFile(f"f{ask.revision}", 9, medium)
            own = [tap(e.DONE), sent] if ask.files >= least else [sent]
        case Location():
            own = [e.SentPlace(Place(30.58, 114.29))]
        case Rating(low=low, high=high):
            own = [tap(str(n)) for n in range(high, low - 1, -1)]
        case Number(least=least, most=most):
            own = [e.Replied(str(n)) for n in (3, 1, 2, 12, 0) if least <= n <= most]
        case Text():
            own = [e.Replied("A word. Another one. And a third."), e.Replied("w")]
        case Barcode():
            own = [e.Replied("A1")]
        case Date():
            own = [e.Replied("2026-03-01"), e.Replied("2026-11-01")]
        case Time():
            own = [e.Replied("14:05"), e.Replied("9:30")]
        case Duration():
            own = [e.Replied("5 min"), e.Replied("40 s")]
        case _:
            pass
    return [*sure, *own, *options, *skip] or [tap(e.NEXT)]


def _several(ask: Ask, question: Choices | Ranking) -> list[Event]:
    codes = tuple(option.code for option in ask.options if not option.exclusive)
    if isinstance(question, Ranking):
        most = min(question.most, len(codes))
        sets = [codes[:most], codes[::-1][:most]]
    else:
        least = min(question.least, len(codes))
        sets = [codes[:n] for n in range(max(least, 1), min(question.most, 3) + 1)] or [()]
        sets += [(option.code,) for option in ask.options] if least <= 1 else []
    return [e.Picked(question.id, ask.revision, one) for one in dict.fromkeys(sets)]


def anything(filling: Filling, chance: Random) -> Event:
    """Any event at all; every second one is what the screen asks for."""
    shown, pick = filling.shown, chance.choice
    if isinstance(shown, Ask) and isinstance(shown.question, Roster) and chance.random() < 0.6:
        code = pick((e.ADD, f"{e.DROP}1", f"{e.DROP}2", f"{e.RESTORE}1"))
        return e.Tapped(shown.question.id, shown.revision, code)
    if isinstance(shown, Ask) and chance.random() < 0.5:
        return pick(answers(shown))
    if isinstance(shown, Ask) and shown.options and chance.random() < 0.2:
        return e.Tapped(shown.question.id, shown.revision, pick(shown.options).code)
    ids = [*sorted(filling.seen.touched), *(q.id for q in filling.form), QuestionId("none")]
    id, code, revision = pick(ids), pick(NOISE), filling.interview.revision
    at = chance.randint(max(0, revision - 3), revision + 1)
    on_screen = shown.question.id if isinstance(shown, Ask) else QuestionId("none")
    several = tuple(pick(NOISE) for _ in range(chance.randint(0, 3)))
    every: list[Event] = [
        e.Tapped(on_screen, revision, code), e.Tapped(id, at, code), e.Replied(code),
        e.Tapped(on_screen, revision, e.SURE), e.Picked(id, at, several),
        e.Filled(at, dict.fromkeys((on_screen, id), code)), e.Jumped(id), e.Jumped(id),
        e.WentBack(), e.WentBack(at), e.Confirmed(), e.Rested(), e.AskedStatus(),
        e.AskedToChange(), e.Opened(), e.Agreed(), e.Spoke(pick(("zh", "en", "xx"))),
        e.SentFile("p"), e.SentOther("sticker"), e.SentPlace(Place(30.5, 114.2), code == ""),
    ]  # fmt: skip
    return pick(every)
