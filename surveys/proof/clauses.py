"""Whether answers can speak for and against every clause named, and can leave it open."""

from collections.abc import Iterator
from dataclasses import dataclass

from surveys.proof.atoms import mention
from surveys.proof.finding import Finding, error, warning
from surveys.proof.witnesses import witnesses
from surveys.questionnaire import AnyQuestion, Meaning, Questionnaire

OPEN = {Meaning.NOT_APPLICABLE, Meaning.NOT_OBSERVED, Meaning.REFUSED}


@dataclass(frozen=True, slots=True)
class Says:
    """Whether some answer means met (wholly or partly), whether some means less than met."""

    met: bool
    less: bool
    exact: bool = True


def findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    first: dict[str, AnyQuestion] = {}
    heard: dict[str, list[Says]] = {}
    forced: list[AnyQuestion] = []
    for question in questionnaire.questions:
        if not question.clauses:
            continue
        says = _says(question)
        if not says.exact:
            yield warning(question, "not decided whether answers can mean met and not met")
        elif says.met != says.less:
            lacking = "not met" if says.met else "met"
            yield warning(question, f"no answer means {lacking}: it can only speak one way")
        if question.required and not any(o.meaning in OPEN for o in question.options):
            forced.append(question)
        for clause in question.clauses:
            first.setdefault(clause, question)
            heard.setdefault(clause, []).append(says)
    if forced:
        others = [f"{question.id} (line {question.line})" for question in forced[1:]]
        also = f"; nor have {', '.join(others)}" if others else ""
        yield warning(
            forced[0], f'scored, with no way to say "did not see" or "not applicable"{also}'
        )
    for clause, said in heard.items():
        if not all(one.exact for one in said):
            continue
        for lacking, some in (
            ("met", any(one.met for one in said)),
            ("not met", any(one.less for one in said)),
        ):
            if not some:
                yield error(
                    first[clause], f"clause {clause}: no answer to anything means {lacking}"
                )


def _says(question: AnyQuestion) -> Says:
    degrees = [option.degree for option in question.options if option.degree is not None]
    met, less = any(d > 0 for d in degrees), any(d < 1 for d in degrees)
    rule = question.met
    if rule is None:
        return Says(met, less)
    stand = witnesses(question, mention(".", [rule.text]))
    told = {rule.holds({}, value) for value in stand.own}
    met, less = met or True in told, less or False in told
    return Says(met, less, exact=stand.exact or (met and less))
