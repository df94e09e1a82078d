"""The shipped schemes are the documents' tables; a broken one is refused where it is broken."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from scoring.datafile import DataFileError
from scoring.evidence import Source
from scoring.load import (
    SCHEMES,
    UnknownSchemeError,
    current,
    load,
    scheme_named,
    schemes,
    shipped,
)
from scoring.policies import KNOWN, UNSTATED, WHY_ONE
from scoring.scheme import Method, Role, Scheme

CCT = "cct-gz-sc03@B2"
KEYS = [CCT, "cts-2025@2025-08-16", "self-assessment@2022-10-07"]

every_scheme = pytest.mark.parametrize("scheme", [scheme_named(key) for key in KEYS], ids=KEYS)


@every_scheme
def test_the_points_are_those_of_the_standard(scheme: Scheme) -> None:
    """Document 003 table 1."""
    groups = {group.ref: group.points for group in scheme.groups}
    table = {"5.1": [4, 6, 6, 6, 7, 5, 6], "5.2": [6, 6, 4, 10, 7, 2], "5.3": [15, 10]}

    for category, points in table.items():
        assert groups[category] == sum(points)
        for n, expected in enumerate(points, start=1):
            group = f"{category}.{n}"
            assert groups[group] == expected
            assert sum(c.points for c in scheme.clauses if c.group == group) == expected
    assert sum(clause.points for clause in scheme.clauses) == 100


@every_scheme
def test_the_methods_share_the_points_as_transcribed(scheme: Scheme) -> None:
    shares = {
        method: sum((c.points for c in scheme.clauses if c.method is method), Fraction())
        for method in Method
    }
    moved = 0 if scheme.key == CCT else 1  # 5.1.2.1 is sampled, 5.1.2.2 all or nothing

    assert shares == {
        Method.SAMPLED: Fraction("45.5") - moved,
        Method.ALL_OR_NOTHING: Fraction("28.5") + moved,
        Method.BANDED: Fraction(26),
        Method.INFORMATION: Fraction(0),
    }


def test_the_rows_of_document_003_are_its_own() -> None:
    scheme = scheme_named(CCT)
    codes = [clause.code for clause in scheme.clauses]
    counted = [("A", 19), ("B", 24), ("C", 8)]

    assert codes == [f"{letter}{n}" for letter, top in counted for n in range(1, top + 1)]
    assert (scheme.special_deduction.code, scheme.bonus.code) == ("D1", "D2")
    assert [c.points for c in scheme.clauses if c.group == "5.1.2"] == [2, 4]
    mailbox = scheme.clause("5.3.1.2")
    assert mailbox is not None
    assert "mailbox" in mailbox.text.en
    assert "邮箱" in mailbox.text.zh


def test_the_other_two_give_one_and_five_points_and_002_has_no_row_without_points() -> None:
    for key in KEYS[1:]:
        assert [c.points for c in scheme_named(key).clauses if c.group == "5.1.2"] == [1, 5]
    assert scheme_named("cts-2025@2025-08-16").clause("5.1.1.3") is None
    assert len(scheme_named("cts-2025@2025-08-16").score_bands) == 5


def test_the_self_assessment_names_what_to_show_for_every_clause() -> None:
    scheme = scheme_named("self-assessment@2022-10-07")

    assert scheme.decided_by is Source.SELF_ASSESSED
    assert [clause.ref for clause in scheme.clauses if not clause.asks] == []
    assert [clause.ref for clause in scheme.clauses if clause.partial] == ["5.1.1.1"]


@every_scheme
def test_only_deciders_and_visits_count(scheme: Scheme) -> None:
    for clause in scheme.clauses:
        counting = {source for source, role in clause.roles.items() if role is Role.COUNTS}
        assert scheme.decided_by in counting
        assert counting <= {scheme.decided_by, Source.OBSERVED}


@every_scheme
def test_every_policy_stands_at_its_safe_default(scheme: Scheme) -> None:
    assert set(scheme.policies) | set(UNSTATED) == set(KNOWN)
    for policy in scheme.policies.values():
        assert policy.value == policy.allowed[0]


HASHES = {  # of what cases are pinned to: a published edition never changes
    "cct-gz-sc03@B2": "4f386cef0d5d1791",
    "cts-2025@2025-08-16": "46741c66c38793ec",
    "self-assessment@2022-10-07": "2053acdf9ee94514",
    "cct-gz-sc03@B2-r1": "6656eb80a938928d",
    "cts-2025@2025-08-16-r1": "557656e9c98f82a6",
    "self-assessment@2022-10-07-r1": "a212e14879ea870c",
}


@pytest.mark.parametrize("key", HASHES)
def test_a_published_edition_is_what_it_was(key: str) -> None:
    assert scheme_named(key).hash.startswith(HASHES[key])


def test_every_edition_that_ships_is_pinned() -> None:
    assert set(HASHES) == set(shipped())


@pytest.mark.parametrize("key", KEYS)
def test_the_next_edition_differs_in_policies_only(key: str) -> None:
    old, new = scheme_named(key), scheme_named(f"{key}-r1")

    assert (new.extends, new.hash == old.hash) == (key, False)
    assert (new.clauses, new.groups, new.grades) == (old.clauses, old.groups, old.grades)
    assert set(new.policies) == set(KNOWN)
    for name, policy in old.policies.items():
        assert new.policies[name].value == policy.value
    assert new.key in current(shipped()) and key not in current(shipped())


def test_an_extended_edition_written_out_reads_as_the_same_scheme() -> None:
    scheme = scheme_named(f"{CCT}-r1")

    assert load(scheme.whole, "scheme.json") == replace(scheme, extends=None)


@pytest.mark.parametrize(
    ("extends", "said"),
    [
        ("cct-gz-sc03@B9", 'no scheme "cct-gz-sc03@B9"'),
        ("../schemes/x@1", "no scheme"),
        ("cct-gz-sc03@B2-r1", "itself extends another edition"),
        ("[a]", 'no scheme ""'),
    ],
)
def test_an_edition_extends_one_that_is_there_and_written_out(extends: str, said: str) -> None:
    with pytest.raises(DataFileError, match=said.replace("(", "[(]")):
        load(f"id: x\nedition: y\nextends: {extends}\n", "x.yaml")


VARIES_BY_SCHEME = {"points_table", "clause_text", "band_source", "special_source"}


@pytest.mark.parametrize("name", KNOWN)
def test_a_policy_that_cannot_vary_says_why(name: str) -> None:
    assert (name in WHY_ONE) == (len(KNOWN[name]) == 1 or name in VARIES_BY_SCHEME)


def test_the_policies_of_the_command_line_have_their_names_and_values() -> None:
    policies = scheme_named(CCT).policies

    assert policies["na_rule"].allowed == ("rescale", "full", "zero")
    assert policies["special_gate"].allowed == ("lt5", "le5")
    assert policies["special_effect"].allowed == ("deduct_and_gate", "gate_only")
    assert policies["adjust_order"].allowed == ("after_rescale", "before_rescale")
    assert policies["sampled_rule"].allowed == ("proportional", "all_or_nothing")
    assert policies["rounding"].allowed == ("exact", "half_up_integer")


def test_the_hash_is_of_the_content_and_not_of_the_layout() -> None:
    text = (SCHEMES / f"{CCT}.yaml").read_text("utf-8")
    original = load(text, "x.yaml").hash
    row = "{points: 4, zh: 组织架构, en: Organisation}"
    assert row in text
    same = "# a remark\n" + text.replace(row, '{en: "Organisation", zh: 组织架构,   points: 4}')

    assert load(same, "x.yaml").hash == original
    assert load(text.replace("Organisation", "Organization"), "x.yaml").hash != original


def test_an_unknown_scheme_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownSchemeError, match="cts-2025@2025-08-16"):
        scheme_named("cct-gz-sc03@B3")


@pytest.mark.parametrize(
    ("old", "new", "said", "where"),
    [
        (
            "5.1.1: {points: 4",
            "5.1.1: {points: 5",
            "5.1.1 holds 4 points, not the 5 stated",
            "5.1.1: {",
        ),
        (
            "5.3: {points: 25",
            "5.3: {points: 24",
            "5.3 holds 25 points, not the 24 stated",
            "5.3: {",
        ),
        ("rows: 51", "rows: 50", "there are 51 clauses, not 50", "rows: 50"),
        ("code: B7", "code: B8", "5.2.2.2 has code B8, not B7 as counted", "code: B8"),
        ("codes: {A: 19", "codes: {A: 20", "5.2.1.1 has code B1, not A20 as counted", "code: B1"),
        (
            "  5.2.6: {points: 2, zh: 废弃",
            "  5.2.7: {points: 0, zh: 废弃",
            "stands in no group",
            "5.2.6.1:",
        ),
        (
            "method: information",
            "method: sampled",
            "exactly the clauses without points",
            "method: sampled",
        ),
        ("  points: 0\n", "  points: -1\n", "greater than or equal to 0", "points: -1"),
        ("{audited: counts, obs", "{audited: none, obs", "audited must count", "{audited: none"),
        ("{audited: counts, obs", "{auditor: counts, obs", "sources.auditor", "{auditor:"),
        ("    deletable: true\n", "    partial: maybe\n", "valid boolean", "partial: maybe"),
        ("    deletable: true\n", "    partial: true\n", "partial belongs to", "partial: true"),
        (
            "four-star: {at_least: 90",
            "four-star: {at_least: 96",
            "each with a lower line",
            "grades:",
        ),
        ("four-star: {at_least", "none: {at_least", "none is no grade of a scheme", "none: {"),
        ("    high: 40", "    high: 45", "bands go from 0 to 100", "score_bands:"),
        ("  na_rule:", "  n_a_rule:", "policy n_a_rule is not known", "n_a_rule:"),
        ("  na_rule:", "  n_a_rule:", "policy na_rule is not stated", "policies:"),
        (
            "[rescale, full",
            "[rescale, drop",
            "policy na_rule knows no value drop",
            "[rescale, drop",
        ),
        ("[rescale, full", "[full, rescale", "the default rescale comes first", "[full, resc"),
        ("value: rescale", "value: drop", "the value drop is not allowed", "value: drop"),
        (
            "    zh: 看有没有固定",
            "    # 看有没有固定",
            "clauses.5.1.1.1.zh: is missing",
            "5.1.1.1:",
        ),
        ("id: cct-gz-sc03", "id: CCT", "id: String should match", "id: CCT"),
        ("decided_by: audited", "decided_by: observed", "decided_by", "decided_by: observed"),
    ],
)
def test_a_broken_scheme_is_refused_in_the_line_that_breaks_it(
    old: str, new: str, said: str, where: str
) -> None:
    text = (SCHEMES / f"{CCT}.yaml").read_text("utf-8")
    assert old in text
    broken = text.replace(old, new, 1)
    with pytest.raises(DataFileError) as refused:
        load(broken, "x.yaml")

    lines = broken.splitlines()
    told = [lines[p.line - 1] for p in refused.value.problems if said in p.message]
    assert [line for line in told if where in line]


def test_the_mistakes_of_all_scheme_files_are_told_together(tmp_path: Path) -> None:
    text = (SCHEMES / f"{CCT}.yaml").read_text("utf-8")
    folder = tmp_path / "scoring" / "schemes"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text(text.replace("rows: 51", "rows: 52"), "utf-8")
    (folder / "b.yaml").write_text(text, "utf-8")
    (folder / "c.yaml").write_text("id: [", "utf-8")
    with pytest.raises(DataFileError) as refused:
        schemes(folder)

    said = [str(problem) for problem in refused.value.problems]
    assert said[0] == "scoring/schemes/a.yaml:10: there are 51 clauses, not 52"
    assert said[1] == f"scoring/schemes/b.yaml:1: holds {CCT}, so name it {CCT}.yaml"
    assert said[2].startswith("scoring/schemes/c.yaml:1: not valid YAML")
