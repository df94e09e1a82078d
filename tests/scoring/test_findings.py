"""A findings file with mistakes: all of them are told, in their lines, and nothing is scored."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.adjustments import Bonus, SpecialDeduction
from scoring.basis import Basis
from scoring.datafile import DataFileError
from scoring.evidence import Evidence, Met, NotApplicable, Sampled, Source
from scoring.findings import read_findings
from scoring.line import Flag, Otherwise
from scoring.load import scheme_named
from scoring.score import SheetFlag
from scoring.wording import SENTENCES, sentence

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
HEAD = "scheme: cct-gz-sc03@B2\n"


def findings(text: str, lang: str = "en") -> Basis:
    return read_findings(text, "f.yaml", scheme_named, at=AT, lang=lang)


def problems(text: str, lang: str = "en") -> list[str]:
    with pytest.raises(DataFileError) as refused:
        findings(text, lang)
    return [str(problem) for problem in refused.value.problems]


def test_a_file_is_read_into_evidence_that_leads_back_to_its_lines() -> None:
    read = findings(
        HEAD
        + """otherwise: met
findings:
  5.1.1.2: {percent: 90}
  5.1.2.1:
    met: 17
    of: 20
  5.2.1.3: {met: false}
  5.2.4.6: {not_applicable: none in the period}
special_deductions: [sold a recalled model]
bonus: leads the trade
policies: {na_rule: full}
"""
    )

    assert [
        (e.clause, e.source, e.outcome, e.trace) for e in read.evidence if isinstance(e, Evidence)
    ] == [
        ("5.1.1.2", Source.AUDITED, Met(Fraction(9, 10)), "f.yaml:4"),
        ("5.1.2.1", Source.AUDITED, Sampled(17, 20), "f.yaml:5"),
        ("5.2.1.3", Source.AUDITED, Met(Fraction(0)), "f.yaml:8"),
        ("5.2.4.6", Source.AUDITED, NotApplicable("none in the period"), "f.yaml:9"),
    ]
    assert read.otherwise is Otherwise.MET
    assert read.specials == (SpecialDeduction("sold a recalled model"),)
    assert read.bonus == Bonus("leads the trade")
    assert read.policies == {"na_rule": "full"}


def test_a_self_assessment_is_ones_own_word() -> None:
    read = findings("scheme: self-assessment@2022-10-07\nfindings: {5.1.1.1: {percent: 60}}\n")

    assert [evidence.source for evidence in read.evidence] == [Source.SELF_ASSESSED]


def test_all_mistakes_are_told_at_once_each_in_its_line() -> None:
    assert problems(
        HEAD
        + """otherwise: maybe
findings:
  5.1.1.2: {percent: 101}
  5.1.2.1: {met: 21, of: 20}
  5.2.1.2: {not_applicable: no manuals}
  5.10: {met: true}
special_deductions: one
bonus: [a, b]
policies: {na_rule: drop}
extra: 1
"""
    ) == [
        'f.yaml:2: otherwise is one of met, not_assessed, not "maybe"',
        "f.yaml:4: 5.1.1.2: percent is 101, it lies between 0 and 100",
        "f.yaml:5: 5.1.2.1: 21 met of only 20 sampled",
        "f.yaml:6: 5.2.1.2 may not be left out as not applicable",
        "f.yaml:7: cct-gz-sc03@B2 has no clause 5.10",
        "f.yaml:8: special_deductions must be a list",
        "f.yaml:9: there is at most one bonus",
        'f.yaml:10: na_rule is one of rescale, full, zero, not "drop"',
        'f.yaml:11: unknown key "extra"; there are '
        "scheme, otherwise, findings, special_deductions, bonus, policies, claimed, "
        "deletions_reviewed_by",
    ]


SAMPLED, QUALITATIVE, BANDED, DELETABLE = "5.1.2.1", "5.2.1.3", "5.1.1.2", "5.2.4.6"


@pytest.mark.parametrize(
    ("clause", "finding", "said"),
    [
        (BANDED, "{percent: -1}", "lies between"),
        (BANDED, "{percent: 100.0000001}", "lies between"),
        (BANDED, "{percent: .nan}", "must be a number"),
        (BANDED, "{percent: inf}", "must be a number"),
        (BANDED, "{percent: 1e2}", "must be a number"),
        (BANDED, "{percent: 90%}", "must be a number"),
        (BANDED, "{percent: ９０}", "must be a number"),
        (BANDED, "{percent: true}", "must be a number"),
        (BANDED, "{percent: }", "must be a number"),
        (BANDED, "{percent: [90]}", "must be a text"),
        (BANDED, "{percent: " + "9" * 5000 + "}", "must be a number"),
        (BANDED, "{met: true}", "takes percent, not met"),
        (BANDED, "{percent: 90, met: true}", "takes percent, not percent, met"),
        (SAMPLED, "{met: 1, of: 0}", "at least 1"),
        (SAMPLED, "{met: -1, of: 3}", "negative"),
        (SAMPLED, "{met: true, of: 3}", "whole number"),
        (SAMPLED, "{met: 1.5, of: 3}", "whole number"),
        (SAMPLED, "{met: 3}", "takes met, of, not met"),
        (SAMPLED, "{percent: 50}", "takes met, of, not percent"),
        (QUALITATIVE, "{met: 1}", "true or false"),
        (QUALITATIVE, "{met: }", "true or false"),
        (QUALITATIVE, "{percent: 50}", "takes met, not percent"),
        (QUALITATIVE, "{}", "has no finding"),
        (QUALITATIVE, "", "has no finding"),
        (QUALITATIVE, "met", "must be a map"),
        (QUALITATIVE, "{mett: true}", "unknown key"),
        (QUALITATIVE, "{not_applicable: r}", "may not be left out"),
        (DELETABLE, "{not_applicable: }", "needs its reason"),
        (DELETABLE, "{not_applicable: true}", "needs its reason"),
        (DELETABLE, "{not_applicable: r, met: 1, of: 1}", "takes one finding"),
    ],
)
def test_an_impossible_finding_is_refused(clause: str, finding: str, said: str) -> None:
    (problem,) = problems(f"{HEAD}findings:\n  {clause}: {finding}\n")

    assert problem.startswith("f.yaml:3: ")
    assert said in problem
    assert len(problem) < 200


def test_full_marks_are_not_a_percentage_of_a_qualitative_clause() -> None:
    (problem,) = problems(
        "scheme: self-assessment@2022-10-07\nfindings: {5.1.1.1: {percent: 100}}\n"
    )

    assert "below 100 percent" in problem


def test_a_policy_of_the_file_already_holds_for_its_findings() -> None:
    text = f"{HEAD}findings:\n  5.2.1.2: {{not_applicable: r}}\n"

    assert problems(text)
    assert findings(text + "policies: {na_allowed: any}\n").evidence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "scheme is missing"),
        ("[]", "must be a map"),
        ("scheme: cct", 'no scheme "cct"; there are cct-gz-sc03@B2'),
        ("scheme: {}", "scheme must be a text"),
        (HEAD + "findings: []", "findings must be a map"),
        (HEAD + "special_deductions: ['']", "special_deductions must be a text"),
        (HEAD + "special_deductions: [{}]", "a special deduction must say its text"),
        (HEAD + "bonus: ' '", "bonus must be a text"),
        (HEAD + "policies: {na_rule: }", "na_rule must be a text"),
        (HEAD + "policies: {gate: lt5}", 'no policy "gate"'),
        (HEAD + "findings: {5.1.1.1: {met: true}, 5.1.1.1: {met: false}}", "stands twice"),
    ],
)
def test_a_file_of_the_wrong_shape_is_refused(text: str, said: str) -> None:
    assert any(said in problem for problem in problems(text))


def test_problems_are_told_in_the_readers_language() -> None:
    (problem,) = problems(HEAD + "findings: {5.1.2.1: {met: 21, of: 20}}", "zh-CN")

    assert problem == "f.yaml:2: 5.1.2.1 符合 21 个，却只抽了 20 个"


WHOLE = (
    HEAD
    + """otherwise: met
findings:
  5.1.1.2: {percent: 90}
  5.1.2.1: {met: 17, of: 20}
  5.2.1.3: {met: false}
  5.2.4.6: {not_applicable: none}
special_deductions: ["a", "b"]
bonus: c
policies: {na_rule: rescale}
"""
)


@settings(deadline=None)
@given(
    st.integers(0, len(WHOLE)),
    st.integers(0, 12),
    st.one_of(st.text(max_size=6), st.text("{}[]:,&*!|>-?%@`'\"\\\n\t #~0159.", max_size=8)),
)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(at: int, cut: int, put: str) -> None:
    try:
        read = findings(WHOLE[:at] + put + WHOLE[at + cut :])
    except DataFileError:
        return
    assert 0 <= read.sheet().final <= 100


def test_every_flag_has_its_sentence_and_both_languages_name_the_same_things() -> None:
    for flag in [*Flag, *SheetFlag]:
        assert sentence(flag.value, "zh") != sentence(flag.value, "en")
    for message, text in SENTENCES.items():
        zh, en = (set(_holes(words)) for words in (text.zh, text.en))
        assert zh == en, message


def _holes(words: str) -> list[str]:
    return [part.split("}")[0] for part in words.split("{")[1:]]
