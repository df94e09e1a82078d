"""Which overrides of the scheme's policies a case had when.  Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Change:
    """All overrides as they stood *at* that moment, set *by* somebody."""

    at: datetime
    by: str
    policies: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PoliciesLog:
    """Those the case was *opened* with, and every change."""

    opened: Mapping[str, str]
    changed: tuple[Change, ...]
