"""Answers become evidence: on clauses for the score, on characteristics for the indices."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from scoring.evidence import ClauseRef, Evidence, Met, NotApplicable, NotObserved, Outcome, Source
from surveys.counts import trace
from surveys.entries import Interview, View, view
from surveys.path import Stop, value_of, way_of
from surveys.questionnaire import (
    AnyQuestion,
    Choice,
    Meaning,
    Mode,
    QuestionId,
    Questionnaire,
    Rating,
)
from surveys.scope import Scope
from surveys.values import Amount, Chosen, Skipped, Value, scalar

SOURCES = {Mode.MYSTERY: Source.OBSERVED, Mode.PERCEPTION: Source.PERCEIVED}


@dataclass(frozen=True, slots=True)
class Rated:
    """One answer on one characteristic; *degree* 0 (worst) to 1 (best), *weight* its question's;
    *outlet* and *wave* as they are called in the case, *by* the interview's key."""

    characteristic: str
    source: Source
    outlet: str
    degree: Fraction
    weight: Fraction = Fraction(1)
    wave: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What one answer on the path says: *outcome* of its question's clauses, *degree* (0 to 1)
    of its characteristic or what it measures; None where it says nothing of them.  *question*: of
    a repeat the instance's id; *base*: the name it has in the questionnaire."""

    question: QuestionId
    base: QuestionId
    outcome: Outcome | None
    degree: Fraction | None
    at: datetime


def said(questionnaire: Questionnaire, interview: Interview) -> Iterator[Said]:
    """What the answers on the path say, in its order; those that say something."""
    seen = view(interview)
    for stop in way_of(questionnaire, seen).stops:
        question = stop.question
        outcome = of(stop) if question.clauses else None
        rates = question.characteristic is not None or question.measure is not None
        degree = _degree(stop) if rates else None
        if outcome is not None or degree is not None:
            at = given_at(seen, question.id)
            yield Said(question.id, question.base, outcome, degree, at)


def observations(
    questionnaire: Questionnaire,
    interview: Interview,
    *,
    key: str,
    only: Set[QuestionId] | None = None,
) -> Iterator[Evidence]:
    """What the answers on the path say of each clause; *key* goes into the trace.  *only*: of
    these questions (of a repeat: by the name they have in the questionnaire)."""
    source = SOURCES[questionnaire.mode]
    for one in said(questionnaire, interview):
        if one.outcome is None or (only is not None and one.base not in only):
            continue
        where = trace(key, one.question)
        for clause in questionnaire[one.base].clauses:
            yield Evidence(ClauseRef(clause), source, one.outcome, one.at, where)


def given_at(seen: View, id: QuestionId) -> datetime:
    """When the answer was given; of what is calculated, when the last one was."""
    if (given := seen.answers.get(id)) is not None:
        return given.at
    at = seen.clock or seen.began_at
    assert at is not None  # a path with a value has an entry
    return at


def ratings(
    questionnaire: Questionnaire,
    interview: Interview,
    outlet: str,
    wave: str = "",
    *,
    by: str = "",
    only: Set[QuestionId] | None = None,
) -> Iterator[Rated]:
    """What the answers say of the six characteristics; absences say nothing.  *only*: as in
    `observations`."""
    source = SOURCES[questionnaire.mode]
    for one in said(questionnaire, interview):
        if one.degree is None or (only is not None and one.base not in only):
            continue
        question = questionnaire[one.base]
        if question.characteristic is None or question.measure is not None:
            continue
        name = question.characteristic.value
        yield Rated(name, source, outlet, one.degree, question.weight, wave, by)


def of(stop: Stop) -> Outcome | None:
    """What a stop of the path says of the question's clauses; None where it says nothing."""
    return None if stop.value is None else meaning(stop.question, stop.value, stop.scope)


def meaning(question: AnyQuestion, value: Value, scope: Scope | None = None) -> Outcome | None:
    """What an answer means for the question's clauses, earlier answers being those of *scope*;
    None where it says nothing of them."""
    if isinstance(value, Skipped):
        return NotObserved("skipped")
    if isinstance(value, Chosen):
        option = question.option(value.code)
        match option.meaning if option else None:
            case Meaning.NOT_APPLICABLE:
                return NotApplicable(value.code)
            case Meaning.NOT_OBSERVED | Meaning.REFUSED:
                return NotObserved(value.code)
            case Meaning.MET | Meaning.PARTLY | Meaning.NOT_MET:
                return Met((option and option.degree) or Fraction(0))
            case None:
                if not isinstance(question, Choice):
                    return None  # a way out that means nothing
    this = scalar(value)
    if question.degree is not None:
        share = value_of(question.degree, scope or Scope(), this)
        return Met(_bounded(share.number)) if isinstance(share, Amount) else None
    if question.met is None:
        return None
    return Met(Fraction(question.met.holds(scope or Scope(), this)))


def _bounded(number: Decimal) -> Fraction:
    return min(Fraction(1), max(Fraction(0), Fraction(number)))


def _degree(stop: Stop) -> Fraction | None:
    """A rating by its place on the scale, (x - low) / (high - low), unless its question says how
    else; anything else by meaning."""
    question, value = stop.question, stop.value
    if isinstance(question, Rating) and isinstance(value, Amount) and question.degree is None:
        return (Fraction(value.number) - question.low) / (question.high - question.low)
    outcome = of(stop)
    return outcome.degree if isinstance(outcome, Met) else None


def failed_traps(questionnaire: Questionnaire, interview: Interview) -> tuple[AnyQuestion, ...]:
    """The integrity items whose answer an attentive person would not give."""
    return tuple(
        stop.question
        for stop in way_of(questionnaire, view(interview)).stops
        if stop.question.trap is not None and stop.value is not None
        and not stop.question.trap.holds(stop.scope, scalar(stop.value))
    )  # fmt: skip


def critical_failures(
    questionnaire: Questionnaire, interview: Interview
) -> tuple[AnyQuestion, ...]:
    """The critical items that were not fully met."""
    return tuple(
        stop.question
        for stop in way_of(questionnaire, view(interview)).stops
        if stop.question.critical and isinstance(outcome := of(stop), Met)
        and outcome.degree < 1
    )  # fmt: skip
