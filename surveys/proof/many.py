"""Conditions that look at more than one answer of a path: at a repeat, at the answers of all its
instances, at the place of an instance, at the clock.

A few values cannot stand for all of these.  What is found is found; that nothing is found is proof
only where a condition counts a repeat and nothing else.
"""

from collections.abc import Iterator
from itertools import islice, product

from surveys.proof.atoms import mention
from surveys.proof.witnesses import witnesses
from surveys.questionnaire import MOST_INSTANCES, AnyQuestion, Questionnaire, Roster
from surveys.rules import Rule
from surveys.scope import Scope, Seen

MOVING = ("position", "today", "now", "random", "pulldata", "indexed-repeat", "once")
MOST_TRIED = 5_000
SOME = 3  # instances that are tried of what was answered in them


def many(questionnaire: Questionnaire, question: AnyQuestion, rule: Rule) -> bool:
    """Whether *rule*, standing at *question*, looks at more than the answers of one path."""
    if any(f"{name}(" in rule.text for name in MOVING):
        return True
    return any(
        name in questionnaire.repeats or _outside(questionnaire, question, name)
        for name in rule.names
    )


def told(
    questionnaire: Questionnaire, question: AnyQuestion, rule: Rule
) -> tuple[frozenset[bool], bool]:
    """What *rule* was seen to give, and whether that is all it can give."""
    names = sorted(rule.names - {"."})
    each = [list(values(questionnaire, question, name, rule)) for name in names]
    ways = islice(product(*each), MOST_TRIED + 1)
    inside = question.repeats[-1] if question.repeats else ""
    places = range(1, SOME + 1) if inside else (0,)
    count, seen = 0, set[bool]()
    for way in ways:
        count += 1
        around = Scope(dict(zip(names, way, strict=True)))
        scopes = (Scope(parent=around, position=n, repeat=inside) for n in places)
        seen.update(map(rule.holds, scopes))
    only_counts = all(name in questionnaire.repeats for name in names)
    moving = any(f"{name}(" in rule.text for name in MOVING)
    return frozenset(seen), only_counts and not moving and count <= MOST_TRIED


def _outside(questionnaire: Questionnaire, question: AnyQuestion, name: str) -> bool:
    """Whether *name* is answered in a repeat that *question* does not stand in."""
    looked_at = questionnaire.get(name)
    if looked_at is None:
        return False
    return looked_at.repeats != question.repeats[: len(looked_at.repeats)]


def values(
    questionnaire: Questionnaire, question: AnyQuestion, name: str, rule: Rule
) -> Iterator[Seen]:
    """What *name* may hold, as *rule* at *question* sees it."""
    if (repeat := questionnaire.repeats.get(name)) is not None:
        roster = repeat.nodes[-1]
        least = roster.least if isinstance(roster, Roster) else 0
        for count in range(least, min(repeat.most, MOST_INSTANCES) + 1):
            yield tuple(float(number) for number in range(1, count + 1))
        return
    looked_at = questionnaire.get(name)
    if looked_at is None:
        return
    stand = witnesses(looked_at, mention(name, [rule.text]))
    own = ("", *stand.own, *stand.ways_out)
    if not _outside(questionnaire, question, name):
        yield from own
        return
    for length in range(SOME):
        yield from islice(product(own[1:], repeat=length), 50)
