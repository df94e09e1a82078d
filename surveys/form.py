"""The form of a questionnaire file, before it means anything: fields, types, which kind has what.

docs/data-files.md describes it for authors.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    RootModel,
    StringConstraints,
    Tag,
)

from surveys.questionnaire import MOST_INSTANCES, Characteristic, Meaning, Measure, Mode

ID = r"[a-z0-9][a-z0-9_]{0,23}"
Id = Annotated[str, StringConstraints(pattern=rf"^{ID}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,62}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]{0,11}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")]
Words = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Image = Annotated[str, StringConstraints(pattern=r"^(https://\S{1,500}|[\w-]{1,60}\.[a-z]{3,4})$")]
Kind = Literal[
    "choice", "choices", "ranking", "rating", "number", "money", "text", "barcode", "date", "time",
    "duration", "photo", "video", "audio", "document", "signature", "location", "stopwatch",
    "note", "consent", "calculate", "hidden", "matrix",
]  # fmt: skip


class Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class TextsSpec(RootModel[dict[Language, Words]]):
    """Wording in every language of the questionnaire."""

    model_config = ConfigDict(frozen=True)


def _fraction(value: Any) -> Any:
    """``1/2`` or ``0.5``."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{1,4}(/[1-9]\d{0,3}|\.\d{1,6})?", value):
        raise ValueError("write a share as 1/2 or 0.5")
    return Fraction(value)


Share = Annotated[Fraction, BeforeValidator(_fraction), Field(ge=0, le=1)]
Weight = Annotated[Fraction, BeforeValidator(_fraction), Field(gt=0, le=100)]


class OptionSpec(Spec):
    code: Code
    label: TextsSpec
    outcome: Meaning | None = None
    degree: Share | None = None
    exclusive: bool = False
    image: Image | None = None
    columns: Annotated[dict[Id, str], Field(alias="with")] = {}
    say: TextsSpec | None = None


class EvidenceSpec(Spec):
    """A question that follows when the answer wants proof."""

    when: str
    kind: Literal["photo", "video", "audio", "document", "text"] = "photo"
    text: TextsSpec
    label: TextsSpec | None = None
    help: TextsSpec | None = None
    options: str | tuple[OptionSpec, ...] = ()
    required: bool = True
    least_sentences: Annotated[int, Field(ge=0, le=5)] = 0
    most: Annotated[int, Field(ge=1, le=4000)] | None = None


class RowSpec(Spec):
    """One row of a matrix: what differs from the others."""

    id: Id
    label: TextsSpec
    characteristic: Characteristic | None = None
    items: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    weight: Weight = Fraction(1)
    critical: bool = False
    relevant: str | None = None


class QuestionSpec(Spec):
    id: Id
    kind: Kind
    label: TextsSpec
    text: TextsSpec | None = None
    help: TextsSpec | None = None
    image: Image | None = None
    characteristic: Characteristic | None = None
    measure: Measure | None = None
    items: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    critical: bool = False
    weight: Weight = Fraction(1)
    options: str | tuple[OptionSpec, ...] = ()
    choice_filter: str | None = None
    randomize: bool | str = False
    order: dict[Language, tuple[Code, ...]] = {}
    relevant: str | None = None
    required: bool | str = True
    default: str | None = None
    read_only: bool = False
    met: str | None = None
    degree: str | None = None
    trap: str | None = None
    constraint: str | None = None
    constraint_message: TextsSpec | None = None
    warning: str | None = None
    warning_message: TextsSpec | None = None
    evidence: EvidenceSpec | None = None
    low: Annotated[int, Field(ge=-10, le=10)] | None = None
    high: Annotated[int, Field(ge=-9, le=100)] | None = None
    ends: tuple[TextsSpec, TextsSpec] | None = None
    look: Literal["numbers", "stars", "faces"] | None = None
    labels: dict[int, TextsSpec] | None = None
    least: Decimal | None = None
    unit: TextsSpec | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    decimals: Annotated[int, Field(ge=0, le=4)] | None = None
    most: Annotated[Decimal, Field(gt=0, le=10**12)] | None = None
    least_sentences: Annotated[int, Field(ge=0, le=5)] | None = None
    size: Literal["short", "long"] | None = None
    within_m: Annotated[int, Field(ge=10, le=100_000)] | None = None
    accuracy_m: Annotated[int, Field(ge=5, le=100_000)] | None = None
    start: TextsSpec | None = None
    stop: TextsSpec | None = None
    split: TextsSpec | None = None
    splits: Annotated[int, Field(ge=1, le=20)] | None = None
    agree: TextsSpec | None = None
    decline: TextsSpec | None = None
    value: str | None = None
    show: bool | None = None
    rows: Annotated[tuple[RowSpec, ...], Field(max_length=50)] | None = None


class RepeatSpec(Spec):
    count: str | None = None
    least: Annotated[int, Field(ge=0, le=MOST_INSTANCES)] = 1
    most: Annotated[int, Field(ge=1, le=MOST_INSTANCES)] = 20
    label: TextsSpec | None = None
    text: TextsSpec | None = None
    add: TextsSpec | None = None
    done: TextsSpec | None = None


def _member(value: Any) -> str:
    return "group" if isinstance(value, dict) and "group" in value else "question"


Member = Annotated[
    Annotated[QuestionSpec, Tag("question")] | Annotated["GroupSpec", Tag("group")],
    Discriminator(_member),
]
Members = Annotated[tuple[Member, ...], Field(min_length=1, max_length=2000)]


class GroupSpec(Spec):
    """Questions that belong together, perhaps once for each of several things."""

    group: Id
    title: TextsSpec
    relevant: str | None = None
    repeat: RepeatSpec | None = None
    questions: Members


class SectionSpec(Spec):
    id: Slug
    title: TextsSpec
    relevant: str | None = None
    repeat: RepeatSpec | None = None
    questions: Members


class QuestionnaireSpec(Spec):
    questionnaire: Slug
    edition: Annotated[int, Field(ge=1, le=9999)]
    mode: Mode
    languages: Annotated[tuple[Language, ...], Field(min_length=1, max_length=8)] = ("zh", "en")
    title: TextsSpec
    intro: TextsSpec
    thanks: TextsSpec
    minutes: Annotated[int, Field(ge=1, le=600)]
    source: str
    tables: dict[Id, str] = {}
    option_sets: dict[str, tuple[OptionSpec, ...]] = {}
    sections: Annotated[tuple[SectionSpec, ...], Field(min_length=1, max_length=100)]


# What a kind needs and what it may have beside that; anything else is a mistake.
_RATED = frozenset({"met", "degree"})
_CHOICE = frozenset({"choice_filter", "randomize", "order"})
_NONE: frozenset[str] = frozenset()
_FILES = (_NONE, frozenset({"least", "most"}))
KINDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "choice": (frozenset({"options"}), _CHOICE | {"degree"}),
    "choices": (frozenset({"options"}), _CHOICE | _RATED | {"least", "most"}),
    "ranking": (frozenset({"options"}), _CHOICE | {"most"}),
    "rating": (frozenset({"low", "high", "ends"}), _RATED | {"look", "labels"}),
    "number": (frozenset({"least", "most", "unit"}), _RATED | {"decimals"}),
    "money": (frozenset({"currency"}), _RATED | {"least", "most", "decimals"}),
    "text": (_NONE, frozenset({"least_sentences", "most", "size", "met"})),
    "barcode": (_NONE, frozenset({"most"})),
    "date": (_NONE, _RATED),
    "time": (_NONE, _RATED),
    "duration": (_NONE, _RATED | {"least", "most"}),
    "photo": _FILES,
    "video": _FILES,
    "audio": _FILES,
    "document": _FILES,
    "signature": (_NONE, _NONE),
    "location": (_NONE, frozenset({"within_m", "accuracy_m", "met"})),
    "stopwatch": (frozenset({"start", "stop"}), _RATED | {"split", "splits"}),
    "note": (_NONE, _NONE),
    "consent": (_NONE, frozenset({"agree", "decline"})),
    "calculate": (frozenset({"value"}), _RATED | {"show"}),
    "hidden": (_NONE, _NONE),
    "matrix": (frozenset({"rows"}), frozenset({"low", "high", "ends", "look", "labels"}) | _RATED),
}
SPECIAL = frozenset().union(*(need | may for need, may in KINDS.values())) - {"options"}
NEVER_ASKED = ("calculate", "hidden")  # these need no words


def wordings(spec: Any, place: tuple[str | int, ...] = ()) -> Iterator[
    tuple[tuple[str | int, ...], TextsSpec]
]:  # fmt: skip
    """Every text of *spec* and where it stands."""
    if isinstance(spec, TextsSpec):
        yield place, spec
    elif isinstance(spec, BaseModel):
        for name, field in type(spec).model_fields.items():
            yield from wordings(getattr(spec, name), (*place, field.alias or name))
    elif isinstance(spec, dict):
        for key, value in spec.items():
            yield from wordings(value, (*place, key))
    elif isinstance(spec, tuple):
        for number, value in enumerate(spec):
            yield from wordings(value, (*place, number))
