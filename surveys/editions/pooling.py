"""Whose evidence may be counted together, and what is kept apart because it may not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from surveys.editions.difference import changes
from surveys.questionnaire import AnyQuestion, QuestionId, Questionnaire
from surveys.rules import Rule

SAME = ("reworded", "moved", "adjusted", "removed")


def poolable(old: Questionnaire, new: Questionnaire) -> frozenset[QuestionId]:
    """The questions of both that mean the same on the clauses and the index, asked of the same
    people: nothing about them changed but words and order, nor about those they depend on."""
    found = changes(old, new)
    if any(change.where == "" and change.what == "meaning" for change in found):
        return frozenset()
    differ = {c.where for c in found if c.what not in SAME}
    together: set[QuestionId] = set()
    for question in new.questions:
        # How often it is asked depends on the repeats around it and on who ends them.
        around = [new.repeats[id] for id in question.repeats]
        rosters = [one for id in question.repeats if (one := new.get(id)) is not None]
        gates = {name for one in (question, *around, *rosters) for name in _names(one)}
        gates = {name for name in gates if new.get(name) or old.get(name)}
        same = {question.id, *question.repeats}
        if differ.isdisjoint(same) and gates - same <= together:
            together.add(question.id)
    return frozenset(together)


def _names(part: Any) -> Iterator[str]:
    """The questions that any rule of *part* looks at."""
    for field in fields(part):
        held = getattr(part, field.name)
        if isinstance(held, Rule):
            yield from held.names


@dataclass(frozen=True, slots=True)
class Apart:
    """Answers of edition *old* to *questions* are not counted with those of edition *new*: the
    question is gone there, or asks or counts something else."""

    questionnaire: str
    old: int
    new: int
    questions: tuple[QuestionId, ...]


Pooled = Mapping[tuple[str, int], frozenset[QuestionId]]


def pooled(used: Iterable[Questionnaire]) -> Pooled:
    """For each edition in *used*, the questions whose evidence counts: all of the newest one's of
    each questionnaire, and of older editions' those that are equivalent to them."""
    return {
        (one.id, one.edition): frozenset(question.id for question in one.questions)
        if one.edition == newest.edition
        else poolable(one, newest)
        for one, newest in _beside_newest(used)
    }


def apart(used: Iterable[Questionnaire]) -> tuple[Apart, ...]:
    """What `pooled` leaves out, of questions that speak of a clause or rate something."""
    found = []
    for one, newest in _beside_newest(used):
        if one.edition == newest.edition:
            continue
        together = poolable(one, newest)
        scored = tuple(q.id for q in one.questions if _scored(q) and q.id not in together)
        if scored:
            found.append(Apart(one.id, one.edition, newest.edition, scored))
    return tuple(found)


def _scored(question: AnyQuestion) -> bool:
    rates = question.characteristic is not None or question.measure is not None
    return bool(question.clauses) or rates


def _beside_newest(
    used: Iterable[Questionnaire],
) -> Iterator[tuple[Questionnaire, Questionnaire]]:
    known = {(one.id, one.edition): one for one in used}
    newest = {id: known[id, edition] for id, edition in sorted(known)}
    for key in sorted(known):
        yield known[key], newest[key[0]]
