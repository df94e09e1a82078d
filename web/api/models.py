"""What goes in and out of the API, strictly.  Points and shares are exact fractions as texts."""

import re
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

MOST_ROWS, USUAL_ROWS = 5000, 500
BIGGEST = 2**63 - 1


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)


def _digits(text: Any) -> Any:
    """A number in an address is plain digits: no sign, no space, no underscore."""
    if not isinstance(text, str) or not re.fullmatch("0|[1-9][0-9]{0,18}", text):
        raise ValueError("digits")
    return int(text)


Digits = BeforeValidator(_digits)


class Query(Model):
    """What every address takes."""

    lang: Annotated[
        Literal["zh", "en"] | None, Field(description="The language of wording in the answer.")
    ] = None


class Page(Query):
    """Which rows of a feed."""

    # The validator stands last, so that the bounds are told in the OpenAPI document too.
    cursor: Annotated[
        int, Field(ge=0, le=BIGGEST, description="The cursor of the last row you have."), Digits
    ] = 0
    limit: Annotated[
        int, Field(ge=1, le=MOST_ROWS, description="At most so many rows."), Digits
    ] = USUAL_ROWS


class Problem(Model):
    id: str
    message: str


class Error(Model):
    """What was wrong, in a sentence."""

    error: Problem


class CaseModel(Model):
    id: int
    client: dict[str, str]
    scheme: str
    scheme_hash: str
    stage: str
    policies: dict[str, str]
    created_at: datetime


class CaseList(Model):
    cases: list[CaseModel]


class Standing(CaseModel):
    """A case and where it stands; *interviews* by status."""

    standing: str
    grade: str
    final_display: str
    coverage: str
    interviews: dict[str, int]
    to_review: int
    outlets: list[str]


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
    """What one source said of a clause: *met* of *of*."""

    source: str
    role: str
    met: str
    of: int
    not_applicable: int
    not_observed: int


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
    evidence: list[EvidenceModel]
    indices: list[IndexModel]
    not_counted: list[NotCounted]


class Response(Model):
    """One stored entry of an interview; never changes."""

    cursor: str
    interview: str
    outlet: str
    wave: str
    questionnaire: str
    edition: int
    mode: str
    position: int
    kind: str
    question: str | None
    value: dict[str, Any] | None
    at: str
    device_at: str | None
    channel: str


class Responses(Model):
    """*cursor*: the last row's, or the given one if there is nothing new.  *more*: ask again."""

    rows: list[Response]
    cursor: str
    more: bool


class AnswerModel(Model):
    """An answer on the interview's path.  *clauses* and *characteristic* are the question's."""

    question: str
    label: str
    value: dict[str, Any]
    worded: str
    at: datetime
    clauses: list[str]
    characteristic: str | None


class InterviewModel(Model):
    """An interview as it stands now; its log is in the responses."""

    interview: str
    outlet: str
    wave: str
    questionnaire: str
    edition: int
    mode: str
    status: str
    counts: bool
    started_at: datetime
    submitted_at: datetime | None
    answers: list[AnswerModel]


class InterviewList(Model):
    rows: list[InterviewModel]
    cursor: str
    more: bool
