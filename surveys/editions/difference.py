"""What is different in another edition, part by part, and how grave that is."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any

from surveys.editions.parts import Part, part
from surveys.proof.atoms import tokens
from surveys.questionnaire import AnyQuestion, Option, QuestionId, Questionnaire
from surveys.rules import Rule


class Verdict(IntEnum):
    """From harmless to not comparable; the whole is as grave as its gravest part."""

    WORDING = 0  # nothing but words, if anything
    COMPATIBLE = 1  # what was answered still means the same
    CHANGES_MEANING = 2  # an answer may mean something else, or nothing


@dataclass(frozen=True, slots=True)
class Change:
    """*what*: added, removed, moved, reworded, adjusted, otherwise, option-added, option-removed
    or meaning; *where*: a question, or '' for the questionnaire itself; *part*: which property
    or option."""

    what: str
    where: str
    part: str
    verdict: Verdict


class NotOneQuestionnaire(ValueError):
    """Two different questionnaires have no difference in editions."""


def changes(old: Questionnaire, new: Questionnaire) -> tuple[Change, ...]:
    """What is different in *new*, in its order.  Raises NotOneQuestionnaire."""
    if old.id != new.id:
        raise NotOneQuestionnaire(f"{old.id} and {new.id} are two questionnaires")
    return tuple(_changes(old, new))


def verdict(found: Iterable[Change]) -> Verdict:
    """The gravest of *found*; WORDING if there are none."""
    return max((change.verdict for change in found), default=Verdict.WORDING)


def _changes(old: Questionnaire, new: Questionnaire) -> Iterator[Change]:
    yield from _properties("", old, new)
    titles = {section.id: section.title for section in old.sections}
    for section in new.sections:
        if titles.get(section.id, section.title) != section.title:
            yield Change("reworded", "", section.id, Verdict.WORDING)
    moved = _moved(old, new)
    for question in new.questions:
        before = old.get(question.id)
        if before is None:
            yield Change("added", question.id, "", Verdict.COMPATIBLE)
            continue
        if question.id in moved:
            yield Change("moved", question.id, "", Verdict.COMPATIBLE)
        yield from _question(before, question)
    for question in old.questions:
        if new.get(question.id) is None:
            yield Change("removed", question.id, "", Verdict.COMPATIBLE)
    for id, repeat in new.repeats.items():
        if (known := old.repeats.get(id)) is not None:  # else each question of it says so
            yield from _properties(id, known, repeat)


def _question(old: AnyQuestion, new: AnyQuestion) -> Iterator[Change]:
    if type(old) is not type(new):
        yield Change("meaning", new.id, "kind", Verdict.CHANGES_MEANING)
        return
    yield from _properties(new.id, old, new)
    for option in new.options:
        before = old.option(option.code)
        if before is None:
            yield Change("option-added", new.id, option.code, Verdict.COMPATIBLE)
        else:
            yield from _option(new.id, before, option)
    for option in old.options:
        if new.option(option.code) is None:
            yield Change("option-removed", new.id, option.code, Verdict.CHANGES_MEANING)
    kept = [o.code for o in old.options if new.option(o.code)]
    if kept != [o.code for o in new.options if old.option(o.code)]:
        yield Change("adjusted", new.id, "order", Verdict.COMPATIBLE)


def _option(where: str, old: Option, new: Option) -> Iterator[Change]:
    for change in _properties(where, old, new):
        part = old.code if change.what == "reworded" else f"{old.code}.{change.part}"
        yield Change(change.what, where, part, change.verdict)


def _properties(where: str, old: Any, new: Any) -> Iterator[Change]:
    """Field by field, two of one dataclass."""
    for field in fields(new):
        name, before, after = field.name, getattr(old, field.name), getattr(new, field.name)
        kind = part(type(new), name)
        if name == "default" and getattr(new, "read_only", False):
            kind = Part.MEANING  # what nobody can change is the answer
        if kind is Part.ELSEWHERE or _alike(before, after):
            continue
        if kind is Part.WORDS and not _turned(before, after):
            yield Change("reworded", where, name, Verdict.WORDING)
        elif kind is Part.HARMLESS or (kind is Part.LIMIT and _wider(name, before, after)):
            yield Change("adjusted", where, name, Verdict.COMPATIBLE)
        elif kind is Part.OTHERWISE:
            yield Change("otherwise", where, name, Verdict.COMPATIBLE)
        else:
            yield Change("meaning", where, name, Verdict.CHANGES_MEANING)


def _alike(old: Any, new: Any) -> bool:
    if isinstance(old, Rule) and isinstance(new, Rule):
        return tokens(old.text) == tokens(new.text)
    return bool(old == new)


def _turned(old: Any, new: Any) -> bool:
    """The two ends of a scale changed places: the same words, the opposite answers."""
    return isinstance(old, tuple) and old == tuple(reversed(new))


def _wider(name: str, old: Any, new: Any) -> bool:
    """A limit that takes all it took before; None is no limit.  (The ends of a rating are its
    scale.)"""
    if old is None or new is None:
        return new is None
    return bool(new < old if name == "least" else new > old)


def _moved(old: Questionnaire, new: Questionnaire) -> set[QuestionId]:
    """The fewest questions that, put elsewhere, explain the new order."""
    places = {question.id: place for place, question in enumerate(old.questions)}
    common = [question.id for question in new.questions if question.id in places]
    ends: list[int] = []  # the last place of the best rising run of each length
    runs: list[list[QuestionId]] = []
    for id in common:
        length = bisect_left(ends, places[id])
        run = [*(runs[length - 1] if length else ()), id]
        ends[length : length + 1] = [places[id]]
        runs[length : length + 1] = [run]
    return set(common) - set(runs[-1] if runs else ())
