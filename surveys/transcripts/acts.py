"""What a transcript calls an act, as the engine's event, and back."""

from collections.abc import Mapping
from dataclasses import replace

from scoring.datafile import Plain
from surveys import events as e
from surveys.events import Ask, Effect, Event
from surveys.fieldwork import metres
from surveys.questionnaire import Medium, QuestionId
from surveys.transcripts.form import FILES, WORD_ACTS
from surveys.transcripts.transcript import KNOWN
from surveys.values import Place

TOLD = str | list[Plain] | dict[str, Plain] | None
CODES = {f"@{word}": word for word in WORD_ACTS}
BARE: dict[type, str] = {
    e.Opened: "open", e.WentBack: "back", e.Rested: "pause",
    e.AskedStatus: "status", e.AskedToChange: "change", e.Confirmed: "submit",
}  # fmt: skip
ROSTER = {"edit": e.EDIT, "drop": e.DROP, "restore": e.RESTORE}  # with the key of an instance


class NotPossible(Exception):
    """Nobody could do this here: a mistake in the transcript.  The message says which."""


def event(act: str, given: Plain, screen: Effect | None, outlet: tuple[float, float]) -> Event:
    """What *act* is to the engine, the person having *screen* before them.  Raises NotPossible."""
    ask = screen if isinstance(screen, Ask) else None
    if act in WORD_ACTS or act in ROSTER:
        one = asked(ask)
        return e.Tapped(one.question.id, one.revision, _code(act, given))
    if act in FILES:
        return _file(act, given)
    for bare, name in BARE.items():
        if act == name:
            meant: Event = bare()
            return meant
    match act, given:
        case "agree", None:
            return e.Agreed(hidden=KNOWN)
        case "agree", dict(more):
            hidden = more.get("hidden")
            said = hidden.items() if isinstance(hidden, dict) else ()
            link = {name: str(text) for name, text in said}
            return e.Agreed(int(str(more.get("seed") or 0)), {**link, **KNOWN})
        case "refuse", str(reason):
            return e.Refusal(reason)
        case "tap", {"question": str(id), "revision": str(revision), "code": str(code)}:
            return e.Tapped(QuestionId(id), int(revision), code)
        case "tap", str(code):
            return e.Tapped(asked(ask).question.id, asked(ask).revision, code)
        case "pick", list(codes):
            return e.Picked(asked(ask).question.id, asked(ask).revision, tuple(map(str, codes)))
        case "fill", dict(codes):
            by_row = {QuestionId(row): str(code) for row, code in codes.items()}
            return e.Filled(asked(ask).revision, by_row)
        case "reply", str(text):
            return e.Replied(text)
        case "place" | "live", [lat, lon, *more]:
            accuracy = float(str(more[0])) if more else None
            place = Place(float(str(lat)), float(str(lon)), accuracy)
            away = round(metres(place.lat, place.lon, *outlet), 1)
            return e.SentPlace(replace(place, metres=away), live=act == "live")
        case "other", str(kind):
            return e.SentOther(kind)
        case "jump", str(id):
            return e.Jumped(QuestionId(id))
        case "language", str(language):
            return e.Spoke(language)
        case _:
            raise NotPossible(f"{act} cannot be played yet")


def asked(ask: Ask | None) -> Ask:
    if ask is None:
        raise NotPossible("there is no question to answer now")
    return ask


def _code(act: str, given: Plain) -> str:
    return f"{ROSTER[act]}{given}" if act in ROSTER else f"@{act}"


def _file(act: str, given: Plain) -> Event:
    """A file's name stands for its bytes."""
    return e.SentFile(str(given or act), medium=Medium(act))


def told(event: Event, screen: Effect | None) -> tuple[str, TOLD]:
    """The act that would be this event; the inverse of `event`."""
    match event:
        case e.Tapped():
            return _tapped(event, screen)
        case e.Refusal(reason):
            return "refuse", reason
        case e.Picked(codes=codes):
            return "pick", list(codes)
        case e.Replied(text):
            return "reply", text
        case e.SentFile(medium=medium):
            return medium.value, None
        case e.Filled(codes=by_row):
            return "fill", {row: code for row, code in by_row.items()}
        case e.Agreed(seed, hidden):
            return "agree", _agreed(seed, hidden)
        case e.SentPlace(place, live):
            where: list[Plain] = [_degrees(place.lat), _degrees(place.lon)]
            if place.accuracy is not None:
                where.append(f"{place.accuracy:g}")
            return "live" if live else "place", where
        case e.SentOther(kind):
            return "other", kind
        case e.Jumped(question):
            return "jump", question
        case e.Spoke(language):
            return "language", language
        case _:
            return BARE[type(event)], None


def _tapped(event: e.Tapped, screen: Effect | None) -> tuple[str, TOLD]:
    question, revision, code = event.question, event.revision, event.code
    here = isinstance(screen, Ask) and (screen.question.id, screen.revision)
    if here != (question, revision):
        return "tap", {"question": question, "revision": str(revision), "code": code}
    if code in CODES:
        return CODES[code], None
    for act, start in ROSTER.items():
        if code.startswith(start):
            return act, code.removeprefix(start)
    return "tap", code


def _agreed(seed: int, hidden: Mapping[str, str]) -> TOLD:
    told: dict[str, Plain] = {"seed": str(seed)} if seed else {}
    if said := {name: text for name, text in hidden.items() if name not in KNOWN}:
        told["hidden"] = {**said}
    return told or None


def _degrees(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".")
