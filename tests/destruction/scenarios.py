"""The five scenarios: a visit in the chat, a survey on the page, a review, photos, a storm of 429.

Those of the chat are there twice: Telegram calls the bot, and the bot asks Telegram.
"""

from collections.abc import Iterator

from surveys import events as e
from surveys.entries import Interview, Moment
from surveys.interview import step
from surveys.questionnaire import Medium, QuestionId
from tests.botapi import CUT, HANG, HTML, SERVER_ERROR, too_many
from tests.builders import tiny
from tests.destruction.script import NOW, Scenario, Script
from tests.destruction.standin import DONE_AND_CUT, DONE_AND_HANGS, WELL
from tests.destruction.world import SUBMITTED, WAITING, asked, seen
from tests.web.walk import a_png

WORDS = "He kept looking at his screen."
PHOTOS = {"file-1": a_png(1), "file-2": a_png(2)}
# What the Bot API answers to the first messages, one after the other.
STORM = (
    too_many(0.05), WELL, too_many(0.02), too_many(0.1), WELL, CUT, DONE_AND_CUT, HTML,
    too_many(0.02), too_many(0.02), too_many(0.05), SERVER_ERROR, DONE_AND_CUT, WELL,
)  # fmt: skip

HANGING = (HANG, WELL, HTML, CUT, WELL, DONE_AND_HANGS, HANG, WELL)


def every() -> Iterator[Scenario]:
    for polling in (False, True):
        yield visit(polling=polling)
        yield photos(polling=polling)
        yield storm(polling=polling)
    yield survey()
    yield reviewing()


def visit(*, polling: bool = False) -> Scenario:
    """From the invitation to the receipt."""
    return _visit().scenario("visit", polling=polling)


def storm(*, polling: bool = False) -> Scenario:
    """The same while Telegram refuses, breaks off, and does not say what it did."""
    return _visit().scenario("storm", polling=polling, faults={"sendMessage": STORM})


def failing(*, polling: bool = False) -> Scenario:
    """The same where every message fails at first: each must be tried again."""
    faults = {"sendMessage": (SERVER_ERROR, WELL) * 20}
    return _visit().scenario("failing", polling=polling, faults=faults)


def hanging(*, polling: bool = False) -> Scenario:
    """The same while calls are taken and never answered, cut, or answered with a page."""
    faults = {
        "sendMessage": HANGING, "answerCallbackQuery": (HANG,) * 4, "setMyCommands": (HANG,),
        "getUpdates": (HANG, CUT, HANG, WELL, HTML, HANG), "setWebhook": (HANG, HTML),
        "deleteWebhook": (HANG,),
    }  # fmt: skip
    return _visit().scenario("hanging", polling=polling, faults=faults)


def _visit() -> Script:
    script = Script(tiny())
    script.says("/start visit-code", e.Opened())
    script.taps("", "agree")
    script.taps("greeted", "no")
    script.says(WORDS, e.Replied(WORDS))
    script.says("/status", e.AskedStatus())
    script.taps("warmth", "2")
    script.taps("", "submit")
    script.says("/start", e.Opened())
    return script


def photos(*, polling: bool = False) -> Scenario:
    """Two photos, fetched apart from the answer they are."""
    script = Script(seen())
    script.says("/start photos-code", e.Opened())
    script.taps("", "agree")
    script.taps("open", "yes")
    for file_id, data in PHOTOS.items():
        script.photographs(file_id, len(data))
    script.taps("warmth", "4")
    script.taps("why", "@skip")
    script.taps("", "submit")
    return script.scenario("photos", polling=polling, files=PHOTOS)


def survey() -> Scenario:
    """A customer with the outlet's card, on the page, who goes back once."""
    script = Script(asked())
    here = "/i/{token}"
    script.fills("/s/card-code", e.Agreed())
    _answers(script, "open", "no")
    script.fills(f"{here}/back", e.WentBack(script.revision), revision=str(script.revision))
    _answers(script, "open", "yes")
    for data in PHOTOS.values():
        event = e.SentFile("photo", len(data), Medium.PHOTO)
        script.fills(f"{here}/photo", event, data, question="wall")
    _answers(script, "warmth", "5")
    script.fills(f"{here}/answer", e.Replied(WORDS), question="why", text=WORDS)
    script.fills(f"{here}/submit", e.Confirmed())
    return script.scenario("survey")


def _answers(script: Script, question: str, code: str) -> None:
    tapped = e.Tapped(QuestionId(question), script.revision, code)
    script.fills("/i/{token}/answer", tapped, question=question, code=code)


def reviewing() -> Scenario:
    """Returned, changed by the shopper, submitted again, accepted."""
    before = Interview()
    for event in SUBMITTED:
        before = step(tiny(), before, event, Moment(NOW)).interview
    script = Script(tiny(), WAITING, before)
    case = f"/console/cases/1/interviews/{WAITING}"
    script.judges(case, "return", "Which counter?")
    script.says("/start", e.Opened())
    script.taps("warmth", "@jump")
    script.taps("warmth", "3")
    script.taps("", "submit")
    script.judges(case, "accept")
    return script.scenario("reviewing")
