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
from surveys.proof.many import many, told
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

    *asked* and *passed* are never wrong where no answer leads to a dead end (a finding of its
    own); *exact*: neither is their absence.
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
        found = self.asked(question, rule) if rule else ALWAYS
        self.known[question.id] = found
        return found

    def asked(self, question: AnyQuestion, rule: Rule) -> Asked:
        """Whether *rule* can hold and can fail where *question* stands."""
        if self.stray(rule):
            return NEVER
        if many(self.questionnaire, question, rule):
            of_many, exact = told(self.questionnaire, question, rule)
            return Asked(True in of_many, False in of_many, exact)
        one = len(rule.names) <= 1 and not any(_leans(self.questionnaire, n) for n in rule.names)
        ways, exact = _one(self, rule) if one else _several(self, rule.names, [rule])
        seen = {rule.holds(way) for way in ways}
        return Asked(True in seen, False in seen, exact)

    def stray(self, rule: Rule) -> list[str]:
        """The names in *rule* that are no earlier question and no repeat before it."""
        return sorted(
            name for name in rule.names
            if name not in self.known and not self._over(name)
        )  # fmt: skip

    def _over(self, repeat: str) -> bool:
        """Whether *repeat* is one whose questions came before."""
        found = self.questionnaire.repeats.get(repeat)
        return found is not None and all(one.id in self.known for one in found.questions())


def findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    if not path(questionnaire, {}):
        line = questionnaire.questions[0].line if questionnaire.questions else 1
        yield Finding(Level.ERROR, line, "with no answers yet, no question is asked: no path")
    form = _Form(questionnaire)
    for question in questionnaire.questions:
        rule = question.relevant
        stray = form.stray(rule) if rule else []
        found = form.learn(question)
        if rule and stray:
            yield error(question, f"{rule.text}: {', '.join(stray)} is no earlier question")
        elif rule:
            yield from _told(questionnaire, question, rule, found)
        yield from _dead_end(form, question)


def reachable(questionnaire: Questionnaire) -> Mapping[QuestionId, Asked]:
    """For every question whether it can be asked and can be passed by."""
    form = _Form(questionnaire)
    return {question.id: form.learn(question) for question in questionnaire.questions}


def _dead_end(form: _Form, question: AnyQuestion) -> Iterator[Finding]:
    """Answers after which a constraint refuses whatever is given, and nothing else can be."""
    must = question.constraint
    if must is None or question.required is False:
        return
    if many(form.questionnaire, question, must):
        return  # no few answers stand for those of every instance
    rules = list(_rules(question))
    ways, exact = _several(form, sorted(_looks_at(question)), rules)
    stand = witnesses(question, mention(question.id, []))
    for way in ways:
        on = question.relevant is None or question.relevant.holds(way)
        if on and next(stand.given(question, way), None) is None:
            after = _listed(way) if way else "anything"
            if stand.exact:
                yield error(question, f"no answer is taken after {after}: {must.text}")
            else:
                yield warning(question, f"not decided whether any answer is taken: {must.text}")
            return
    if not exact:
        yield warning(question, f"not decided whether an answer is always taken: {must.text}")


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
    elif rule.names & questionnaire.repeats.keys() or (
        (needed := _alone(questionnaire, rule)) is None
    ):
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
    before, stand = form.known[question.id], witnesses(question, mention(name, [rule.text]))
    values = list(islice(stand.given(question, {}), MOST_TRIED + 1)) if before.asked else []
    exact = before.exact and (stand.exact or not before.asked) and len(values) <= MOST_TRIED
    return [{name: value} for value in (*values, *([""] if before.passed else []))], exact


def _several(
    form: _Form, names: Iterable[str], asking: Iterable[Rule]
) -> tuple[list[Answers], bool]:
    """Every combination of values that *names* can have for the rules *asking*: the questions they
    depend on are walked in order, and an answer is forgotten once nobody looks at it any more."""
    walked = _depended_on(form, names)
    if len(walked) > MOST_DEEP:
        return [], False
    rules = [*asking, *(one for question in walked for one in _rules(question))]
    needed_until = {
        name: place for place, question in enumerate(walked) for name in _looks_at(question)
    } | dict.fromkeys(names, len(walked))
    stand = [_standing(question, rules) for question in walked]
    exact = all(one.exact for one in stand)
    most = max(10, MOST_TRIED // max(1, len(walked)))
    ways: list[Answers] = [{}]
    for place, (question, one) in enumerate(zip(walked, stand, strict=True)):
        further: dict[tuple[Scalar, ...], Answers] = {}
        for way in ways:
            on = question.relevant is None or question.relevant.holds(way)
            for value in one.given(question, way) if on else ("",):
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
        open_ += _looks_at(question)
    order = sorted(map(QuestionId, found), key=form.places.__getitem__)
    return [form.questionnaire[id] for id in order]


def _rules(question: AnyQuestion) -> Iterator[Rule]:
    """All that decides what the question holds: asked or not, skipped or not, taken or not."""
    rules = (question.relevant, question.required, question.constraint)
    yield from (rule for rule in rules if isinstance(rule, Rule))


def _looks_at(question: AnyQuestion) -> set[str]:
    """The earlier questions that decide what this one holds."""
    return {name for rule in _rules(question) for name in rule.names} - {"."}


def _leans(questionnaire: Questionnaire, name: str) -> bool:
    """Whether earlier answers decide what *name* holds beyond whether it is asked."""
    question = questionnaire[QuestionId(name)]
    rules = (question.required, question.constraint)
    return any(isinstance(rule, Rule) and rule.names - {"."} for rule in rules)


def _standing(question: AnyQuestion, rules: Iterable[Rule]) -> Witnesses:
    texts = [rule.text for rule in rules if question.id in rule.names]
    return witnesses(question, mention(question.id, texts))


def _alone(questionnaire: Questionnaire, rule: Rule) -> Answers | None:
    """The shortest answers that *rule* itself would be true of, were they all possible at once."""
    names = sorted(rule.names)
    standing = [_standing(questionnaire[QuestionId(name)], [rule]) for name in names]
    values = [("", *one.own, *one.ways_out) for one in standing]
    tried = (dict(zip(names, way, strict=True)) for way in islice(product(*values), MOST_TRIED))
    held = (way for way in tried if rule.holds(way))
    return min(held, key=lambda way: sum(value != "" for value in way.values()), default=None)


def _listed(way: Answers) -> str:
    return ", ".join(f"{name} = {_written(value)}" for name, value in way.items())


def _written(value: Scalar) -> str:
    return f"{value:g}" if isinstance(value, float) else f"'{value}'"
