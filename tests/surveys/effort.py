"""How hard the property tests try: a few seconds each, or as HYPOTHESIS_PROFILE says.

    HYPOTHESIS_PROFILE=thorough pytest tests/surveys

What fails prints its example, and the decorator that plays it again.
"""

import os

from hypothesis import HealthCheck, settings

TIMES = {"": 1, "ci": 1, "thorough": 40}[os.environ.get("HYPOTHESIS_PROFILE", "")]


def examples(many: int) -> settings:
    """So many of them, *TIMES* over; none of them is timed."""
    return settings(
        max_examples=many * TIMES, deadline=None, print_blob=True,
        suppress_health_check=[HealthCheck.too_slow],
    )  # fmt: skip
