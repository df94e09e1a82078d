"""Whether a running interview may go on under another edition.

The log stays as it is, entry by entry, so that no answer is lost; what decides is whether every
answer in it is still one.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from surveys.editions.difference import Verdict, changes, verdict
from surveys.entries import Interview, View, view
from surveys.offer import needed
from surveys.path import way_of
from surveys.questionnaire import AnyQuestion, Choices, Number, Questionnaire, Rating
from surveys.rules import Rule
from surveys.values import Amount, Chosen, ChosenAll, Skipped, Value


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
    result; every other answer is still one that its question takes.  One in which no question
    was touched yet may go on under any edition.
    """
    reasons = tuple(_against(old, new, interview))
    return Stays(reasons) if reasons else interview


def _against(old: Questionnaire, new: Questionnaire, interview: Interview) -> Iterator[Reason]:
    seen = view(interview)
    if seen.status.over:
        yield Reason("over")
        return
    named = {str(getattr(entry.act, "question", "")) for entry in interview.entries} - {""}
    started = named or old.mode is not new.mode
    if started and verdict(changes(old, new)) is Verdict.CHANGES_MEANING:
        yield Reason("meaning")
        return
    # An answer given in a repeat is "name.2"; its question stands once in the questionnaire.
    touched = {name.partition(".")[0] for name in named}
    for question in new.questions:
        if question.id in touched and old.get(question.id) is None:
            yield Reason("returns", question.id)
    for answered in sorted({*seen.answers, *seen.reopened}):
        asked = new.get(answered)
        if asked is None or old.get(answered) is None:
            continue
        given = (seen.answers.get(answered), seen.reopened.get(answered))
        if any(one and not _takes(new, seen, asked, one.value) for one in given):
            yield Reason("no-longer", answered)


def _takes(questionnaire: Questionnaire, seen: View, question: AnyQuestion, value: Value) -> bool:
    match question, value:
        case _, Skipped():
            return not _wanted(questionnaire, seen, question)
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


def _wanted(questionnaire: Questionnaire, seen: View, question: AnyQuestion) -> bool:
    """Whether it must be answered, these being the answers; off the path nothing must."""
    if not isinstance(question.required, Rule):
        return question.required
    stop = way_of(questionnaire, seen).at(question.id)
    return stop is not None and needed(question, stop.scope)
