"""Each YAML file in transcripts/ is a conversation and what must come of it.

Between every two turns the log goes through its stored form, so whatever an interview needs to
go on is in the database or it is not there at all.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from scoring.datafile import plain, read
from surveys import events as e
from surveys.entries import Entry, Interview, Moment, view
from surveys.events import Ask, Brief, Effect, Event, Finish, Offer, Say, Step, Summarise
from surveys.interview import step
from surveys.load import packaged
from surveys.path import result
from surveys.questionnaire import AnyQuestion, QuestionId, Questionnaire
from surveys.review import review
from surveys.stored import act, columns
from surveys.values import Amount, Chosen, Place, Skipped, Value, Words
from surveys.wording import worded
from tests.builders import NOON, logic, tiny

TRANSCRIPTS = sorted(Path(__file__).parent.glob("transcripts/*.yaml"))


def named(key: str) -> Questionnaire:
    id, _, edition = key.partition("@")
    ours = {"tiny": tiny, "logic": logic}
    return ours[id]() if id in ours else packaged()[id, int(edition)]


def stored_and_read(interview: Interview) -> Interview:
    return Interview(
        tuple(Entry(act(*columns(entry.act)), entry.moment) for entry in interview.entries)
    )


def plainly(question: AnyQuestion, value: Value) -> str:
    match value:
        case Chosen(code):
            return code
        case Amount(number):
            return str(number)
        case Words(text):
            return text
        case Skipped():
            return "skipped"
        case _:
            return worded(question, value, "en")


def shown(effect: Effect) -> dict[str, Any]:
    match effect:
        case Say(id):
            return {"say": id}
        case Brief():
            return {"brief": "true"}
        case Ask(question=question, held=held, stage=stage):
            told: dict[str, Any] = {"ask": question.id}
            if held is not None:
                told["held"] = plainly(question, held.value)
            if hasattr(question, "stop"):
                told["stage"] = stage
            if effect.ticked:
                told["ticked"] = list(effect.ticked)
            if effect.doubt is not None:
                told["doubt"] = plainly(question, effect.doubt)
            return told
        case Summarise(done=done, points=points):
            told_summary: dict[str, Any] = {"summary": [question.id for question, _ in done]}
            if points:
                told_summary["points"] = [point.id for point in points]
            return told_summary
        case Offer(answered):
            return {"offer": [question.id for question, _ in answered]}
        case Finish(status):
            return {"finish": status.value}


def happened(turn: dict[str, Any], last: Effect | None) -> Event:
    match turn:
        case {"agree": _}:
            return e.Agreed()
        case {"open": _}:
            return e.Opened()
        case {"tap": {"question": question, "revision": revision, "code": code}}:
            return e.Tapped(QuestionId(question), int(revision), code)
        case {"tap": code}:
            assert isinstance(last, Ask), "a bare tap answers the question on the screen"
            return e.Tapped(last.question.id, last.revision, code)
        case {"pick": codes}:
            assert isinstance(last, Ask)
            return e.Picked(last.question.id, last.revision, tuple(codes))
        case {"reply": text}:
            return e.Replied(text)
        case {"photo": id}:
            return e.SentPhoto(id)
        case {"place": [lat, lon, metres]}:
            return e.SentPlace(Place(float(lat), float(lon), metres=float(metres)))
        case {"live": [lat, lon]}:
            return e.SentPlace(Place(float(lat), float(lon)), live=True)
        case {"other": kind}:
            return e.SentOther(kind)
        case {"back": _}:
            return e.WentBack()
        case {"jump": question}:
            return e.Jumped(QuestionId(question))
        case {"pause": _}:
            return e.Rested()
        case {"submit": _}:
            return e.Confirmed()
        case _:
            raise AssertionError(f"no such turn: {turn}")


@pytest.mark.parametrize("file", TRANSCRIPTS, ids=lambda file: file.stem)
def test_transcript(file: Path) -> None:
    script: Any = plain(read(file.read_text("utf-8"), file.name))
    questionnaire = named(script["questionnaire"])
    interview, now, last = Interview(), NOON, None
    for turn in script["turns"]:
        if "wait" in turn:
            now += timedelta(seconds=int(turn["wait"]))
            continue
        moment = Moment(now)
        if "review" in turn:
            asked = turn["review"]
            reviewed = review(
                interview, asked["verdict"], "user:1", asked.get("reason", ""), moment
            )
            after = Step(reviewed, ())
        else:
            after = step(questionnaire, interview, happened(turn, last), moment)
        interview = stored_and_read(after.interview)
        assert interview == after.interview
        assert [shown(effect) for effect in after.effects] == turn["says"], turn
        last = after.effects[-1] if after.effects else None
    seen = view(interview)
    answers = {
        id: plainly(questionnaire[id], value) for id, value in result(questionnaire, seen).items()
    }
    assert answers == script["answers"]
    assert [type(entry.act).__name__ for entry in interview.entries] == script["log"]
