"""What a number of trials says: how many, how many failed, and what that proves at most."""

import platform
import subprocess
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from tests.destruction.trial import Trial

VERSIONS = ("aiohttp", "aiogram", "sqlalchemy", "aiosqlite", "asyncpg")


def upper_bound(failures: int, n: int) -> float:
    """The 95 % upper bound (one-sided, Clopper and Pearson 1934) of the share that fails.

    Raises ValueError without a trial.
    """
    if n < 1:
        raise ValueError("no trial, no bound")
    if failures >= n:
        return 1.0
    low, high = failures / n, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(failures, n, middle) > 0.05 else (low, middle)
    return high


def _at_most(failures: int, n: int, share: float) -> float:
    """The chance of at most so many failures in *n* trials."""
    term = total = (1 - share) ** n
    for k in range(failures):
        term *= (n - k) / (k + 1) * share / (1 - share)
        total += term
    return total


def counted(n: int, wrong: Sequence[str], **more: Any) -> dict[str, Any]:
    """An entry of the report: *n* of whatever it was, *wrong* says what failed."""
    bound = round(upper_bound(len(wrong), n), 6) if n else None
    return {"n": n, "failures": len(wrong), "upper_bound_95": bound,
            "wrong": dict(Counter(wrong).most_common(10)), **more}  # fmt: skip


def figures(trials: Sequence[Trial]) -> dict[str, Any]:
    """Only trials in which the kill, or the refusal, came are counted; all that is wrong is."""
    struck = [one for one in trials if one.struck]
    wrong = [one.wrong for one in trials if one.wrong]
    return counted(len(struck), wrong, acknowledged_before=sum(one.at for one in struck))


def surroundings() -> dict[str, Any]:
    """What it was all measured with."""
    return {
        "python": platform.python_version(), "system": platform.platform(terse=True),
        "versions": {name: version(name) for name in VERSIONS}, "commit": commit(),
    }  # fmt: skip


def commit() -> str | None:
    """Of the working tree; None outside of a repository."""
    asked = ["git", "rev-parse", "HEAD"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False)
    return told.stdout.strip() or None
