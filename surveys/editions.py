"""Two editions of one questionnaire: what changed, what that means, what may go on.

    changes(old, new) -> (Change, …)
    verdict(changes) -> WORDING | COMPATIBLE | CHANGES_MEANING
    migrate(old, new, interview) -> the interview, or Stays with its reasons
    poolable(old, new) -> the questions whose evidence may be counted together

Only what is known to be harmless is called so: a property this module has not been told of
changes the meaning.  That new words still ask the same thing is the author's to judge.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any

from surveys.entries import Interview, view
from surveys.proof.atoms import tokens
from surveys.questionnaire import (
    AnyQuestion,
    Choices,
    Number,
    Option,
    QuestionId,
    Questionnaire,
    Rating,
)
from surveys.rules import Rule
from surveys.values import Amount, Chosen, ChosenAll, Skipped, Value


class Verdict(IntEnum):
    """From harmless to not comparable; the whole is as grave as its gravest part."""

    WORDING = 0  # nothing but words, if anything
    COMPATIBLE = 1  # what was answered still means the same
    CHANGES_MEANING = 2  # an answer may mean something else, or nothing


@dataclass(frozen=True, slots=True)
class Change:
    """*what*: added, removed, moved, reworded, adjusted, option-added, option-removed or meaning;
    *where*: a question, or '' for the questionnaire itself; *part*: which property or option."""

    what: str
    where: str
    part: str
    verdict: Verdict


class NotOneQuestionnaire(ValueError):
    """Two different questionnaires have no difference in editions."""


WORDS = {
    "label", "text", "help", "ends", "start", "stop", "title", "intro", "thanks",
    "constraint_message", "warning_message",
}  # fmt: skip
HARMLESS = {
    "required", "items", "section", "minutes", "source", "least_sentences", "within_m", "warning",
}  # fmt: skip
ELSEWHERE = {
    "id", "edition", "line", "options", "sections", "questions", "hash", "written", "_by_id",
    "mentions",  # part of the words
}  # fmt: skip


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
        if name in ELSEWHERE or _alike(before, after):
            continue
        if name in WORDS and not _turned(before, after):
            yield Change("reworded", where, name, Verdict.WORDING)
        elif name in HARMLESS or _wider(name, old, new):
            yield Change("adjusted", where, name, Verdict.COMPATIBLE)
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
    """A limit that takes all it took before.  (The ends of a rating are its scale.)"""
    match name:
        case "most" | "decimals":
            return bool(getattr(new, name) > getattr(old, name))
        case "least":
            return bool(new.least < old.least)
        case _:
            return False


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


@dataclass(frozen=True, slots=True)
class Reason:
    """*id*: meaning (the editions differ too much), over (it has ended), returns (a removed
    question's name has come back) or no-longer (the answer is none any more)."""

    id: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class Stays:
    """The interview goes on in its own edition; nothing was changed."""

    reasons: tuple[Reason, ...]


def migrate(old: Questionnaire, new: Questionnaire, interview: Interview) -> Interview | Stays:
    """The running *interview* of *old*, to go on under *new*, or why it may not.

    Its log is the same, entry by entry: answers to removed questions stay there and leave the
    result; every other answer is still one that its question takes.
    """
    reasons = tuple(_against(old, new, interview))
    return Stays(reasons) if reasons else interview


def _against(old: Questionnaire, new: Questionnaire, interview: Interview) -> Iterator[Reason]:
    if verdict(changes(old, new)) is Verdict.CHANGES_MEANING:
        yield Reason("meaning")
        return
    seen = view(interview)
    if seen.status.over:
        yield Reason("over")
        return
    named = {getattr(entry.act, "question", None) for entry in interview.entries}
    for question in new.questions:
        if question.id in named and old.get(question.id) is None:
            yield Reason("returns", question.id)
            continue
        given = (seen.answers.get(question.id), seen.reopened.get(question.id))
        if any(one is not None and not _takes(question, one.value) for one in given):
            yield Reason("no-longer", question.id)


def _takes(question: AnyQuestion, value: Value) -> bool:
    match question, value:
        case _, Skipped():
            return question.required is not True
        case Choices(least=least, most=most), ChosenAll(codes):
            return least <= len(codes) <= most and all(map(question.option, codes))
        case _, Chosen(code):
            return question.option(code) is not None
        case Rating(low=low, high=high), Amount(number):
            return low <= number <= high
        case Number(least=least, most=most), Amount(number):
            return least <= number <= most
        case _:
            return True


def poolable(old: Questionnaire, new: Questionnaire) -> frozenset[QuestionId]:
    """The questions of both that mean the same on the clauses and the index, asked of the same
    people: nothing about them changed but words and order, nor about those they depend on."""
    found = changes(old, new)
    if any(change.where == "" and change.what == "meaning" for change in found):
        return frozenset()
    differ = {c.where for c in found if c.what not in ("reworded", "moved", "adjusted", "removed")}
    pooled: set[QuestionId] = set()
    for question in new.questions:
        gates = question.relevant.names if question.relevant else ()
        if question.id not in differ and all(name in pooled for name in gates):
            pooled.add(question.id)
    return frozenset(pooled)
