"""What a quota can be made of by somebody who chooses from lists: questions whose answers can be
listed, and the cells they make."""

from collections.abc import Iterable, Sequence
from itertools import product
from math import prod

from surveys.questionnaire import AnyQuestion, Choice, QuestionId, Questionnaire, Rating
from surveys.quotas import Values

MOST_STRATA = 3
MOST_LISTED = 200  # cells on one page
Answers = tuple[str, ...]


def strata(questionnaire: Questionnaire) -> list[AnyQuestion]:
    """The questions that sort people by an answer that can be listed.  (Hidden and calculated
    values sort too, but only a file can say which there are.)"""
    return [
        question for question in questionnaire
        if isinstance(question, Choice | Rating) and not question.repeats
    ]  # fmt: skip


def answers(question: AnyQuestion) -> Answers:
    """What can be answered to it, as a cell has it; last "" where it can be left unanswered."""
    found = [option.code for option in question.options]
    if isinstance(question, Rating):
        found = [str(point) for point in range(question.low, question.high + 1)] + found
    if question.relevant is not None or question.required is not True:
        found.append("")
    return tuple(found)


def cells(questions: Sequence[AnyQuestion]) -> list[Values] | None:
    """Every cell of these questions: one of no answers where there is no question.  None: more
    than MOST_LISTED."""
    every = [answers(question) for question in questions]
    return None if prod(map(len, every)) > MOST_LISTED else list(product(*every))


def chosen(questionnaire: Questionnaire, ids: Iterable[str]) -> list[AnyQuestion] | None:
    """The questions *ids* of those that sort; None if one is none of them, or twice there."""
    known = {question.id: question for question in strata(questionnaire)}
    wanted = [QuestionId(id) for id in ids if id]
    if len(set(wanted)) < len(wanted) or not set(wanted) <= known.keys():
        return None
    return [known[id] for id in wanted]
