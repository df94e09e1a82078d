"""The form of a questionnaire file, before it means anything: fields, types, which kind has what.

docs/data-files.md describes it for authors.
"""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from surveys.questionnaire import Characteristic, Meaning, Mode

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]{0,23}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]{0,11}$")]


class Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TextsSpec(Spec):
    zh: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    en: Annotated[str, StringConstraints(min_length=1, max_length=2000)]


def _fraction(value: Any) -> Any:
    """``1/2`` or ``0.5``, from 0 to 1."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{1,4}(/[1-9]\d{0,3}|\.\d{1,6})?", value):
        raise ValueError("write a degree as 1/2 or 0.5")
    return Fraction(value)


class OptionSpec(Spec):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    code: Code
    label: TextsSpec
    outcome: Meaning | None = None
    degree: Annotated[Fraction, BeforeValidator(_fraction), Field(ge=0, le=1)] | None = None
    exclusive: bool = False


class QuestionSpec(Spec):
    id: Id
    kind: Literal[
        "choice", "choices", "rating", "number", "text", "date", "time", "photo", "location",
        "stopwatch", "note",
    ]  # fmt: skip
    label: TextsSpec
    text: TextsSpec
    help: TextsSpec | None = None
    characteristic: Characteristic | None = None
    items: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    options: str | tuple[OptionSpec, ...] = ()
    relevant: str | None = None
    required: bool | str = True
    met: str | None = None
    constraint: str | None = None
    constraint_message: TextsSpec | None = None
    warning: str | None = None
    warning_message: TextsSpec | None = None
    low: Annotated[int, Field(ge=0, le=10)] | None = None
    high: Annotated[int, Field(ge=1, le=10)] | None = None
    ends: tuple[TextsSpec, TextsSpec] | None = None
    least: Decimal | None = None
    unit: TextsSpec | None = None
    decimals: Annotated[int, Field(ge=0, le=4)] | None = None
    most: Annotated[Decimal, Field(gt=0, le=10**12)] | None = None
    least_sentences: Annotated[int, Field(ge=0, le=5)] | None = None
    within_m: Annotated[int, Field(ge=10, le=100_000)] | None = None
    start: TextsSpec | None = None
    stop: TextsSpec | None = None


class SectionSpec(Spec):
    id: Slug
    title: TextsSpec
    questions: Annotated[tuple[QuestionSpec, ...], Field(min_length=1, max_length=500)]


class QuestionnaireSpec(Spec):
    questionnaire: Slug
    edition: Annotated[int, Field(ge=1, le=9999)]
    mode: Mode
    title: TextsSpec
    intro: TextsSpec
    thanks: TextsSpec
    minutes: Annotated[int, Field(ge=1, le=600)]
    source: str
    option_sets: dict[str, tuple[OptionSpec, ...]] = {}
    sections: Annotated[tuple[SectionSpec, ...], Field(min_length=1, max_length=100)]


# What a kind needs and what it may have beside that; anything else is a mistake.
KINDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "choice": (frozenset({"options"}), frozenset()),
    "choices": (frozenset({"options"}), frozenset({"least", "most", "met"})),
    "date": (frozenset(), frozenset({"met"})),
    "time": (frozenset(), frozenset({"met"})),
    "note": (frozenset(), frozenset()),
    "rating": (frozenset({"low", "high", "ends"}), frozenset({"met"})),
    "number": (frozenset({"least", "most", "unit"}), frozenset({"decimals", "met"})),
    "text": (frozenset(), frozenset({"least_sentences", "most"})),
    "photo": (frozenset(), frozenset({"most"})),
    "location": (frozenset(), frozenset({"within_m"})),
    "stopwatch": (frozenset({"start", "stop"}), frozenset({"met"})),
}
SPECIAL = frozenset().union(*(need | may for need, may in KINDS.values())) - {"options"}
