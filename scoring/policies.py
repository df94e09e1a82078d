"""The names and values of policies the scoring understands, and which of them apply to a score."""

from collections.abc import Mapping

from scoring.scheme import Scheme

# The first value is the safe default; what each means and where it comes from stands in the scheme
# files.  A policy with one value cannot vary: it is named so that a report states it, and WHY_ONE
# says why it cannot.
KNOWN: Mapping[str, tuple[str, ...]] = {
    "points_table": ("2-4", "1-5"),
    "info_clauses": ("not_counted",),
    "clause_text": ("website", "mailbox_or_website"),
    "clause_method": ("declared",),
    "sampled_rule": ("proportional", "all_or_nothing"),
    "qualitative_rule": ("auditor_decides", "strictest"),
    "partial_cap": ("below_full", "all_or_nothing"),
    "band_edges": ("half_open",),
    "band_source": ("borrowed_002", "own"),
    "min_sample": ("5", "1", "3", "10", "20", "30"),
    "evidence_link": ("by_clause", "audit_only"),
    "na_rule": ("rescale", "full", "zero"),
    "na_allowed": ("listed", "any"),
    "na_approval": ("another_person", "none"),
    "na_floor": ("committee_review", "note"),
    "not_assessed": ("blocks_grade",),
    "missing_rule": ("missing_not_zero",),
    "index_weights": ("by_question", "equal"),
    "index_aggregation": ("pooled_answers", "mean_of_outlets"),
    "index_interval": ("by_outlet", "simple"),
    "index_confidence": ("95", "90", "99"),
    "outlet_population": ("unknown", "registered"),
    "top_box": ("top_two_of_five", "top_only"),
    "fewest_shown": ("5", "1", "3", "10", "20"),
    "enough_characteristics": ("4", "1", "2", "3", "5", "6"),
    "special_effect": ("deduct_and_gate", "gate_only"),
    "special_gate": ("lt5", "le5"),
    "special_dedup": ("link_and_justify", "clause_or_special"),
    "special_record": ("full", "text"),
    "special_source": ("own", "borrowed"),
    "bonus": ("one_point", "ignored"),
    "bonus_signature": ("second_person", "none"),
    "adjust_order": ("after_rescale", "before_rescale"),
    "rounding": ("exact", "half_up_integer"),
    "mgr_ratio": ("ceil_min_one",),
    "sla_source": ("provider_promise",),
    "draft_norms": ("informative",),
    "citation": ("as_printed",),
    "maturity_map": ("off",),
    "claimed_grade": ("issue_achieved", "lower_of_both"),
    "star_wait": ("off",),
    "load_check": ("sums",),
}

# Policies that came after the first editions of the schemes, and what an edition means that does
# not state them: what it always meant.
UNSTATED: Mapping[str, str] = {
    "na_approval": "none",
    "na_floor": "note",
    "special_record": "text",
    "bonus_signature": "none",
    "index_weights": "equal",
    "index_aggregation": "pooled_answers",
    "index_interval": "by_outlet",
    "index_confidence": "95",
    "outlet_population": "unknown",
    "top_box": "top_two_of_five",
    "fewest_shown": "5",
    "enough_characteristics": "4",
}

OF_INDICES = frozenset({
    "index_weights", "index_aggregation", "index_interval", "index_confidence",
    "outlet_population", "top_box", "fewest_shown", "enough_characteristics",
})  # fmt: skip
"""Policies of the indices of the characteristics, which carry no points."""

WHY_ONE: Mapping[str, str] = {
    "points_table": "the points are the scheme's own: score under the other body's scheme",
    "info_clauses": "a clause without points has nothing that could be counted",
    "clause_text": "which wording is asked; points do not depend on it",
    "clause_method": "the method is each clause's own; sampled_rule and qualitative_rule vary it",
    "band_edges": "the percent is stored and scored; an edge only decides which text is shown",
    "band_source": "where the bands' texts come from; points do not depend on it",
    "not_assessed": "absence is never a zero: a grade over an open clause would be invented",
    "missing_rule": "absence is never a zero; it concerns the indices, which carry no points",
    "special_source": "where the rules were printed; what they do is special_effect and bonus",
    "mgr_ratio": "how the auditor counts heads for one finding; the finding is what is scored",
    "sla_source": "how the auditor reads a time limit; the finding is what is scored",
    "draft_norms": "a draft binds nobody: no clause is worded after it",
    "citation": "how a standard is cited; points do not depend on it",
    "maturity_map": "no document defines the levels, so there is no other value to take",
    "star_wait": "no document asks for the wait, so there is nothing to switch on",
    "load_check": "it proves the file when it is read; a scheme that fails it is not loaded",
}
"""Of the policies with one value: why there is no other."""


class UnknownPolicyError(ValueError):
    """The scheme has no policy of this name, or the policy no such value."""

    def __init__(self, scheme: Scheme, name: str, value: str) -> None:
        self.name, self.value = name, value
        super().__init__(complaint(scheme, name, value))


def stated(policies: Mapping[str, str], name: str) -> str:
    """The value of policy *name* among the resolved *policies*, also where none is stated."""
    return policies[name] if name in policies else UNSTATED[name]


def complaint(scheme: Scheme, name: str, value: str) -> str:
    """Why *name*: *value* cannot be chosen; empty if it can."""
    policy = scheme.policies.get(name)
    if policy is None:
        return f"{scheme.key} has no policy {name!r}; it has {', '.join(scheme.policies)}"
    if value not in policy.allowed:
        return f"policy {name} is one of {', '.join(policy.allowed)}, not {value!r}"
    return ""


def resolve(scheme: Scheme, overrides: Mapping[str, str]) -> dict[str, str]:
    """Every policy of *scheme* with its value, *overrides* first.  Raises UnknownPolicyError."""
    for name, value in overrides.items():
        if complaint(scheme, name, value):
            raise UnknownPolicyError(scheme, name, value)
    return {name: policy.value for name, policy in scheme.policies.items()} | dict(overrides)
