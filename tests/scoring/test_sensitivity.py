"""Beside a score stands what it would be under every other reading, and which change the grade."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.basis import Basis
from scoring.findings import read_findings
from scoring.load import scheme_named
from scoring.sensitivity import BESIDE, sensitivity

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


def basis(text: str) -> Basis:
    head = "scheme: cct-gz-sc03@B2-r1\notherwise: met\n"
    return read_findings(head + text, "f.yaml", scheme_named, at=AT)


def test_a_grade_within_one_reading_of_a_line_says_so() -> None:
    found = sensitivity(basis("findings: {5.3.2.2: {met: 6, of: 7}}"))

    assert (str(found.here.final), found.here.grade) == ("99", "five-star")
    assert [(dict(one.policies), one.grade) for one in found.deciding] == [
        ({"sampled_rule": "all_or_nothing"}, "four-star")
    ]
    assert (str(found.lowest.final), str(found.highest.final)) == ("93", "99")


def test_a_grade_far_from_every_line_is_firm() -> None:
    assert sensitivity(basis("bonus: b")).deciding == ()


def test_every_value_of_every_policy_that_can_change_a_score_is_read() -> None:
    scheme = scheme_named("cct-gz-sc03@B2-r1")
    read = {item for one in sensitivity(basis("")).readings for item in one.policies.items()}
    wanted = {
        (policy.name, value)
        for policy in scheme.policies.values()
        for value in policy.allowed[1:]
        if policy.name not in BESIDE
    }

    assert read == wanted


def test_a_policy_that_is_overridden_is_read_the_other_way() -> None:
    found = sensitivity(basis("policies: {rounding: half_up_integer}"))

    assert {"rounding": "exact"} in [dict(one.policies) for one in found.readings]
    assert {"rounding": "half_up_integer"} not in [dict(one.policies) for one in found.readings]


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 7), st.integers(0, 100), st.booleans(), st.integers(0, 6))
def test_each_reading_is_the_score_itself_under_that_policy(
    met: int, percent: int, out: bool, specials: int
) -> None:
    said = f"findings: {{5.3.2.2: {{met: {met}, of: 7}}, 5.1.5.2: {{percent: {percent}}}"
    said += ", 5.2.3.2: {not_applicable: none}}\n" if out else "}\n"
    said += "policies: {special_record: text}\nspecial_deductions: "
    said += str([f"s{n}" for n in range(specials)])
    here = basis(said)
    found = sensitivity(here)

    assert found.here.final == here.sheet().final
    for one in found.readings:
        assert one.final == here.under(one.policies).sheet().final
    for end in (found.lowest, found.highest):
        assert end.final == here.under(end.policies).sheet().final


@pytest.mark.parametrize("name", sorted(BESIDE))
def test_what_is_not_read_otherwise_changes_no_score(name: str) -> None:
    here = basis("findings: {5.3.2.2: {met: 1, of: 3}}\nclaimed: standard")
    values = here.scheme.policies[name].allowed

    assert len({here.under({name: value}).sheet().final for value in values}) == 1
