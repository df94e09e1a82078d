"""Every policy that touches a score does something: flipped, the same findings come out otherwise.

The rows are findings as an auditor writes them, one policy at a time, and what comes of each
value.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from scoring.adjustments import SpecialDeduction
from scoring.basis import Basis
from scoring.claim import compare
from scoring.datafile import DataFileError
from scoring.evidence import ClauseRef, Evidence, Met, NotApplicable, Sampled, Source
from scoring.findings import read_findings
from scoring.grade import Grade, grade
from scoring.line import Flag, Otherwise
from scoring.load import scheme_named
from scoring.policies import KNOWN

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
SEEN, HOME = ClauseRef("5.2.1.3"), ClauseRef("5.2.3.2")
FIVE = [f"  - {{text: t{n}, trigger: law, event: e{n}, correction: c}}" for n in range(5)]
MANY = ["5.3.2.2", "5.1.5.2", "5.3.1.4", "5.1.4.1", "5.1.2.2", "5.1.1.2", "5.2.3.2"]
OUT = "{not_applicable: goods are carried home, approved_by: b}"
ONE = "special_deductions:\n  - {text: t, trigger: law, event: e, correction: c}"

# policy -> (the rest of a findings file, {value: "final grade"})
ROWS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "sampled_rule": (
        "findings: {5.3.2.2: {met: 6, of: 7}}",
        {"proportional": "99.00 five-star", "all_or_nothing": "93.00 four-star"},
    ),
    "na_rule": (
        f"findings: {{5.2.3.2: {OUT}, 5.3.2.2: {{met: 0, of: 8}}}}",
        {"rescale": "92.78 four-star", "full": "93.00 four-star", "zero": "90.00 four-star"},
    ),
    "special_effect": (
        ONE,
        {"deduct_and_gate": "99.00 five-star", "gate_only": "100.00 five-star"},
    ),
    "special_gate": (
        "special_deductions:\n" + "\n".join(FIVE),
        {"lt5": "95.00 fail", "le5": "95.00 five-star"},
    ),
    "special_dedup": (
        "special_deductions:\n"
        "  - {text: t, trigger: law, event: e, correction: c, clauses: [5.2.4.5], why: w}",
        {"link_and_justify": "99.00 five-star", "clause_or_special": "100.00 five-star"},
    ),
    "bonus": (
        "findings: {5.3.2.2: {met: 0, of: 8}}\nbonus: {text: b, signed_by: other}",
        {"one_point": "94.00 four-star", "ignored": "93.00 four-star"},
    ),
    "bonus_signature": (
        "findings: {5.3.2.2: {met: 0, of: 8}}\nbonus: b",
        {"second_person": "93.00 four-star", "none": "94.00 four-star"},
    ),
    "adjust_order": (
        f"findings: {{5.2.3.2: {OUT}}}\n{ONE}",
        {"after_rescale": "99.00 five-star", "before_rescale": "98.96 five-star"},
    ),
    "rounding": (
        "findings: {5.3.1.4: {percent: 0}, 5.1.1.2: {percent: 99.9}}",
        {"exact": "94.99 four-star", "half_up_integer": "95.00 five-star"},
    ),
    "na_approval": (
        "otherwise: not_assessed\nfindings: {5.2.3.2: {not_applicable: carried home}}",
        {"another_person": "0.00 none 0/100", "none": "0.00 none 0/97"},
    ),
    "na_floor": (
        "policies: {na_allowed: any}\nfindings:\n"
        + "".join(
            f"  {ref}: {OUT}\n"
            for ref in [
                "5.3.2.2",
                "5.1.5.2",
                "5.3.1.4",
                "5.1.4.1",
                "5.1.2.2",
                "5.1.1.2",
                "5.2.3.2",
            ]
        ),
        {"committee_review": "100.00 none", "note": "100.00 five-star"},
    ),
}


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, (_, ways) in ROWS.items() for value in ways]
)
def test_a_policy_flipped_comes_out_otherwise(name: str, value: str) -> None:
    text, ways = ROWS[name]
    head = "scheme: cct-gz-sc03@B2-r1\n" + ("" if "otherwise" in text else "otherwise: met\n")
    basis = read_findings(head + text, "f.yaml", scheme_named, at=AT).under({name: value})
    sheet = basis.sheet()
    told = f"{float(int(sheet.final * 100)) / 100:.2f} {grade(sheet).name}"
    if ways[value].count(" ") == 2:
        told += f" {sheet.earned}/{sheet.applicable}"

    assert told == ways[value]


def test_every_row_has_every_value_and_no_two_come_out_alike() -> None:
    for name, (_, ways) in ROWS.items():
        assert set(ways) == set(KNOWN[name])
        assert len(set(ways.values())) == len(ways)


def final(policies: Mapping[str, str], *evidence: Evidence) -> Fraction:
    scheme = scheme_named("cct-gz-sc03@B2-r1")
    return Basis(scheme, evidence, policies=policies, otherwise=Otherwise.MET).sheet().final


def test_who_decides_when_the_auditor_and_a_visit_disagree() -> None:
    said = [
        Evidence(SEEN, Source.AUDITED, Met(Fraction(1)), AT, "a"),
        Evidence(SEEN, Source.OBSERVED, Met(Fraction(0)), AT, "b"),
    ]

    assert final({"qualitative_rule": "auditor_decides"}, *said) == 100
    assert final({"qualitative_rule": "strictest"}, *said) == 99


def test_whether_a_visit_counts() -> None:
    visit = Evidence(SEEN, Source.OBSERVED, Met(Fraction(0)), AT, "b")

    assert final({"evidence_link": "by_clause"}, visit) == 99
    assert final({"evidence_link": "audit_only"}, visit) == 100


def test_which_clauses_may_be_left_out() -> None:
    out = NotApplicable("no complaints", approved=True)
    said = [
        Evidence(ClauseRef("5.3.2.2"), Source.AUDITED, out, AT, "a"),
        Evidence(SEEN, Source.AUDITED, Met(Fraction(0)), AT, "b"),
    ]

    assert final({"na_allowed": "listed"}, *said) == 99
    assert final({"na_allowed": "any"}, *said) == Fraction(9200, 93)


@pytest.mark.parametrize(("value", "few"), [("1", False), ("3", False), ("5", True), ("30", True)])
def test_from_how_many_samples_on_they_are_not_few(value: str, few: bool) -> None:
    said = Evidence(HOME, Source.AUDITED, Sampled(4, 4), AT, "a")
    basis = Basis(scheme_named("cct-gz-sc03@B2-r1"), (said,), policies={"min_sample": value})
    line = basis.sheet().line(HOME)
    assert line is not None

    assert (Flag.SMALL_SAMPLE in line.flags) is few
    assert line.earned == 3


def test_whether_part_of_what_document_001_asks_in_row_1_is_worth_part() -> None:
    said = Evidence(ClauseRef("5.1.1.1"), Source.SELF_ASSESSED, Met(Fraction(3, 5)), AT, "a")
    basis = Basis(scheme_named("self-assessment@2022-10-07-r1"), (said,))

    assert basis.under({"partial_cap": "below_full"}).sheet().earned == Fraction(3, 5)
    assert basis.under({"partial_cap": "all_or_nothing"}).sheet().earned == 0


@pytest.mark.parametrize(
    ("claimed", "policy", "issued"),
    [
        ("five-star", "issue_achieved", "three-star"),
        ("five-star", "lower_of_both", "three-star"),
        ("standard", "issue_achieved", "three-star"),
        ("standard", "lower_of_both", "standard"),
    ],
)
def test_which_grade_is_issued_when_another_was_applied_for(
    claimed: str, policy: str, issued: str
) -> None:
    scheme = scheme_named("cct-gz-sc03@B2-r1")
    three = next(band for band in scheme.grades if band.name == "three-star")
    found = compare(scheme, claimed, Grade("three-star", three, ()), {"claimed_grade": policy})

    assert (found.issued, found.difference) == (issued, {"five-star": 2, "standard": -1}[claimed])


@pytest.mark.parametrize("name", ["fail", "none"])
def test_no_claim_turns_a_failure_into_a_grade(name: str) -> None:
    scheme = scheme_named("cct-gz-sc03@B2-r1")
    failed = Grade(name, None, ())

    assert compare(scheme, "standard", failed, {"claimed_grade": "lower_of_both"}).issued == name


def test_whether_a_special_deduction_has_to_say_everything() -> None:
    text = "scheme: cct-gz-sc03@B2-r1\nspecial_deductions: [sold a recalled model]\n"
    with pytest.raises(DataFileError, match="must say its trigger"):
        read_findings(text, "f.yaml", scheme_named, at=AT)
    short = text + "policies: {special_record: text}\n"

    read = read_findings(short, "f.yaml", scheme_named, at=AT)
    assert read.specials == (SpecialDeduction("sold a recalled model"),)


@pytest.mark.parametrize(("key", "final"), [("cct-gz-sc03", 96), ("cts-2025", 95)])
def test_the_points_table_is_each_schemes_own(key: str, final: int) -> None:
    edition = {"cct-gz-sc03": "B2", "cts-2025": "2025-08-16"}[key]
    text = f"scheme: {key}@{edition}\notherwise: met\nfindings: {{5.1.2.2: {{met: false}}}}\n"

    assert read_findings(text, "f.yaml", scheme_named, at=AT).sheet().final == final
