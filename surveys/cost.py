"""How much work a questionnaire can ask for at each answer: known before anybody answers.

The path is derived anew on every step.  What that takes is the number of answers its expressions
look at: from outside a repeat a name is one answer for each instance, and what stands in a repeat
is worked out once for each.  No loop is counted by an answer without a bound of its own.
"""

from collections.abc import Iterator, Mapping

from surveys.expressions.at import MOST_STEPS
from surveys.questionnaire import AnyQuestion, Calculated, Node, Repeat
from surveys.rules import REFERENCE, Rule

Many = Mapping[str, int]  # how many answers a name stands for, where it is looked at


def steps(nodes: tuple[Node, ...]) -> Iterator[tuple[AnyQuestion, int]]:
    """Each question, and the most answers looked at for all instances of it."""
    yield from _steps(nodes, 1, {})


def _steps(
    nodes: tuple[Node, ...], instances: int, outside: Many
) -> Iterator[tuple[AnyQuestion, int]]:
    many = dict(outside)
    for node in nodes:
        if isinstance(node, Repeat):
            inside = instances * node.most
            counted = [one for one in (node.count, node.relevant) if one is not None]
            first = next(node.questions(), None)  # none where each had a mistake
            if first is not None:
                yield first, instances * sum(_of(rule, many) for rule in counted)
            yield from _steps(node.nodes, inside, many)
            many.update(_gathered(node))
        else:
            yield node, instances * _at(node, many)


def _gathered(repeat: Repeat, times: int = 1) -> Iterator[tuple[str, int]]:
    """What can be looked at behind *repeat*, and how many answers each then is."""
    most = times * repeat.most
    yield repeat.id, most
    for node in repeat.nodes:
        if isinstance(node, Repeat):
            yield from _gathered(node, most)
        else:
            yield node.id, most


def _at(question: AnyQuestion, many: Many) -> int:
    """For one instance: whether it is asked, must be, still holds, and what is calculated."""
    asked = (question.relevant, question.required, question.constraint)
    work = sum(_of(rule, many) for rule in asked if isinstance(rule, Rule))
    if question.choice_filter is not None:
        work += len(question.options) * _of(question.choice_filter, many)
    if isinstance(question, Calculated):
        work += _of(question.value, many)
    return 1 + work


def _of(rule: Rule, many: Many) -> int:
    looked = sum(many.get(name, 1) for name in REFERENCE.findall(rule.text))
    return min(MOST_STEPS, 1 + looked)
