"""Each flag comes up for what it is meant for, and says on what it rests; nothing is excluded."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from surveys.acts import Act, Answered, Began, Paused, Submitted
from surveys.double_coding import Coded, agreement
from surveys.entries import Entry, Interview, Moment
from surveys.quality import Filled, Flag, Reference, filled, flags, reference
from surveys.questionnaire import Choice, QuestionId, Rating
from surveys.values import Amount, Chosen
from tests.builders import NOON, tiny

QUESTIONS = [QuestionId(f"q{i}") for i in range(8)]


def one(key: str = "a", seconds: float = 10, **more: object) -> Filled:
    made = Filled(key, 1, dict.fromkeys(QUESTIONS, seconds), (), (), ())
    return replace(made, **more)  # type: ignore[arg-type]


def found(
    this: Filled, others: Sequence[Filled] = (), measure: Reference | None = None
) -> list[Flag]:
    return [*flags(this, others, measure)]


def test_speed_is_judged_by_the_first_thirty_and_no_later_ones() -> None:
    valid = [one(str(n), 10 + n % 3) for n in range(30)]
    measure = reference(valid)
    assert measure == reference([*valid, *[one(seconds=1)] * 50])
    assert measure is not None and measure.of == 30
    said: dict[str, str | int] = {"pace": "2.2", "of": 30, "since": "none"}
    assert found(one(seconds=5), measure=measure) == [Flag("fast", said)]
    kept = replace(measure, frozen=NOON)
    assert found(one(seconds=5), measure=kept)[0].args["since"] == "2026-11-16"
    assert found(one(seconds=6), measure=measure) == []
    assert reference(valid[:9]) is None


def test_one_quick_answer_is_no_speeding() -> None:
    measure = reference([one(str(n)) for n in range(10)])
    quick = {**one().seconds, QUESTIONS[0]: 0.0, QUESTIONS[1]: 1.0}
    assert found(one(seconds=10), measure=measure) == []
    assert found(replace(one(), seconds=quick), measure=measure) == []


def test_the_same_rating_throughout() -> None:
    same = (Fraction(4),) * 8
    expected = [Flag("straight", {"run": 8, "n": 8, "spread": "0.00"})]
    assert found(one(ratings=same)) == expected
    assert found(one(ratings=same[:5])) == []
    assert found(one(ratings=(*same[:4], Fraction(2), Fraction(3), Fraction(1)))) == []


def test_times_that_heap_over_all_visits_of_one_person() -> None:
    others = [one(str(n), times=(600, 45)) for n in range(5)]
    assert found(one(times=(30, 420)), others) == [Flag("heaped", {"round": 11, "n": 12})]
    strangers = [replace(o, person=2) for o in others]
    assert found(one(times=(30, 420)), strangers) == []
    nobody = [replace(o, person=None) for o in others]
    assert found(one(times=(30, 420), person=None), nobody) == []


def test_a_text_said_before_in_either_language() -> None:
    said = "The man at the counter did not look up until I had asked for the second time."
    again = said.replace("second", "2nd").upper()
    flag = found(
        one(texts=(again,)),
        [one("b", texts=(said,)), one("c", texts=("Nothing at all to report here.",))],
    )
    assert [(f.id, f.args["other"]) for f in flag] == [("copied", "b")]
    chinese = "前台没有抬头，直到我第二次开口询问保修。"
    assert found(one(texts=(chinese,)), [one("b", texts=(chinese.replace("。", "！"),))])
    assert found(one(texts=("没有",)), [one("b", texts=("没有",))]) == []


def test_what_is_looked_at_is_read_off_the_log_and_rests_are_no_time() -> None:
    asked = tiny()
    rating = next(q for q in asked if isinstance(q, Rating))
    choice = next(q for q in asked if isinstance(q, Choice))
    acts: list[tuple[int, Act]] = [
        (0, Began()),
        (7, Answered(choice.id, Chosen("no"))),
        (9, Paused()),
        (900, Answered(rating.id, Amount(Decimal(rating.high)))),
        (905, Submitted("r")),
    ]
    entries = tuple(Entry(act, Moment(NOON + timedelta(seconds=s))) for s, act in acts)
    this = filled(asked, Interview(entries), "k", 5)
    assert (this.key, this.person, this.ratings) == ("k", 5, (Fraction(4),))
    assert this.seconds == {choice.id: 7}


def test_agreement_is_of_what_different_people_saw_at_one_outlet_in_one_wave() -> None:
    def coded(outlet: int, person: int, *degrees: int, wave: int = 1) -> Coded:
        said = {("comfort", f"q{i}"): Fraction(d) for i, d in enumerate(degrees)}
        return Coded(outlet, wave, "store-visit", person, said)

    (both,) = agreement([coded(1, 1, 1, 0, 1), coded(1, 2, 1, 0, 0)])
    assert (both.units, both.same) == (3, Fraction(2, 3))
    assert both.alpha == 1 - 5 * Fraction(2) / 18 * 1
    assert (
        agreement([coded(1, 1, 1, 0), coded(1, 1, 0, 0), coded(2, 2, 1), coded(1, 2, 1, wave=2)])
        == ()
    )
    (same,) = agreement([coded(1, 1, 1, 1), coded(1, 2, 1, 1)])
    assert same.alpha is None and same.same == 1
