"""What lies between a score and the next grade, in sentences."""

from datetime import UTC, datetime

import pytest

from scoring.explain import explain_next
from scoring.findings import read_findings
from scoring.grade import grade
from scoring.load import scheme_named

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
NETWORK = "findings: {5.1.1.2: {percent: 0}}\n"  # 3 points lost


def told(text: str, lang: str = "en") -> list[str]:
    head = "scheme: cct-gz-sc03@B2-r1\notherwise: met\n"
    sheet = read_findings(head + text, "f.yaml", scheme_named, at=AT).sheet()
    return [str(said) for said in explain_next(sheet, grade(sheet), lang)]


def specials(count: int) -> str:
    each = (f"{{text: t{n}, trigger: law, event: e{n}, correction: c}}" for n in range(count))
    return f"special_deductions: [{', '.join(each)}]\n"


def test_several_ways_are_told_with_what_they_have_in_common() -> None:
    assert told("findings: {5.1.1.2: {percent: 0}, 5.1.5.2: {percent: 40}}") == [  # 93.4
        "Clause points lacking for the next grade (Five stars, from 95): 1.6.",
        "  Any of these sets of clauses, fully met, is enough; they are the smallest there are,"
        " those that lost the fewest points first:",
        "    5.1.1.2: 3 points",
        "    5.1.5.2: 3.6 points",
    ]


def test_a_bonus_without_its_signature_is_the_cheapest_way() -> None:
    lost = "findings: {5.1.1.2: {percent: 0}, 5.1.5.2: {percent: 60}}\n"  # 94.6

    assert told(lost + "bonus: b")[1] == (
        "  The bonus signed by a second person is enough, the clauses as they are."
    )
    assert "bonus" not in " ".join(told(lost + "bonus: b\npolicies: {bonus: ignored}"))
    assert "bonus" not in " ".join(told(lost))


@pytest.mark.parametrize(
    ("count", "lang", "last"),
    [
        (3, "en", "  One special deduction fewer would be enough, the clauses as they are."),
        (4, "zh", "  少 2 个特别扣分项即可，条款不变。"),
    ],
)
def test_special_deductions_that_fall_are_a_way_too(count: int, lang: str, last: str) -> None:
    assert told(NETWORK + specials(count), lang)[-1] == last


def test_special_deductions_that_would_not_do_are_no_way() -> None:
    lost = "findings: {5.1.1.2: {percent: 0}, 5.1.2.2: {met: false}}\n"  # 93 without them

    assert "fewer" not in " ".join(told(lost + specials(2)))
    assert "fewer" not in " ".join(told(NETWORK + specials(3) + FREE))


FREE = "policies: {special_effect: gate_only}\n"  # 97: nothing is lacking


def test_too_many_special_deductions_are_told_with_the_grade_there_would_be() -> None:
    assert told(specials(5)) == [
        "With one special deduction fewer it would be Five stars (from 95)."
    ]
    assert told(NETWORK + specials(7), "zh") == ["少 3 个特别扣分项，即为四星级（90 分）。"]


def test_too_many_special_deductions_and_too_few_points_are_told_together() -> None:
    lost = "findings: {5.3.2.2: {met: 0, of: 7}, 5.3.1.4: {percent: 0}, 5.1.5.2: {percent: 0}"
    lost += ", 5.1.4.1: {percent: 0}, 5.1.2.2: {met: false}, 5.1.1.2: {percent: 0}}\n"

    assert told(lost + specials(6))[:2] == [
        "Clause points lacking for the next grade (Standard, from 70): 3.",
        "  Besides, 2 special deductions are too many for any grade.",
    ]


def test_a_committee_comes_first_where_much_was_left_out() -> None:
    out = "{not_applicable: carried home, approved_by: b}"
    refs = ["5.3.2.2", "5.1.5.2", "5.3.1.4", "5.1.4.1", "5.1.2.2", "5.1.1.2", "5.2.3.2"]
    text = "policies: {na_allowed: any}\nfindings:\n" + "".join(f"  {r}: {out}\n" for r in refs)

    assert told(text) == [
        "First the committee has to review what was left out: there is no grade before."
    ]
    assert told("deletions_reviewed_by: c\n" + text) == ["There is no better grade."]
