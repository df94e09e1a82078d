"""Exact numbers are said without a loss, and so that a person can read them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.numbers import decimal, exact, number

POINTS = st.fractions(0, 200, max_denominator=3_000)


@pytest.mark.parametrize(
    ("value", "said", "alone"),
    [
        ("0", "0", "0"),
        ("20", "20", "20"),
        ("3/2", "1.5", "1.5"),
        ("1/8", "0.125", "0.125"),
        ("20/3", "6.67 (20/3)", "6.6666…"),
        ("3/7", "0.43 (3/7)", "0.4285…"),
        ("1/999", "0.001 (1/999)", "0.0010…"),
        ("3492/499", "6.998 (3492/499)", "6.9979…"),
        ("107241288709/1225551600", "87.5045…", "87.5045…"),
        ("1/1225551600", "0.0000000008…", "0.0000000008…"),
    ],
)
def test_a_number_to_be_read(value: str, said: str, alone: str) -> None:
    assert number(Fraction(value)) == said
    assert decimal(Fraction(value)) == alone


@given(POINTS)
def test_what_is_said_to_a_machine_is_the_number_itself(value: Fraction) -> None:
    assert Fraction(exact(value)) == value


@given(POINTS)
def test_what_is_not_whole_does_not_look_whole(value: Fraction) -> None:
    for said in (number(value), decimal(value)):
        assert ("." in said) is (value.denominator != 1)


@given(POINTS)
def test_a_number_without_a_mark_is_exact_and_one_with_it_is_near(value: Fraction) -> None:
    said = number(value)
    if said.endswith("…"):
        assert 0 <= value - Fraction(said[:-1]) < Fraction(1, 10_000)
    elif said.endswith(")"):
        near, _, fraction = said[:-1].partition(" (")
        assert Fraction(fraction) == value
        assert abs(Fraction(near) - value) <= Fraction(1, 200)
    else:
        assert Fraction(said) == value
