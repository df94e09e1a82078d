"""One person, one questionnaire, one step at a time.

    step(questionnaire, interview, event, moment) -> Step(interview, effects)

Nothing here waits, saves or sends.  The state is the log (surveys.entries); the path, the
current question and the answers are derived from it on every step.  The caller stores the new
entries, commits, and only then carries out the effects.  Whatever is sent, the interview stays
answerable: a wrong reply changes nothing and the question is asked again.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import assert_never

from locales import LANGUAGES
from surveys import events as e
from surveys.answering import answering, what_it_holds
from surveys.entries import (
    Answered,
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
from surveys.path import result
from surveys.questionnaire import Hidden, QuestionId, Questionnaire
from surveys.replies import clean
from surveys.values import Words, dump

LONGEST_HIDDEN = 200  # characters


def step(questionnaire: Questionnaire, interview: Interview, event: Event, moment: Moment) -> Step:
    """The next state and what to do about it."""
    here = Here(questionnaire, interview, view(interview), moment)
    status = here.seen.status
    if isinstance(event, e.Spoke):
        return _speak(here, event.language)
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
        case (
            e.Tapped() | e.Picked() | e.Filled() | e.Replied() | e.SentFile() | e.SentPlace()
            | e.SentOther()
        ):  # fmt: skip
            return answering(here, event)
        case e.WentBack(revision):
            if revision not in (None, interview.revision):
                return here.screen(Say("not-that-one-now"))
            return _go_back(here)
        case e.Jumped(question):
            return _jump(here, question)
        case e.Rested(reason):
            if not here.long and status is not Status.PAUSED:
                here = here.add(Paused(reason))
            return Step(here.interview, (Say("paused"),))
        case e.AskedStatus():
            return Step(interview, (here.summary(),))
        case e.AskedToChange():
            return Step(interview, (Offer(here.changeable()),))
        case e.Confirmed():
            return _submit(here)
        case unreachable:
            assert_never(unreachable)


def _speak(here: Here, language: str) -> Step:
    """In another language from here on, if the questionnaire or the catalogue has it."""
    if language == here.seen.language or language not in (
        *here.questionnaire.languages, *LANGUAGES
    ):  # fmt: skip
        return here.screen()
    if here.long:
        return here.screen(Say("grown-long"))
    return here.add(LanguageChosen(language)).screen()


def _before_start(here: Here, event: Event) -> Step:
    match event:
        case e.Agreed(seed, hidden):
            return here.add(Began(seed), *_hidden(here, hidden)).screen()
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


def _hidden(here: Here, given: Mapping[str, str]) -> Iterator[Answered]:
    """What nobody is asked: what the link or the assignment said when it began."""
    for question in here.questionnaire:
        if isinstance(question, Hidden) and (words := clean(given.get(question.id, ""))):
            yield Answered(question.id, Words(words[:LONGEST_HIDDEN]))


def _go_back(here: Here) -> Step:
    stop, stops = here.waiting(), here.way.stops
    before = stops[: here.way.places[stop.question.id]] if stop else stops
    done = [one.question for one in before
            if one.question.asked and one.question.id in here.seen.answers]  # fmt: skip
    if not done:
        return here.screen(Say("nothing-before"))
    if here.long:
        return here.screen(Say("grown-long"))
    return here.add(Reopened(done[-1].id)).screen()


def _jump(here: Here, wanted: QuestionId) -> Step:
    stop = here.way.at(wanted)
    if stop is None or stop.value is None or not stop.question.asked:
        return here.screen(Say("not-that-one-now"))
    if here.long:
        return here.screen(Say("grown-long"))
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
        if id in seen.answers  # what is calculated follows from them
    }
    text = json.dumps([questionnaire.key, answers], sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"{digest[:4]}-{digest[4:8]}"
