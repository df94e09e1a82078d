"""Whether a trap ("integrity item") is a fair one: it can be passed, it can be failed, it does not
say its own answer, and nobody who honestly did not see is caught in it.

A trap tells the reviewer that an answer is not what somebody who was there would give.  One that
leads ("they greeted you, didn't they?") or that a guess passes tells nothing.
"""

from collections.abc import Iterator, Mapping
from itertools import islice, product

from surveys.proof.atoms import mention
from surveys.proof.finding import Finding, error, warning
from surveys.proof.many import many, values
from surveys.proof.witnesses import witnesses
from surveys.questionnaire import AnyQuestion, Choice, Hidden, Meaning, Questionnaire
from surveys.rules import Rule
from surveys.scope import Seen
from surveys.values import Scalar

ABSENT = {Meaning.NOT_APPLICABLE, Meaning.NOT_OBSERVED, Meaning.REFUSED}
MOST_TRIED = 5_000
SHORTEST = 2  # letters of a label that would be noticed in a text
FEWEST = 3  # answers one may choose from: of two, every second guess passes


def findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    for question in questionnaire.questions:
        if question.trap is not None:
            yield from _trap(questionnaire, question, question.trap)


def _trap(questionnaire: Questionnaire, question: AnyQuestion, trap: Rule) -> Iterator[Finding]:
    honest = {o.code for o in question.options
              if o.meaning in ABSENT or not isinstance(question, Choice)}  # fmt: skip
    stand = witnesses(question, mention(".", [trap.text]))
    own = [value for value in stand.own if value not in honest]
    known, exact = _known(questionnaire, question, trap)
    told = {value: {trap.holds(way, value) for way in known} for value in (*own, *honest)}
    passed = [value for value in own if True in told[value]]
    failed = [value for value in own if False in told[value]]
    if not failed:
        if exact and stand.exact:
            yield error(question, f"a trap that no answer fails: {trap.text}")
        else:
            yield warning(question, f"not decided whether any answer fails the trap: {trap.text}")
    if not passed:
        if exact and stand.exact:
            yield error(question, f"a trap that no answer passes: {trap.text}")
        else:
            yield warning(question, f"not decided whether any answer passes the trap: {trap.text}")
    for code in sorted(map(str, honest)):
        if False in told[code]:
            yield error(question, f"who honestly answers {code} fails the trap: {trap.text}")
    if not honest and question.required is True:
        yield warning(question, "a trap with no way to say that one did not see")
    yield from _leads(question, passed, failed)


def _leads(question: AnyQuestion, passed: list[Scalar], failed: list[Scalar]) -> Iterator[Finding]:
    """What points to the answer that passes."""
    if not isinstance(question, Choice):
        return
    only = [question.option(str(code)) for code in passed if code not in failed]
    for option in filter(None, only):
        hinted = [
            language for language in sorted(option.label) if _says(question, option, language)
        ]
        if hinted:
            yield error(
                question,
                f"a leading trap: its words in {', '.join(hinted)} say {option.code}, "
                "the answer that passes",
            )
    if question.default is not None:
        yield error(question, "a leading trap: it suggests an answer")
    if 0 < len(set(passed) | set(failed)) < FEWEST:
        yield warning(question, "a trap with two answers: every second guess passes")


def _says(question: AnyQuestion, option: object, language: str) -> bool:
    """Whether the question's own words hold the label of *option* and that of no other."""
    words = " ".join(
        texts.get(language, "") for texts in (question.text, question.help) if texts
    ).casefold()  # fmt: skip
    named = [
        one for one in question.options
        if len(label := one.label.get(language, "").casefold()) >= SHORTEST and label in words
    ]  # fmt: skip
    return named == [option]


def _known(
    questionnaire: Questionnaire, question: AnyQuestion, trap: Rule
) -> tuple[list[Mapping[str, Seen]], bool]:
    """Earlier answers that the trap compares with, and whether they stand for all there are."""
    names = sorted(trap.names - {"."})
    exact = not many(questionnaire, question, trap)
    each: list[list[Seen]] = []
    for name in names:
        other = questionnaire.get(name)
        stand = witnesses(other, mention(name, [trap.text])) if other else None
        exact = exact and stand is not None and stand.exact and not isinstance(other, Hidden)
        # What is hidden is there to be compared with: the answers to this question.
        alike = [option.code for option in question.options] if isinstance(other, Hidden) else []
        each.append([*values(questionnaire, question, name, trap), *alike])
    ways = islice(product(*each), MOST_TRIED)
    return [dict(zip(names, way, strict=True)) for way in ways], exact
