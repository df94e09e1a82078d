"""What the summary page shows: answers by instance, and what cannot be changed as such."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from locales import pick, say
from surveys.entries import Given
from surveys.events import Instance, Offer, Summarise
from surveys.path import result
from surveys.questionnaire import AnyQuestion, Question, QuestionId, Roster
from surveys.turn import Turn
from surveys.values import Value
from surveys.wording import instance_name, said, worded
from web.respondent.asking import label_of


@dataclass(frozen=True, slots=True)
class Line:
    """One answer as people read it; *id* to change it by, '' where that cannot be."""

    id: str
    label: str
    value: str
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """The answers of one instance, or those between two of them, which need no *title*."""

    title: str
    lines: list[Line]


def summary(turn: Turn, screen: Summarise) -> dict[str, Any]:
    # What may be left out is no reason to look twice; the list says that it was.
    points = [point for point in screen.points if point.id != "point-skipped"]
    flags = {point.question.id: said(point, turn.language) for point in points}
    given = sum(question.asked for question, _ in screen.done)
    return {
        "screen": screen,
        "flagged": len(flags),
        "given": given,
        "total": given + len(screen.missing),
        "blocks": _blocks(turn, screen.done, flags),
        "missing": [_missing(turn, question) for question in screen.missing],
    }


def offer(turn: Turn, screen: Offer) -> dict[str, Any]:
    return {"blocks": _blocks(turn, screen.answered, {})}


def _blocks(
    turn: Turn, done: tuple[tuple[AnyQuestion, Given], ...], flags: dict[QuestionId, str]
) -> list[Block]:
    """In the order of the path, cut where an instance begins or ends."""
    names = _Names(turn)
    return [
        Block(names.of(question), [names.line(*one, flags) for one in part])
        for question, part in _cut(done)
    ]


def _cut(
    done: tuple[tuple[AnyQuestion, Given], ...],
) -> Iterator[tuple[AnyQuestion, list[tuple[AnyQuestion, Given]]]]:
    for _, group in groupby(done, key=lambda one: _instance(one[0])):
        part = list(group)
        yield part[0][0], part


def _instance(question: Question) -> tuple[tuple[str, ...], tuple[int, ...]]:
    return question.repeats[: len(question.keys)], question.keys


def _missing(turn: Turn, question: AnyQuestion) -> str:
    names = _Names(turn)
    return " · ".join(filter(None, (names.of(question), label_of(turn, question))))


class _Names:
    """How the instances and questions of one turn are called."""

    def __init__(self, turn: Turn) -> None:
        self.turn, self.questionnaire = turn, turn.questionnaire
        self.values: dict[QuestionId, Value] = {}

    def line(self, question: AnyQuestion, given: Given, flags: dict[QuestionId, str]) -> Line:
        changeable = question.asked and not question.read_only
        return Line(
            question.id if changeable else "",
            label_of(self.turn, question),
            worded(question, given.value, self.turn.language),
            flags.get(question.id, ""),
        )

    def of(self, question: Question) -> str:
        """The instance a question belongs to, with those around it."""
        found = []
        for depth, key in enumerate(question.keys):
            repeat = self.questionnaire.repeats[question.repeats[depth]]
            roster = repeat.nodes[-1] if repeat.count is None else None
            if isinstance(roster, Roster):
                known = self._known(question.keys[: depth + 1])
                one = Instance(key, known)
                found.append(instance_name(self.questionnaire, roster, one, self.turn.language))
            else:
                title = pick(repeat.title, self.turn.language)
                found.append(say(self.turn.language, "inside", title=title, position=key))
        return " · ".join(found)

    def _known(self, keys: tuple[int, ...]) -> dict[QuestionId, Value]:
        """What is known within the instance *keys*, by the ids as written."""
        self.values = self.values or result(self.questionnaire, self.turn.view)
        found = {}
        for id, value in self.values.items():
            question = self.questionnaire[id]
            if question.keys == keys[: len(question.keys)]:
                found[question.base] = value
        return found
