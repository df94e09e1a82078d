"""What a scheme asks for: clauses, points, methods, grades and named policies.  All of it data.

The same standard (GB/T 27922-2011) is applied by two bodies with different points (documents 002
and 003), so nothing about a clause stands in code; see ``schemes/``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from scoring.evidence import ClauseRef, Source


@dataclass(frozen=True, slots=True)
class Text:
    """One meaning in both languages."""

    zh: str
    en: str

    def in_language(self, lang: str) -> str:
        """The Chinese text for "zh" and "zh-CN", else the English one."""
        return self.zh if lang.lower().startswith("zh") else self.en


class Method(StrEnum):
    """How a clause loses points (document 003 annex 2, notes 1, 2 and 4-6; 002 section 5)."""

    SAMPLED = "sampled"  # in proportion to the samples that do not conform
    ALL_OR_NOTHING = "all_or_nothing"
    BANDED = "banded"  # a percentage, chosen by the band whose description fits best
    INFORMATION = "information"  # no points: never scored, never missing


class Role(StrEnum):
    """What a source's evidence does on a clause."""

    COUNTS = "counts"  # it can earn and lose points
    CORROBORATES = "corroborates"  # shown beside the points, and a disagreement is flagged
    NONE = "none"  # this source cannot see this clause


@dataclass(frozen=True, slots=True)
class Clause:
    """One scored row.  *points* are exact; *code* is the row's name in document 003 ("A1")."""

    ref: ClauseRef
    code: str | None
    points: Fraction
    group: str
    method: Method
    roles: Mapping[Source, Role]
    deletable: bool
    """May it be left out as not applicable (document 003 6.3.6)?"""
    partial: bool
    """All-or-nothing, yet partly fulfilled is worth part (document 001 row 1)."""
    text: Text
    reference: str
    asks: tuple[Text, ...]
    """The material the organisation should show (document 001)."""

    def role(self, source: Source) -> Role:
        return self.roles.get(source, Role.NONE)


@dataclass(frozen=True, slots=True)
class Group:
    """A category ("5.1", *parent* None) or a group in it ("5.1.1") and the sum of its points."""

    ref: str
    parent: str | None
    points: Fraction
    text: Text


@dataclass(frozen=True, slots=True)
class GradeBand:
    """A grade, reached from *at_least* of 100 points (that value included)."""

    name: str
    at_least: Fraction
    text: Text


@dataclass(frozen=True, slots=True)
class ScoreBand:
    """What *low* up to but not including *high* percent of a banded clause looks like.

    The highest band includes 100 (policy band_edges).
    """

    low: Fraction
    high: Fraction
    text: Text


@dataclass(frozen=True, slots=True)
class Special:
    """The special deduction (row D1) or the bonus (row D2): *points* for one occurrence."""

    code: str | None
    points: Fraction
    text: Text


@dataclass(frozen=True, slots=True)
class Policy:
    """Where the documents contradict each other or are silent: what this scheme does."""

    name: str
    value: str
    allowed: tuple[str, ...]  # the default first
    meaning: Text
    source: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """One edition of one body's rules; never changes once published."""

    id: str
    edition: str
    title: Text
    reference: Text
    decided_by: Source
    """Whose finding decides a clause: the auditor's, or in a self-assessment one's own."""
    groups: tuple[Group, ...]
    clauses: tuple[Clause, ...]
    grades: tuple[GradeBand, ...]  # best first
    score_bands: tuple[ScoreBand, ...]  # lowest first
    special_deduction: Special
    bonus: Special
    policies: Mapping[str, Policy]
    hash: str
    """SHA-256 (hex) of the file's content, whatever its layout and comments."""
    extends: str | None = None
    """The edition this one is made from, if it says only what is different."""
    whole: str = field(default="", repr=False, compare=False)
    """The whole content as JSON; `scoring.load.load` reads it as well as the file."""

    @property
    def key(self) -> str:
        return f"{self.id}@{self.edition}"

    def clause(self, ref: str) -> Clause | None:
        return next((clause for clause in self.clauses if clause.ref == ref), None)

    def band(self, degree: Fraction) -> tuple[ScoreBand, Fraction] | None:
        """The band a *degree* of 0..1 lies in, and the position in it, 0 (its foot) to 1.

        An edge belongs to the upper band, and 100 percent to the highest (policy band_edges).
        """
        percent = degree * 100
        inside = (band for band in reversed(self.score_bands) if band.low <= percent)
        band = next(inside, None)
        return (band, (percent - band.low) / (band.high - band.low)) if band else None
