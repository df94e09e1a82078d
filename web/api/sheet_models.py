"""The score sheet as the API gives it.  Points and shares are exact fractions as texts."""

from datetime import datetime
from typing import Literal

from pydantic import ConfigDict

from web.api.models import Model


class Special(Model):
    """One special deduction; *counts*: for points and gate (policy special_dedup)."""

    text: str
    trigger: str | None
    event: str
    clauses: list[str]
    why: str
    correction: str
    counts: bool


class Specials(Model):
    count: int
    counted: int
    deducted: str
    texts: list[str]
    items: list[Special]


class Bonus(Model):
    added: str
    text: str | None
    signed: bool


class Nonconformity(Model):
    clause: str
    lost: str
    evidence: list[str]


class GroupModel(Model):
    group: str
    title: str
    points: str
    applicable: str
    earned: str
    assessed: str


class SourceModel(Model):
    """What one source said of a clause: *met* of *of*, worth *size* independent samples; the
    *share* and the interval of 95 percent around it in percent.  Null: it saw nothing, or it is a
    finding of the whole and no sample."""

    source: str
    role: str
    met: str
    of: int
    not_applicable: int
    not_observed: int
    share: str | None
    size: str | None
    low: str | None
    high: str | None


class BandModel(Model):
    """The band a banded clause was found in, in percent, and where in it, 0 to 1."""

    low: str
    high: str
    text: str
    position: str


class FrameModel(Model):
    """What a sample was drawn from, how many that were, and the seed of the draw."""

    drawn_from: str
    size: int | None
    seed: str


class LineModel(Model):
    clause: str
    code: str | None
    text: str
    method: str
    status: str
    points: str
    applicable: str
    earned: str | None
    reasons: list[str]
    band: BandModel | None
    frames: list[FrameModel]
    sources: list[SourceModel]
    flags: list[str]
    evidence: list[str]


class EvidenceModel(Model):
    """One thing one source says of one clause; *degree* 0 to 1 where it was seen."""

    trace: str
    clause: str
    source: str
    outcome: Literal["met", "sampled", "not_applicable", "not_observed"]
    degree: str | None
    of: int
    reason: str | None
    at: datetime


class IndexModel(Model):
    """The mean of *n* answers about *outlets* outlets on a characteristic, 0 to 100; *outlet* and
    *wave* null: over all.  *low* to *high*: the interval the scheme chose, beside the simple one;
    *top*: the share of the best answers, in percent.  Null: the data leave it open, or (*value*
    null too) too few customers answered to be shown."""

    characteristic: str
    source: str
    outlet: str | None
    wave: str | None
    n: int
    outlets: int
    value: str | None
    low: str | None
    high: str | None
    simple_low: str | None
    simple_high: str | None
    top: str | None
    top_low: str | None
    top_high: str | None


class StatedModel(Model):
    """What findings say of a characteristic: the share of the points of its *clauses*, in percent,
    from *n* findings and samples; *low* to *high* null where none of them is a sample."""

    characteristic: str
    source: str
    clauses: int
    n: int
    value: str
    low: str | None
    high: str | None


class OpinionModel(Model):
    """One figure of what customers think or how far visits agree: nps, acsi, servqual, importance,
    performance, alpha, alpha-pairwise, krippendorff, same, cohen, fleiss; *about* a characteristic
    or, empty, all; *n* customers or, of agreement, things compared.  Without *value*: too few."""

    what: str
    about: str
    n: int
    value: str | None
    standard_error: str | None
    low: str | None
    high: str | None
    questionnaire: str | None
    by_means: str | None
    by_midpoint: str | None


class NotCounted(Model):
    """What an older edition's questions said, which is not pooled with the newer one's."""

    questionnaire: str
    edition: int
    counted_edition: int
    questions: list[str]
    interviews: int
    evidence: int
    why: str


class ReadingModel(Model):
    """The score under another reading: *policies* are those that differ from the ones in force."""

    policies: dict[str, str]
    final: str
    final_display: str
    grade: str
    changes_grade: bool


class SensitivityModel(Model):
    """Every other reading, a policy at a time; and each at its lowest and highest, all at once."""

    grade_hangs_on_a_reading: bool
    readings: list[ReadingModel]
    lowest: ReadingModel
    highest: ReadingModel


class ClaimModel(Model):
    """The grade applied for beside the achieved one; *difference* in grades, null without one."""

    claimed: str
    achieved: str
    issued: str
    difference: int | None


class WantedAt(Model):
    outlet: str
    visits: int


class SettledModel(Model):
    """Whether the grade is settled (not-assessed, settled, not-settled): *low* to *high* hold the
    score with 95 percent at every look, *lines* are the grades whose line lies inside, *visits*
    about how many more would settle it, null for more than 1000 or never; *at*: how many of them
    at which outlet; *besides*: the clauses of which the auditor wants as many more samples."""

    verdict: str
    low: str
    high: str
    lines: list[str]
    visits: int | None
    at: list[WantedAt]
    besides: list[str]


class OwnRow(Model):
    """A row of the self-assessment; *says*: conforms, conforms-not, open or left-out."""

    clause: str
    says: str
    points: str
    earned: str | None
    to_show: list[str]
    shown: str


class OwnSheetModel(Model):
    """What the organisation says of itself, by the points of its own table."""

    scheme: str
    final: str
    final_display: str
    grade: str
    coverage: str
    rows: list[OwnRow]


class WantingModel(Model):
    """A sampled clause with fewer samples that count than policy min_sample wants."""

    clause: str
    have: int
    need: int


class ScoreSheetModel(Model):
    """The score sheet of a case: what ``anfang score --json`` prints, what is known around it,
    and the evidence of every source."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, title="ScoreSheet")

    case: int
    client: dict[str, str]
    scheme: str
    scheme_hash: str
    made_at: str
    stage: str
    samples_wanting: list[WantingModel]
    standing: str
    best: str
    interviews: dict[str, int]
    interviews_counted: int
    interviews_to_review: int
    assignments_open: int
    earned: str
    applicable: str
    base: str
    final: str
    final_display: str
    final_unrounded: str
    final_without_bonus: str
    grade: str
    reasons: list[str]
    reason_details: list[dict[str, str]]
    coverage: str
    missing: list[str]
    special_deductions: Specials
    bonus: Bonus
    nonconformities: list[Nonconformity]
    groups: list[GroupModel]
    lines: list[LineModel]
    flags: list[str]
    policies: dict[str, str]
    sensitivity: SensitivityModel
    claim: ClaimModel | None
    settled: SettledModel
    evidence: list[EvidenceModel]
    indices: list[IndexModel]
    stated: list[StatedModel]
    opinions: list[OpinionModel]
    self_assessment: OwnSheetModel | None
    not_counted: list[NotCounted]
