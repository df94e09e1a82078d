"""One person, one questionnaire, one step at a time.

    step(questionnaire, interview, event, moment) -> Step(interview, effects)

Nothing here waits, saves or sends.  The state is the log (surveys.entries); the path, the
current question and the answers are derived from it on every step.  The caller stores the new
entries, commits, and only then carries out the effects.  Whatever is sent, the interview stays
answerable: a wrong reply changes nothing and the question is asked again.
"""

import hashlib
import json
from typing import assert_never

from surveys import events as e
from surveys.answering import answering, what_it_holds
from surveys.entries import (
    Began,
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
from surveys.events import Event, Offer, Say, Step
from surveys.here import Here
from surveys.path import path, result
from surveys.questionnaire import QuestionId, Questionnaire
from surveys.values import dump


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
        case e.Tapped() | e.Picked() | e.Replied() | e.SentPhoto() | e.SentPlace() | e.SentOther():
            return answering(here, event)
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
            return here.screen(*what_it_holds(here, question, code))
        case e.Confirmed() | e.Opened() | e.AskedStatus():
            return here.screen()
        case _:
            return here.screen(Say("interview-over"))


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
