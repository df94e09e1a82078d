"""An interview held to its end by somebody who always says the first thing on offer."""

from datetime import UTC, datetime, timedelta

from surveys.entries import Interview, Moment
from surveys.events import (
    DONE,
    RIGHT,
    START,
    STOP,
    Agreed,
    Ask,
    Confirmed,
    Event,
    Replied,
    SentFile,
    SentPlace,
    Step,
    Tapped,
)
from surveys.interview import step
from surveys.questionnaire import (
    Choices,
    Location,
    Media,
    Number,
    Questionnaire,
    Rating,
    Roster,
    Stopwatch,
    Text,
)
from surveys.values import Place

STOPWATCH = {"ready": START, "running": STOP, "stopped": RIGHT}


def reply(ask: Ask) -> Event:
    """A reply that *ask* accepts."""
    match ask.question:
        case Rating(high=high):
            said = str(high)
        case Number(least=least):
            return Replied(str(least))
        case Text():
            return Replied("One thing was seen. Another was heard. No more than that.")
        case Location():
            return SentPlace(Place(30.58, 114.28, metres=40))
        case Media() if not ask.files:
            return SentFile("photo")
        case Media():
            said = DONE
        case Stopwatch():
            said = STOPWATCH[ask.stage]
        case Roster() | Choices() if ask.instances or ask.ticked:
            said = DONE
        case question:
            said = question.options[0].code
    return Tapped(ask.question.id, ask.revision, said)


Turn = tuple[Interview, Event, Moment]  # what an event came to, and when


def play(questionnaire: Questionnaire) -> Interview:
    """From the briefing to the receipt, half a minute between two events."""
    interview, event, moment = turns(questionnaire)[-1]
    return step(questionnaire, interview, event, moment).interview


def turns(questionnaire: Questionnaire) -> list[Turn]:
    """The same, turn by turn, the last a submission."""
    found: list[Turn] = []
    at = datetime(2026, 1, 5, 9, tzinfo=UTC)
    event: Event = Agreed()
    taken = Step(Interview(), ())
    while not isinstance(event, Confirmed):
        found.append((taken.interview, event, Moment(at)))
        before, taken = taken, step(questionnaire, taken.interview, event, Moment(at))
        if taken.interview == before.interview:
            raise RuntimeError(f"{questionnaire.key} does not take {event}")
        screen, at = taken.effects[-1], at + timedelta(seconds=30)
        event = reply(screen) if isinstance(screen, Ask) else Confirmed()
    return [*found, (taken.interview, event, Moment(at))]
