"""What answers say of clauses and characteristics, and what they keep silent about."""

from decimal import Decimal
from fractions import Fraction

import pytest

from scoring.evidence import Met, NotApplicable, NotObserved, Source
from surveys import events as e
from surveys.entries import Interview, Status, view
from surveys.evidence import Rated, meaning, observations, ratings
from surveys.fieldwork import metres
from surveys.interview import step
from surveys.load import packaged, questionnaire
from surveys.questionnaire import Mode, QuestionId
from surveys.review import countable
from surveys.values import Amount, Chosen, Skipped, Value
from tests.builders import TINY, moment, tiny

PERCEPTION = packaged()["perception", 1]


def answered(greeted: str, warmth: str) -> Interview:
    interview = Interview()
    taps = [("greeted", greeted), ("warmth", warmth)]
    interview = step(tiny(), interview, e.Agreed(), moment()).interview
    for question, code in taps:
        tap = e.Tapped(QuestionId(question), interview.revision, code)
        interview = step(tiny(), interview, tap, moment()).interview
    interview = step(tiny(), interview, e.Confirmed(), moment()).interview
    assert view(interview).status is Status.SUBMITTED
    return interview


@pytest.mark.parametrize(
    ("greeted", "warmth", "outcomes"),
    [
        ("yes", "4", [Met(Fraction(1)), Met(Fraction(1))]),
        ("yes", "3", [Met(Fraction(1)), Met(Fraction(0))]),
        ("unseen", "@skip", [NotObserved("unseen"), NotObserved("skipped")]),
    ],
)
def test_an_answer_is_evidence_on_its_clause(
    greeted: str, warmth: str, outcomes: list[object]
) -> None:
    found = list(observations(tiny(), answered(greeted, warmth), key="k1"))

    assert [item.outcome for item in found] == outcomes
    assert {item.clause for item in found} == {"5.2.4.3"}
    assert {item.source for item in found} == {Source.OBSERVED}
    assert [item.trace for item in found] == ["interview:k1#greeted", "interview:k1#warmth"]


def test_a_rating_is_its_place_on_the_scale_and_absence_is_no_zero() -> None:
    assert list(ratings(tiny(), answered("yes", "2"), "S06")) == [
        Rated("courtesy", Source.OBSERVED, "S06", Fraction(1)),
        Rated("courtesy", Source.OBSERVED, "S06", Fraction(1, 4)),
    ]
    assert list(ratings(tiny(), answered("unseen", "@skip"), "S06")) == []


def test_partly_is_worth_its_degree() -> None:
    half = TINY.replace("outcome: not_observed}", "outcome: partly, degree: 1/2}")
    question = questionnaire(half, "tiny@1.yaml")[QuestionId("greeted")]

    assert meaning(question, Chosen("unseen")) == Met(Fraction(1, 2))


@pytest.mark.parametrize("value", [Chosen("na"), Skipped(), Amount(Decimal(5))])
def test_does_not_apply_to_me_is_kept_apart(value: Value) -> None:
    question = PERCEPTION[QuestionId("polite")]

    expected = {
        Chosen: NotApplicable("na"), Skipped: NotObserved("skipped"), Amount: Met(Fraction(1)),
    }  # fmt: skip
    assert meaning(question, value) == expected[type(value)]


@pytest.mark.parametrize("status", Status)
def test_a_visit_counts_once_accepted_a_customer_once_complete(status: Status) -> None:
    assert countable(Mode.MYSTERY, status) is (status is Status.ACCEPTED)
    assert countable(Mode.PERCEPTION, status) is (status in (Status.SUBMITTED, Status.ACCEPTED))


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    assert metres(30, 114, 31, 114) == pytest.approx(111_195, rel=1e-4)
    assert metres(30, 114, 30, 114) == 0
    assert metres(90, 0, -90, 0) == pytest.approx(20_015_087, rel=1e-5)
