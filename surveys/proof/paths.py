"""Which questions some answers lead to, and which conditions decide anything.

Exact where it can be: choices and ratings by all their values, numbers and words by values that
stand for all (surveys.proof.witnesses).  A condition on one question needs to know only whether
that one can be asked and can be left out, which was found before; one on several is tried on
every way through the questions they depend on.  Where that is too much, or the language says
more than a few values can stand for, the finding is "not decided", never silence.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product

from surveys.path import path
from surveys.proof.atoms import mention
from surveys.proof.finding import Finding, Level, error, warning
from surveys.proof.witnesses import Witnesses, witnesses
from surveys.questionnaire import AnyQuestion, QuestionId, Questionnaire
from surveys.rules import Rule
from surveys.values import Scalar

MOST_TRIED = 5_000  # evaluations spent on one condition
MOST_DEEP = 200  # questions that one condition may depend on
Answers = dict[str, Scalar]


@dataclass(frozen=True, slots=True)
class Asked:
    """Whether some answers lead to the question, and whether some lead past it.

    *asked* and *passed* are never wrong; *exact*: neither is their absence.
    """

    asked: bool
    passed: bool
    exact: bool = True


ALWAYS = Asked(asked=True, passed=False)
NEVER = Asked(asked=False, passed=True)


class _Form:
    """A questionnaire on its way from the first question to the last: what is known so far."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.places = {question.id: n for n, question in enumerate(questionnaire.questions)}
        self.known: dict[QuestionId, Asked] = {}

    def learn(self, question: AnyQuestion) -> Asked:
        rule = question.relevant
        found = self.asked(rule) if rule else ALWAYS
        self.known[question.id] = found
        return found

    def asked(self, rule: Rule) -> Asked:
        """Whether *rule* can hold and can fail where its question stands."""
        if not rule.names <= self.known.keys():
            return NEVER
        one = len(rule.names) <= 1
        ways, exact = _one(self, rule) if one else _several(self, rule)
        told = {rule.holds(way) for way in ways}
        return Asked(True in told, False in told, exact)


def findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    if not path(questionnaire, {}):
        line = questionnaire.questions[0].line if questionnaire.questions else 1
        yield Finding(Level.ERROR, line, "with no answers yet, no question is asked: no path")
    form = _Form(questionnaire)
    for question in questionnaire.questions:
        rule = question.relevant
        stray = sorted(rule.names - form.known.keys()) if rule else []
        found = form.learn(question)
        if rule and stray:
            yield error(question, f"{rule.text}: {', '.join(stray)} is no earlier question")
        elif rule:
            yield from _told(questionnaire, question, rule, found)


def reachable(questionnaire: Questionnaire) -> Mapping[QuestionId, Asked]:
    """For every question whether it can be asked and can be passed by."""
    form = _Form(questionnaire)
    return {question.id: form.learn(question) for question in questionnaire.questions}


def _told(
    questionnaire: Questionnaire, question: AnyQuestion, rule: Rule, found: Asked
) -> Iterator[Finding]:
    if found.asked and found.passed:
        return
    if not found.exact:
        which = "fail" if found.asked else "hold"
        yield warning(question, f"not decided whether {rule.text} can ever {which}")
    elif found.asked:
        yield warning(question, f"its condition always holds: {rule.text}")
    elif (needed := _alone(questionnaire, rule)) is None:
        yield error(question, f"never asked: {rule.text} can never hold")
    else:
        example = ", ".join(f"{name} = {_written(value)}" for name, value in needed.items())
        yield error(question, f"never asked: {rule.text} needs {example}, and no path gives that")


def _one(form: _Form, rule: Rule) -> tuple[list[Answers], bool]:
    """Every value that the one name in *rule* can have here."""
    if not rule.names:
        return [{}], True
    (name,) = rule.names
    question = form.questionnaire[QuestionId(name)]
    before, stand = form.known[question.id], witnesses(question, name, mention(name, [rule.text]))
    values = (*(stand.values if before.asked else ()), *(("",) if before.passed else ()))
    few = values[:MOST_TRIED]
    exact = before.exact and stand.exact and len(few) == len(values)
    return [{name: value} for value in few], exact


def _several(form: _Form, rule: Rule) -> tuple[list[Answers], bool]:
    """Every combination of values that the names in *rule* can have here: the questions they
    depend on are walked in order, and an answer is forgotten once nobody looks at it any more."""
    walked = _depended_on(form, rule.names)
    if len(walked) > MOST_DEEP:
        return [], False
    rules = [rule, *(question.relevant for question in walked if question.relevant)]
    needed_until = {
        name: place
        for place, question in enumerate(walked)
        for name in (question.relevant.names if question.relevant else ())
    } | dict.fromkeys(rule.names, len(walked))
    stand = [_standing(question, rules) for question in walked]
    exact = all(one.exact for one in stand)
    most = max(10, MOST_TRIED // len(walked))
    ways: list[Answers] = [{}]
    for place, (question, one) in enumerate(zip(walked, stand, strict=True)):
        further: dict[tuple[Scalar, ...], Answers] = {}
        for way in ways:
            on = question.relevant is None or question.relevant.holds(way)
            for value in one.values if on else ("",):
                kept = {
                    name: held
                    for name, held in (*way.items(), (question.id, value))
                    if needed_until.get(name, -1) > place
                }
                further.setdefault(tuple(kept.values()), kept)
        ways = list(further.values())
        if len(ways) > most:
            exact = False
            ways = ways[:: len(ways) // most + 1]  # some of each sort, not only the first
    return ways, exact


def _depended_on(form: _Form, names: Iterable[str]) -> list[AnyQuestion]:
    """The questions called *names* and all that their conditions look at, in order."""
    found: set[str] = set()
    open_ = list(names)
    while open_ and len(found) <= MOST_DEEP:
        name = open_.pop()
        question = form.questionnaire.get(name)
        if question is None or name in found:
            continue
        found.add(name)
        open_ += question.relevant.names if question.relevant else ()
    order = sorted(map(QuestionId, found), key=form.places.__getitem__)
    return [form.questionnaire[id] for id in order]


def _standing(question: AnyQuestion, rules: Iterable[Rule]) -> Witnesses:
    texts = [rule.text for rule in rules if question.id in rule.names]
    return witnesses(question, question.id, mention(question.id, texts))


def _alone(questionnaire: Questionnaire, rule: Rule) -> Answers | None:
    """The shortest answers that *rule* itself would be true of, were they all possible at once."""
    names = sorted(rule.names)
    values = [("", *_standing(questionnaire[QuestionId(name)], [rule]).values) for name in names]
    tried = (dict(zip(names, way, strict=True)) for way in islice(product(*values), MOST_TRIED))
    held = (way for way in tried if rule.holds(way))
    return min(held, key=lambda way: sum(value != "" for value in way.values()), default=None)


def _written(value: Scalar) -> str:
    return f"{value:g}" if isinstance(value, float) else f"'{value}'"
