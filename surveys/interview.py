"""One person, one questionnaire, one step at a time.

    step(questionnaire, interview, event, moment) -> Step(interview, effects)

Nothing here waits, saves or sends.  The state is the log (surveys.entries); the path, the
current question and the answers are derived from it on every step.  The caller stores the new
entries, commits, and only then carries out the effects.  Whatever is sent, the interview stays
answerable: a wrong reply changes nothing and the question is asked again.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import assert_never

from surveys import events as e
from surveys.entries import (
    Act,
    Answered,
    Attached,
    Began,
    Clocked,
    Declined,
    Interview,
    LanguageChosen,
    Moment,
    Paused,
    Reopened,
    Status,
    Submitted,
    View,
    view,
)
from surveys.events import Ask, Brief, Effect, Event, Finish, Offer, Say, Step
from surveys.path import current, path, result
from surveys.questionnaire import (
    AnyQuestion,
    Location,
    Photo,
    QuestionId,
    Questionnaire,
    Rating,
    Stopwatch,
)
from surveys.replies import Refused, read
from surveys.summary import summary
from surveys.values import Amount, Chosen, Photos, Skipped, Timed, Value, dump


@dataclass(frozen=True, slots=True)
class Here:
    """Where we stand while one event is handled."""

    questionnaire: Questionnaire
    interview: Interview
    seen: View
    moment: Moment

    def add(self, *acts: Act) -> "Here":
        interview = self.interview
        for act in acts:
            interview = interview.add(act, self.moment)
        return replace(self, interview=interview, seen=view(interview))

    def current(self) -> AnyQuestion | None:
        return current(self.questionnaire, self.seen)

    def screen(self, *first: Effect) -> Step:
        """Say *first*, then show what comes next."""
        return Step(self.interview, (*first, self.next()))

    def next(self) -> Effect:
        status = self.seen.status
        if status is Status.NEW:
            return Brief()
        if status.over:
            return Finish(status, self.seen.receipt)
        question = self.current()
        return self.ask(question) if question else self.summary()

    def summary(self) -> e.Summarise:
        return summary(self.questionnaire, self.seen, self.interview.revision)

    def ask(self, question: AnyQuestion) -> Ask:
        way = path(self.questionnaire, self.seen.values)
        number = way.index(question) + 1
        started = self.seen.started.get(question.id)
        stopped = self.seen.stopped.get(question.id)
        stage = "stopped" if stopped else "running" if started else "ready"
        seconds = round((stopped - started).total_seconds()) if started and stopped else 0
        return Ask(
            question=question,
            number=number,
            total=len(way),
            revision=self.interview.revision,
            held=self.seen.reopened.get(question.id),
            stage=stage,
            seconds=seconds,
            photos=len(self.seen.photos.get(question.id, ())),
            can_go_back=any(q.id in self.seen.answers for q in way[: number - 1]),
        )


def step(questionnaire: Questionnaire, interview: Interview, event: Event, moment: Moment) -> Step:
    """The next state and what to do about it."""
    here = Here(questionnaire, interview, view(interview), moment)
    status = here.seen.status
    if isinstance(event, e.Spoke):
        return here.add(LanguageChosen(event.language)).screen()
    if status is Status.NEW:
        return _before_start(here, event)
    if status.over:
        return _after_end(here, event)
    match event:
        case e.Opened():
            return here.screen(*((Say("welcome-back"),) if here.seen.answers else ()))
        case e.Agreed():
            return here.screen()
        case e.Refusal(reason, revision):
            if revision not in (None, interview.revision):
                return here.screen(Say("not-that-one-now"))
            return here.add(Declined(reason)).screen()
        case e.Tapped(question, revision, code):
            return _tap(here, question, revision, code)
        case e.Replied(text):
            return _reply(here, text)
        case e.SentPhoto(attachment, size):
            return _photo(here, attachment, size)
        case e.SentPlace():
            return _place(here, event)
        case e.SentOther(kind):
            return here.screen(Say(f"cannot-take-{kind}"))
        case e.WentBack(revision):
            if revision not in (None, interview.revision):
                return here.screen(Say("not-that-one-now"))
            return _go_back(here)
        case e.Jumped(question):
            return _jump(here, question)
        case e.Rested(reason):
            return Step(here.add(Paused(reason)).interview, (Say("paused"),))
        case e.AskedStatus():
            return Step(interview, (here.summary(),))
        case e.AskedToChange():
            return Step(interview, (Offer(here.summary().done),))
        case e.Confirmed():
            return _submit(here)
        case unreachable:
            assert_never(unreachable)


def _before_start(here: Here, event: Event) -> Step:
    match event:
        case e.Agreed():
            return here.add(Began()).screen()
        case e.Refusal(reason):
            return here.add(Declined(reason)).screen()
        case e.Opened():
            return here.screen()
        case e.Rested():
            return Step(here.interview, (Say("paused"),))
        case _:
            return here.screen(Say("start-first"))


def _after_end(here: Here, event: Event) -> Step:
    match event:
        case e.Tapped(question, _, code):
            return here.screen(*_what_it_holds(here, question, code))
        case e.Confirmed() | e.Opened() | e.AskedStatus():
            return here.screen()
        case _:
            return here.screen(Say("interview-over"))


def _tap(here: Here, wanted: QuestionId, revision: int, code: str) -> Step:
    question = here.current()
    late = revision < here.seen.touched.get(wanted, 0) or revision > here.interview.revision
    if question is None or question.id != wanted or late:
        return here.screen(*_what_it_holds(here, wanted, code))
    acts = _tapped(here, question, code)
    return here.add(*acts).screen() if acts else here.screen(Say("use-a-button"))


def _tapped(here: Here, question: AnyQuestion, code: str) -> tuple[Act, ...]:
    """What a tap on the current question writes down; nothing if the code is not on offer."""
    id, seen = question.id, here.seen
    value: Value | None = None
    match code:
        case e.KEEP if id in seen.reopened:
            value = seen.reopened[id].value
        case e.SKIP if not question.required:
            value = Skipped()
        case e.DONE if seen.photos.get(id):
            value = Photos(seen.photos[id])
        case e.START | e.STOP | e.RIGHT | e.LATE:
            return _clocked(here, question, code)
        case _ if question.option(code):
            value = Chosen(code)
        case _ if isinstance(question, Rating) and code.isascii() and code.isdecimal():
            if question.low <= int(code[:4]) <= question.high:
                value = Amount(Decimal(int(code[:4])))
    return (Answered(id, value),) if value is not None else ()


def _clocked(here: Here, question: AnyQuestion, code: str) -> tuple[Act, ...]:
    if not isinstance(question, Stopwatch):
        return ()
    started = here.seen.started.get(question.id)
    stopped = here.seen.stopped.get(question.id)
    if code == e.START and started is None:
        return (Clocked(question.id, "start"),)
    if code == e.STOP and started is not None and stopped is None:
        return (Clocked(question.id, "stop"),)
    if code in (e.RIGHT, e.LATE) and started is not None and stopped is not None:
        # A clock set back in between must not make a negative wait.
        seconds = max(Decimal(0), Decimal(f"{(stopped - started).total_seconds():.1f}"))
        return (Answered(question.id, Timed(seconds, late=code == e.LATE)),)
    return ()


def _what_it_holds(here: Here, wanted: QuestionId, code: str) -> tuple[Say, ...]:
    """A late or second tap: say politely what the question holds."""
    question, given = here.questionnaire.get(wanted), here.seen.answers.get(wanted)
    if question is None or given is None:
        return (Say("not-that-one-now"),)
    if given.value == Chosen(code) or given.value == _rated(question, code):
        return (Say("already-noted"),)
    return (Say("already-answered", {"label": question.label}),)


def _rated(question: AnyQuestion, code: str) -> Value | None:
    rated = isinstance(question, Rating) and code.isascii() and code.isdecimal()
    return Amount(Decimal(int(code[:4]))) if rated else None


def _reply(here: Here, text: str) -> Step:
    question = here.current()
    if question is None:
        return here.screen(Say("use-a-button"))
    try:
        value = read(question, text)
    except Refused as refused:
        return here.screen(Say(refused.id, refused.args_))
    return here.add(Answered(question.id, value)).screen()


def _photo(here: Here, attachment: str, size: int | None) -> Step:
    question = here.current()
    if not isinstance(question, Photo):
        return here.screen(Say("no-photo-wanted"))
    here = here.add(Attached(question.id, attachment))
    photos = here.seen.photos[question.id]
    if len(photos) >= question.most:
        here = here.add(Answered(question.id, Photos(photos)))
    return here.screen(Say("photo-stored", {"kilobytes": (size or 0) // 1024}))


def _place(here: Here, event: e.SentPlace) -> Step:
    question = here.current()
    if event.live:
        return here.screen(Say("cannot-take-live-location"))
    if not isinstance(question, Location):
        return here.screen(Say("no-place-wanted"))
    metres = event.place.metres
    said = Say("place-noted") if metres is None else Say("place-at", {"metres": round(metres)})
    return here.add(Answered(question.id, event.place)).screen(said)


def _go_back(here: Here) -> Step:
    way = path(here.questionnaire, here.seen.values)
    stop = here.current()
    before = way[: way.index(stop)] if stop else way
    done = [question for question in before if question.id in here.seen.answers]
    if not done:
        return here.screen(Say("nothing-before"))
    return here.add(Reopened(done[-1].id)).screen()


def _jump(here: Here, wanted: QuestionId) -> Step:
    if wanted not in result(here.questionnaire, here.seen):
        return here.screen(Say("not-that-one-now"))
    return here.add(Reopened(wanted)).screen()


def _submit(here: Here) -> Step:
    if here.current() is not None:
        return here.screen(Say("not-complete"))
    return here.add(Submitted(receipt(here.questionnaire, here.seen))).screen()


def receipt(questionnaire: Questionnaire, seen: View) -> str:
    """Eight hex digits over what is submitted and when it was given, for the person to keep."""
    answers = {
        id: [dump(value), seen.answers[id].at.isoformat()]
        for id, value in result(questionnaire, seen).items()
    }
    text = json.dumps([questionnaire.key, answers], sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"{digest[:4]}-{digest[4:8]}"
