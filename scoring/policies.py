"""The names and values of policies the scoring understands, and which of them apply to a score."""

from collections.abc import Mapping

from scoring.scheme import Scheme

# The first value is the safe default; what each means and where it comes from stands in the scheme
# files.  A policy with one value cannot vary yet: it is named so that a report states it.
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
    "not_assessed": ("blocks_grade",),
    "missing_rule": ("missing_not_zero",),
    "special_effect": ("deduct_and_gate", "gate_only"),
    "special_gate": ("lt5", "le5"),
    "special_dedup": ("link_and_justify",),
    "special_source": ("own", "borrowed"),
    "bonus": ("one_point", "ignored"),
    "adjust_order": ("after_rescale", "before_rescale"),
    "rounding": ("exact", "half_up_integer"),
    "mgr_ratio": ("ceil_min_one",),
    "sla_source": ("provider_promise",),
    "draft_norms": ("informative",),
    "citation": ("as_printed",),
    "maturity_map": ("off",),
    "claimed_grade": ("issue_achieved",),
    "star_wait": ("off",),
    "load_check": ("sums",),
}


class UnknownPolicyError(ValueError):
    """The scheme has no policy of this name, or the policy no such value."""

    def __init__(self, scheme: Scheme, name: str, value: str) -> None:
        self.name, self.value = name, value
        super().__init__(complaint(scheme, name, value))


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
