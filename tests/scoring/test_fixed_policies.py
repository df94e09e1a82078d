"""Policies with one value: what the value means is so, and the opposite is not.

A report names them because the documents leave them open; nothing else may be chosen, so there is
nothing to flip but the case itself.
"""

from datetime import UTC, datetime
from fractions import Fraction

import pytest

from scoring.basis import Basis
from scoring.evidence import ClauseRef, Evidence, NotApplicable, NotObserved, Sampled, Source
from scoring.explain import explain
from scoring.findings import read_findings
from scoring.grade import grade
from scoring.line import Status
from scoring.load import scheme_named, shipped
from scoring.report import document, text
from scoring.scheme import Method, Scheme

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
CCT = scheme_named("cct-gz-sc03@B2-r1")
NOTE, HOME = ClauseRef("5.1.1.3"), ClauseRef("5.2.3.2")
every_scheme = pytest.mark.parametrize("scheme", shipped().values(), ids=list(shipped()))
MET = {
    Method.SAMPLED: "{met: 9, of: 9}",
    Method.ALL_OR_NOTHING: "{met: true}",
    Method.BANDED: "{percent: 100}",
}


def full(but: str = "", instead: str = "") -> Basis:
    """Every clause with points is met; *but* is left open, or comes out as *instead*."""
    said = {c.ref: MET[c.method] for c in CCT.clauses if c.method in MET and c.ref != but}
    lines = [f"  {ref}: {found}" for ref, found in said.items()]
    lines += [f"  {but}: {instead}"] * bool(instead)
    return read_findings(
        "scheme: cct-gz-sc03@B2-r1\nfindings:\n" + "\n".join(lines), "f.yaml", scheme_named, at=AT
    )


def test_info_clauses_a_row_without_points_is_neither_open_nor_lost_nor_left_out() -> None:
    """Document 001 row 2, 003 annex 2 A3: said or not, not met or left out, it is the same."""
    out = Evidence(NOTE, Source.AUDITED, NotApplicable("own outlets only", approved=True), AT, "t")
    for basis in (full(), full(NOTE, "{met: false}"), Basis(CCT, (*full().evidence, out))):
        sheet = basis.sheet()
        line = sheet.line(NOTE)

        assert [sheet.final, sheet.coverage, sheet.applicable] == [100, 1, 100]
        assert line is not None
        assert line.status is Status.INFORMATION


def test_not_assessed_one_open_clause_is_no_zero_and_no_grade() -> None:
    """Document 003 prints the ratio column with 0: blank is blank."""
    met, zero, blank = full(), full(HOME, "{met: 0, of: 9}"), full(HOME)

    assert [grade(basis.sheet()).name for basis in (met, zero, blank)] == [
        "five-star", "five-star", "none"
    ]  # fmt: skip
    assert zero.sheet().coverage == 1
    assert (blank.sheet().coverage, blank.sheet().missing) == (
        Fraction(97, 100), (CCT.clause(HOME),)
    )  # fmt: skip
    line = blank.sheet().line(HOME)
    assert line is not None
    assert line.lost == 0


def test_missing_rule_what_was_not_seen_is_no_sample() -> None:
    seen = Evidence(HOME, Source.AUDITED, Sampled(4, 5), AT, "a")
    unseen = [Evidence(HOME, Source.AUDITED, NotObserved("closed"), AT, f"u{n}") for n in range(9)]

    for evidence in ([seen], [seen, *unseen]):
        line = Basis(CCT, tuple(evidence)).sheet().line(HOME)
        assert line is not None
        assert (line.earned, line.tallies[0].of) == (Fraction(12, 5), 5)
    alone = Basis(CCT, tuple(unseen)).sheet().line(HOME)
    assert alone is not None
    assert (alone.status, alone.earned) == (Status.NOT_ASSESSED, None)


@every_scheme
def test_clause_method_every_clause_has_its_own_and_the_report_prints_it(scheme: Scheme) -> None:
    sheet = Basis(scheme).sheet()
    printed = {one["clause"]: one["method"] for one in document(sheet, grade(sheet))["lines"]}

    assert printed == {str(c.ref): c.method.value for c in scheme.clauses}
    for line in sheet.lines:
        told = [str(said) for said in explain(sheet, grade(sheet), line, "en")]
        method = line.clause.method.value.replace("_", " ").replace("information", "for inform")
        assert any(f", {method}" in one for one in told)


def test_clause_text_each_body_asks_in_its_own_words() -> None:
    """5.3.1.2: a mailbox in document 003, where a website also does; a website in 001 and 002."""
    asked = {}
    for key in ("cct-gz-sc03@B2-r1", "cts-2025@2025-08-16-r1", "self-assessment@2022-10-07-r1"):
        clause = scheme_named(key).clause("5.3.1.2")
        assert clause is not None
        assert scheme_named(key).policies["clause_text"].value == (
            "mailbox_or_website" if key.startswith("cct") else "website"
        )
        asked[key[:3]] = ("mailbox" in clause.text.en, "website" in clause.text.en)

    assert asked == {"cct": (True, True), "cts": (False, True), "sel": (False, True)}


@every_scheme
def test_every_policy_is_printed_with_its_value(scheme: Scheme) -> None:
    """Also those that only say how an auditor reads a clause: nothing is read in silence."""
    sheet = Basis(scheme).sheet()
    told = text(sheet, grade(sheet), "zh")

    for name, policy in scheme.policies.items():
        assert f"  {name}: {policy.value}\n" in told
        assert policy.meaning.zh and policy.meaning.en and policy.source
