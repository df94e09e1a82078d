"""Policy by policy: the test that flips it and shows the difference, or holds its only value."""

from collections.abc import Callable, Mapping
from inspect import getsource

import pytest

from scoring.policies import KNOWN, OF_INDICES, WHY_ONE
from scoring.sensitivity import BESIDE
from tests.scoring import test_cases as cases
from tests.scoring import test_fixed_policies as fixed
from tests.scoring import test_index as index
from tests.scoring import test_policies as policies
from tests.scoring import test_schemes as schemes
from tests.web_console import test_characteristics as characteristics

FLIPPED: Mapping[str, Callable[..., object]] = {
    **dict.fromkeys(policies.ROWS, policies.test_a_policy_flipped_comes_out_otherwise),
    # On what only several sources, or what a file may not even state, can show.
    "points_table": policies.test_the_points_table_is_each_schemes_own,
    "qualitative_rule": policies.test_who_decides_when_the_auditor_and_a_visit_disagree,
    "evidence_link": policies.test_whether_a_visit_counts,
    "na_allowed": policies.test_which_clauses_may_be_left_out,
    "min_sample": policies.test_from_how_many_samples_on_they_are_not_few,
    "partial_cap": policies.test_whether_part_of_what_document_001_asks_in_row_1_is_worth_part,
    "claimed_grade": policies.test_which_grade_is_issued_when_another_was_applied_for,
    "special_record": policies.test_whether_a_special_deduction_has_to_say_everything,
    "clause_text": fixed.test_clause_text_each_body_asks_in_its_own_words,
    # Of the indices, which carry no points.
    "index_weights": index.test_index_weights_a_question_may_weigh_more,
    "index_aggregation": index.test_index_aggregation_a_busy_outlet_need_not_outweigh_the_others,
    "index_interval": index.test_index_interval_answers_of_one_outlet_are_worth_less,
    "index_confidence": index.test_index_confidence_more_certain_is_wider,
    "outlet_population": index.test_outlet_population_half_of_all_outlets_seen_say_more,
    "top_box": index.test_top_box_counts_the_best_answers,
    "fewest_shown": index.test_fewest_shown_hides_what_few_customers_said_but_not_what_shoppers_saw,  # noqa: E501
    "enough_characteristics": characteristics.test_how_many_characteristics_make_a_whole,
}

HELD: Mapping[str, Callable[..., object]] = {
    "info_clauses": fixed.test_info_clauses_a_row_without_points_is_neither_open_nor_lost_nor_left_out,  # noqa: E501
    "clause_method": fixed.test_clause_method_every_clause_has_its_own_and_the_report_prints_it,
    "band_edges": cases.test_a_case_comes_out_as_written,  # cases/bands.yaml
    "not_assessed": fixed.test_not_assessed_one_open_clause_is_no_zero_and_no_grade,
    "missing_rule": fixed.test_missing_rule_what_was_not_seen_is_no_sample,
    "load_check": schemes.test_a_broken_scheme_is_refused_in_the_line_that_breaks_it,
    # How an auditor reads a clause, where words come from, what nobody asks for: it is printed.
    **dict.fromkeys(
        ("band_source", "special_source", "mgr_ratio", "sla_source", "draft_norms", "citation",
         "maturity_map", "star_wait"),
        fixed.test_every_policy_is_printed_with_its_value,
    ),
}  # fmt: skip


def test_every_policy_is_flipped_or_held_and_what_can_vary_is_flipped() -> None:
    assert set(FLIPPED) | set(HELD) == set(KNOWN)
    assert not set(FLIPPED) & set(HELD)
    # A scheme says whose words it borrows; that is no choice of anybody's.
    borrowed = {"band_source", "special_source"}
    assert {name for name, values in KNOWN.items() if len(values) > 1} - borrowed <= set(FLIPPED)
    assert set(HELD) <= set(WHY_ONE)
    assert set(KNOWN) >= BESIDE >= OF_INDICES


@pytest.mark.parametrize("name", [n for n in FLIPPED if n not in policies.ROWS])
def test_the_test_of_a_policy_takes_another_value_than_the_default(name: str) -> None:
    test = getsource(FLIPPED[name])
    words = "points_table" if name == "points_table" else name

    assert words in test or name in FLIPPED[name].__name__
    others = {"points_table": ("cts-2025",)}.get(name, KNOWN[name][1:])
    assert any(f'"{value}"' in test or f": {value}" in test for value in others)
