"""AAPOR's rates: one case worked by hand, and what holds for any counts."""

from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from surveys.dispositions import Disposition as D
from surveys.outcome_rates import COMPLETION, RATES, Counts, Ended, counts, e, table
from surveys.questionnaire import Mode

# Twenty visits: 8 complete, 2 partial; 1 refused, 1 broken off; 2 never opened; 1 voided;
# 4 that nobody ever came for; 1 screened out.  Two more are still pending.
VISITS = {
    D.COMPLETE: 8, D.PARTIAL: 2, D.REFUSED: 1, D.BREAK_OFF: 1, D.NEVER_OPENED: 2, D.VOIDED: 1,
    D.NOTHING_RETURNED: 4, D.SCREENED_OUT: 1, D.PENDING: 2,
}  # fmt: skip


def visits(ended: dict[D, int], mode: Mode = Mode.MYSTERY) -> list[Ended]:
    return [Ended(mode, "w1", "S01", "tiny@1", one) for one, n in ended.items() for _ in range(n)]


def test_a_case_worked_by_hand() -> None:
    """Eligible: 8 + 2 + 2 + 2 + 1 = 15; unknown: 4; e = 15 / 16, so 3.75 of the unknown."""
    [row, *_] = table(visits(VISITS))
    assert (row.by, row.total, row.pending) == ("case", 22, 2)
    assert row.counts == Counts(i=8, p=2, r=2, nc=2, o=1, uo=4, ne=1)
    assert e(row.counts) == F(15, 16)
    assert {name: (rate.part, rate.whole) for name, rate in row.rates.items()} == {
        "RR1": (8, 19), "RR2": (10, 19),
        "RR3": (8, F("18.75")), "RR4": (10, F("18.75")),
        "RR5": (8, 15), "RR6": (10, 15),
        "COOP1": (8, 13), "REF1": (2, 19), "CON1": (13, 19),
    }  # fmt: skip
    assert row.rates["RR3"].value == F(8 * 4, 75)


def test_customers_have_a_completion_and_no_response_rate() -> None:
    ended = {D.COMPLETE: 6, D.PARTIAL: 1, D.UNANSWERED: 2, D.REFUSED: 1, D.QUOTA_FULL: 5}
    [row, *_] = table(visits(ended, Mode.PERCEPTION))
    assert {name: rate.value for name, rate in row.rates.items()} == {COMPLETION: F(6, 10)}


def test_where_nothing_has_ended_there_is_no_rate() -> None:
    [row, *_] = table(visits({D.PENDING: 3}))
    assert {rate.value for rate in row.rates.values()} == {None}
    assert table([]) == []


def test_the_table_has_a_row_for_each_wave_outlet_and_questionnaire() -> None:
    some = [
        Ended(Mode.MYSTERY, "w2", "S01", "tiny@1", D.COMPLETE),
        Ended(Mode.MYSTERY, "w1", "S02", "tiny@2", D.PENDING),
        Ended(Mode.PERCEPTION, "w1", "S02", "perception@1", D.COMPLETE),
    ]
    assert [(row.mode, row.by, row.what, row.total) for row in table(some)] == [
        (Mode.MYSTERY, "case", "", 2),
        (Mode.MYSTERY, "wave", "w1", 1), (Mode.MYSTERY, "wave", "w2", 1),
        (Mode.MYSTERY, "outlet", "S01", 1), (Mode.MYSTERY, "outlet", "S02", 1),
        (Mode.MYSTERY, "questionnaire", "tiny@1", 1), (Mode.MYSTERY, "questionnaire", "tiny@2", 1),
        (Mode.PERCEPTION, "case", "", 1), (Mode.PERCEPTION, "wave", "w1", 1),
        (Mode.PERCEPTION, "outlet", "S02", 1),
        (Mode.PERCEPTION, "questionnaire", "perception@1", 1),
    ]  # fmt: skip


some_counts = st.dictionaries(st.sampled_from(list(D)), st.integers(0, 50))


@given(some_counts)
def test_the_rates_keep_their_order_and_their_bounds(ended: dict[D, int]) -> None:
    n = counts(ended)
    found = {name: rate(n).value for name, rate in RATES.items()}
    given_ = {name: value for name, value in found.items() if value is not None}
    assert all(0 <= value <= 1 for value in given_.values())
    if n.eligible:
        for least, middle, most in (("RR1", "RR3", "RR5"), ("RR2", "RR4", "RR6")):
            assert given_[least] <= given_[middle] <= given_[most]
        for strict, kind in (("RR1", "RR2"), ("RR3", "RR4"), ("RR5", "RR6")):
            assert given_[strict] <= given_[kind]
        assert given_["RR2"] + given_["REF1"] <= given_["CON1"]
    assert 0 <= e(n) <= 1


@given(some_counts, st.integers(1, 9))
def test_what_is_pending_or_not_eligible_moves_no_minimum(ended: dict[D, int], more: int) -> None:
    beside = ended | {D.PENDING: more, D.QUOTA_FULL: more + ended.get(D.QUOTA_FULL, 0)}
    for name in ("RR1", "RR2", "RR5", "RR6", "COOP1", "REF1", "CON1"):
        assert RATES[name](counts(beside)) == RATES[name](counts(ended))
