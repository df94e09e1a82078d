"""The form of a scheme file: which keys there are and what kind of value each takes."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from scoring.evidence import Source
from scoring.scheme import Method, Role, Text

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Points = Annotated[Decimal, Field(ge=0, le=100)]
GradeName = Annotated[str, StringConstraints(pattern=r"^[a-z-]+$")]
Ref = Annotated[str, StringConstraints(pattern=r"^[1-9]\d*(\.[1-9]\d*)*$")]


class Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TextSpec(Spec):
    zh: Words
    en: Words

    def text(self) -> Text:
        return Text(self.zh, self.en)


class GroupSpec(TextSpec):
    points: Points


class ClauseSpec(TextSpec):
    code: Words | None = None
    points: Points
    method: Method
    sources: dict[Source, Role]
    deletable: bool = False
    partial: bool = False
    reference: Words
    asks: tuple[TextSpec, ...] = ()


class GradeSpec(TextSpec):
    at_least: Points


class ScoreBandSpec(TextSpec):
    low: Points
    high: Points


class SpecialSpec(TextSpec):
    code: Words | None = None
    points: Points


class PolicySpec(TextSpec):
    value: Words
    allowed: Annotated[tuple[Words, ...], Field(min_length=1)]
    source: Words


class SchemeSpec(Spec):
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    edition: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.-]+$")]
    title: TextSpec
    reference: TextSpec
    decided_by: Literal[Source.AUDITED, Source.SELF_ASSESSED]
    rows: Annotated[int, Field(ge=1)]
    codes: dict[Words, Annotated[int, Field(ge=1, le=99)]] = {}
    groups: dict[Ref, GroupSpec]
    clauses: dict[Ref, ClauseSpec]
    grades: Annotated[dict[GradeName, GradeSpec], Field(min_length=1)]
    score_bands: tuple[ScoreBandSpec, ...]
    special_deduction: SpecialSpec
    bonus: SpecialSpec
    policies: dict[Words, PolicySpec]
