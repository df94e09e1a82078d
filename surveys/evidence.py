"""Answers become evidence: on clauses for the score, on characteristics for the indices."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from scoring.evidence import ClauseRef, Evidence, Met, NotApplicable, NotObserved, Outcome, Source
from surveys.entries import Interview, view
from surveys.path import result
from surveys.questionnaire import AnyQuestion, Meaning, Mode, Questionnaire, Rating
from surveys.values import Amount, Chosen, Skipped, Value, scalar

SOURCES = {Mode.MYSTERY: Source.OBSERVED, Mode.PERCEPTION: Source.PERCEIVED}


@dataclass(frozen=True, slots=True)
class Rated:
    """One answer on one characteristic; *degree* 0 (worst) to 1 (best)."""

    characteristic: str
    source: Source
    outlet: str
    degree: Fraction


def observations(
    questionnaire: Questionnaire, interview: Interview, *, key: str
) -> Iterator[Evidence]:
    """What the answers on the path say of each clause; *key* goes into the trace."""
    seen = view(interview)
    source = SOURCES[questionnaire.mode]
    for id, value in result(questionnaire, seen).items():
        question = questionnaire[id]
        outcome = meaning(question, value)
        if outcome is None:
            continue
        for clause in question.clauses:
            trace = f"interview:{key}#{id}"
            yield Evidence(ClauseRef(clause), source, outcome, seen.answers[id].at, trace)


def ratings(questionnaire: Questionnaire, interview: Interview, outlet: str) -> Iterator[Rated]:
    """What the answers say of the six characteristics; absences say nothing."""
    source = SOURCES[questionnaire.mode]
    for id, value in result(questionnaire, view(interview)).items():
        question = questionnaire[id]
        if question.characteristic is None or (degree := _degree(question, value)) is None:
            continue
        yield Rated(question.characteristic.value, source, outlet, degree)


def meaning(question: AnyQuestion, value: Value) -> Outcome | None:
    """What an answer means for the question's clauses; None where it says nothing of them."""
    if isinstance(value, Skipped):
        return NotObserved("skipped")
    if isinstance(value, Chosen):
        option = question.option(value.code)
        if option is None or option.meaning is None:
            return None
        match option.meaning:
            case Meaning.NOT_APPLICABLE:
                return NotApplicable(value.code)
            case Meaning.NOT_OBSERVED | Meaning.REFUSED:
                return NotObserved(value.code)
            case Meaning.MET | Meaning.PARTLY | Meaning.NOT_MET:
                return Met(option.degree or Fraction(0))
    if question.met is None:
        return None
    return Met(Fraction(question.met.holds({}, scalar(value))))


def _degree(question: AnyQuestion, value: Value) -> Fraction | None:
    """A rating by its place on the scale, (x - low) / (high - low); anything else by meaning."""
    if isinstance(question, Rating) and isinstance(value, Amount):
        return (Fraction(value.number) - question.low) / (question.high - question.low)
    outcome = meaning(question, value)
    return outcome.degree if isinstance(outcome, Met) else None
