"""What the page of one question is filled with."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from locales import pick, say
from surveys import events as e
from surveys.questionnaire import (
    AnyQuestion,
    Choice,
    Media,
    Option,
    Question,
    Rating,
    Roster,
    Texts,
)
from surveys.turn import Turn
from surveys.wording import asked, inside, instance_name, worded
from web.forms import Form
from web.respondent import filetypes, pictures
from web.respondent.filled import filled

MOST_BUTTONS = 21  # points of a scale; more are typed
MOST_FACES = 11
MOST_COLUMNS = 11  # of a table; with more each row is a list to choose from
BUTTONS = ("choice", "choices", "ranking", "consent")  # kinds whose options are their answers


@dataclass(frozen=True, slots=True)
class Column:
    """One answer that every row of a table can have; *words* as short as the screen needs."""

    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Named:
    """One instance of a repeat, by its name."""

    key: int
    name: str


def asking(turn: Turn, ask: e.Ask, now: datetime, form: Form) -> dict[str, Any]:
    """*form*: what was sent and refused, to be shown again."""
    question, language = ask.question, turn.language

    def words(texts: Texts | None) -> str:
        return asked(texts, ask.known, turn.questionnaire, language) if texts else ""

    def told(value: Any) -> str:
        return worded(question, value, language) if value is not None else ""

    kind = type(question).__name__.lower()
    held = told(ask.held.value) if ask.held else ""
    return {
        "ask": ask,
        "question": question,
        "label_of": partial(label_of, turn),
        "kind": kind,
        "answers": _template(ask, kind),
        "heading": _heading(turn, ask),
        "text": words(question.text),
        "help": words(question.help),
        "doubt": words(question.warning_message) if ask.doubt is not None else "",
        "doubted": told(ask.doubt),
        "held": held,
        "suggested": "" if held or question.read_only else told(ask.suggested),
        "told": told(ask.suggested),
        "ways_out": () if kind in BUTTONS or ask.files or ask.rows else ask.options,
        "begun": filled(ask, form),
        "picture": lambda image: pictures.address(turn.questionnaire, image),
        **_of_kind(turn, ask, now),
    }


def _template(ask: e.Ask, kind: str) -> str:
    if ask.question.read_only:
        return "read_only"
    return "matrix" if ask.rows else kind


def _heading(turn: Turn, ask: e.Ask) -> str:
    """Where in a repeat it stands, and what it is about in two words; of a table's row, which is
    one of many on the page, only the first."""
    about = "" if ask.rows else label_of(turn, ask.question)
    return " · ".join(filter(None, (inside(ask, turn.language), about)))


def label_of(turn: Turn, question: Question) -> str:
    """Without the number of its instance: that stands above."""
    written = turn.questionnaire.get(question.base) or question
    return pick(written.label, turn.language)


def _of_kind(turn: Turn, ask: e.Ask, now: datetime) -> dict[str, Any]:
    """What only one kind needs."""
    question, seen = ask.question, turn.view
    if ask.rows:
        return {
            "columns": _columns(ask, turn.language),
            "most_columns": MOST_COLUMNS,
            "worded_row": lambda row: worded(row.question, row.value, turn.language),
        }
    if isinstance(question, Media):
        return {
            "accept": filetypes.ACCEPT[question.medium],
            "largest": filetypes.LARGEST[question.medium],
        }
    if isinstance(question, Rating):
        steps = question.high - question.low + 1
        faces = question.look == "faces" and steps <= MOST_FACES
        return {
            "steps": steps,
            "typed_in": steps > MOST_BUTTONS,
            "step_told": partial(
                _step,
                turn.language,
                question.low,
                question.high,
                *(pick(end, turn.language) for end in question.ends),
            ),
            "look": question.look if question.look != "faces" or faces else "numbers",
        }
    if isinstance(question, Roster):
        return {
            "instances": named(turn, question, ask.instances),
            "dropped": named(turn, question, ask.dropped),
        }
    started = seen.started.get(question.id)
    since = [one - started for one in seen.splits.get(question.id, ())] if started else []
    return {
        "elapsed": max(0, round((now - started).total_seconds())) if started else 0,
        "splits": [max(0, round(one.total_seconds())) for one in since],
    }


@lru_cache(1024)
def _step(language: str, low: int, high: int, least: str, most: str, step: int) -> str:
    """A point of a scale as it is read out: the same for everybody."""
    return say(language, "page-step", step=step, low=low, high=high, least=least, most=most)


def named(turn: Turn, roster: Roster, instances: tuple[e.Instance, ...]) -> list[Named]:
    return [Named(one.key, instance_name(turn.questionnaire, roster, one, turn.language))
            for one in instances]  # fmt: skip


def _columns(ask: e.Ask, language: str) -> list[Column]:
    question: AnyQuestion = ask.question
    if isinstance(question, Rating):
        return [
            Column(str(point), _point(question, point, language))
            for point in range(question.low, question.high + 1)
        ]
    options: tuple[Option, ...] = ask.options if isinstance(question, Choice) else ()
    return [Column(option.code, pick(option.label, language)) for option in options]


def _point(question: Rating, point: int, language: str) -> str:
    """The number, with the author's words for it if there are any."""
    words = question.labels.get(point)
    shown = str(point).replace("-", "−")
    return (
        say(language, "page-point", point=shown, words=pick(words, language)) if words else shown
    )
