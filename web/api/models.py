"""What goes in and out of the API, strictly.  Points and shares are exact fractions as texts."""

import re
from datetime import date, datetime
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


def _day(text: Any) -> Any:
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("day")
    return date.fromisoformat(text)


Day = Annotated[date | None, BeforeValidator(_day)]


class Some(Query):
    """Which interviews."""

    wave: Annotated[str, Field(description="Only those of the wave of this name.")] = ""
    first: Annotated[
        Day, Field(alias="from", description="Only those begun on this day in China, or later.")
    ] = None
    last: Annotated[
        Day, Field(alias="to", description="Only those begun on this day in China, or earlier.")
    ] = None


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


class Ended(Model):
    """*code*: AAPOR's final disposition code."""

    disposition: str
    code: str
    count: int


class Rate(Model):
    """A share, to six decimals, and the number it is a share of; null where that is 0."""

    rate: float | None
    n: float | None


class OutcomeRow(Model):
    """Visits or customers' surveys: of the case, or of one wave, outlet or questionnaire."""

    mode: str
    by: str
    what: str
    total: int
    pending: int
    ended: list[Ended]
    rates: dict[str, Rate]


class Outcomes(Model):
    made_at: datetime
    rows: list[OutcomeRow]
