"""Which options of a question are on offer, and in which order."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from surveys.questionnaire import (
    AnyQuestion,
    Choice,
    Choices,
    Meaning,
    Option,
    Question,
    Ranking,
)
from surveys.rules import Rule
from surveys.scope import Scope
from surveys.values import Chosen, ChosenAll, Ranked, Skipped, Value

ABSENT = (Meaning.NOT_APPLICABLE, Meaning.NOT_OBSERVED, Meaning.REFUSED)


def offered(question: Question, scope: Scope, language: str = "") -> tuple[Option, ...]:
    """The options of *question* at *scope* for somebody who reads *language*."""
    options = question.options
    if question.choice_filter is not None:
        options = tuple(o for o in options if _passes(question.choice_filter, o, scope))
    if language in question.order:
        places = {code: place for place, code in enumerate(question.order[language])}
        options = tuple(sorted(options, key=lambda option: places[option.code]))
    if question.randomize is False:
        return options
    return _shuffled(question, options, scope)


def holds_still(question: AnyQuestion, value: Value, scope: Scope) -> bool:
    """Whether *value* is still one the question can hold: an earlier answer may have changed what
    is on offer, or that it may be left out."""
    if isinstance(value, Skipped):
        return not needed(question, scope)
    if question.choice_filter is None or not isinstance(question, Choice | Choices | Ranking):
        return True
    match value:
        case Chosen(code):
            codes: Sequence[str] = (code,)
        case ChosenAll(codes) | Ranked(codes):
            pass
        case _:
            return True
    named = [option for option in question.options if option.code in codes]
    return all(_passes(question.choice_filter, option, scope) for option in named)


def needed(question: Question, scope: Scope) -> bool:
    """Whether the question must be answered where *scope* stands.  One of no options never must,
    nor what a condition that cannot be worked out asks for."""
    wanted = question.required
    if isinstance(wanted, Rule):
        wanted = wanted.holds(scope, otherwise=False)
    if not wanted or question.choice_filter is None or not isinstance(question, Choice):
        return wanted
    return any(_passes(question.choice_filter, option, scope) for option in question.options)


def _passes(choice_filter: Rule, option: Option, scope: Scope) -> bool:
    return choice_filter.holds(replace(scope, option={"name": option.code, **option.columns}))


def _shuffled(question: Question, options: tuple[Option, ...], scope: Scope) -> tuple[Option, ...]:
    """The same order for the same interview.  What says "none" or "not seen" stays at the end."""
    rule = question.randomize
    seed = scope.around.seed if isinstance(rule, bool) else rule.value(scope)
    mixed = [o for o in options if not o.exclusive and o.meaning not in ABSENT]
    Random(f"{seed}:{question.id}").shuffle(mixed)  # noqa: S311 - nobody is to be fooled
    return (*mixed, *(option for option in options if option not in mixed))
