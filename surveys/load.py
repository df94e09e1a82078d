"""Questionnaire files become questionnaires; every mistake is told with its line.

The form of a file: docs/data-files.md.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, assert_never

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from scoring.datafile import DataFileError, Node, Problem, line_of, read, validate
from surveys.questionnaire import (
    AnyQuestion,
    Characteristic,
    Choice,
    Location,
    Meaning,
    Mode,
    Number,
    Option,
    Photo,
    QuestionId,
    Questionnaire,
    Rating,
    Section,
    Stopwatch,
    Text,
)
from surveys.rules import BadRule, Rule, compile_rule

Questionnaires = Mapping[tuple[str, int], Questionnaire]
Fielded = tuple[str, int, str, str]  # id, edition, hash, the file's text

HERE = Path(__file__).parent / "questionnaires"
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


class QuestionSpec(Spec):
    id: Id
    kind: Literal["choice", "rating", "number", "text", "photo", "location", "stopwatch"]
    label: TextsSpec
    text: TextsSpec
    help: TextsSpec | None = None
    characteristic: Characteristic | None = None
    items: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    options: str | tuple[OptionSpec, ...] = ()
    relevant: str | None = None
    required: bool = True
    met: str | None = None
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
    "rating": (frozenset({"low", "high", "ends"}), frozenset({"met"})),
    "number": (frozenset({"least", "most", "unit"}), frozenset({"decimals", "met"})),
    "text": (frozenset(), frozenset({"least_sentences", "most"})),
    "photo": (frozenset(), frozenset({"most"})),
    "location": (frozenset(), frozenset({"within_m"})),
    "stopwatch": (frozenset({"start", "stop"}), frozenset({"met"})),
}
SPECIAL = frozenset().union(*(need | may for need, may in KINDS.values())) - {"options"}


def questionnaire(text: str, file: str) -> Questionnaire:
    """The questionnaire in *text*; raises DataFileError with every problem."""
    node = read(text, file)
    spec = validate(QuestionnaireSpec, node)
    problems: list[Problem] = []
    sections = tuple(Section(s.id, s.title.model_dump()) for s in spec.sections)
    questions: list[AnyQuestion] = []
    for s, section in enumerate(spec.sections):
        for q, question in enumerate(section.questions):
            reader = _Question(
                question, spec, node, ("sections", s, "questions", q), [x.id for x in questions]
            )
            built = reader.build(section.id)
            problems += reader.problems
            questions += [built] if built else []
    if problems:
        raise DataFileError(problems)
    return Questionnaire(
        id=spec.questionnaire,
        edition=spec.edition,
        mode=spec.mode,
        title=spec.title.model_dump(),
        intro=spec.intro.model_dump(),
        thanks=spec.thanks.model_dump(),
        minutes=spec.minutes,
        source=spec.source,
        sections=sections,
        questions=tuple(questions),
        hash=hashlib.sha256(text.encode()).hexdigest(),
        written=text,
    )


class _Question:
    """One question being read: collects its problems, builds it if there are none."""

    def __init__(
        self,
        spec: QuestionSpec,
        whole: QuestionnaireSpec,
        node: Node,
        place: tuple[str | int, ...],
        earlier: list[QuestionId],
    ) -> None:
        self.spec, self.whole, self.node, self.place = spec, whole, node, place
        self.earlier = earlier
        self.problems: list[Problem] = []

    def wrong(self, field: str, message: str) -> None:
        line = line_of(self.node, (*self.place, field))
        self.problems.append(Problem(self.node.file, line, f"{self.spec.id}: {message}"))

    def build(self, section: str) -> AnyQuestion | None:
        spec = self.spec
        if spec.id in self.earlier:
            self.wrong("id", "this id stands twice")
        need, may = KINDS[spec.kind]
        given = {name for name in SPECIAL | {"options"} if getattr(spec, name) not in (None, ())}
        for name in sorted(need - given):
            self.wrong("kind", f"a {spec.kind} needs {name}")
        for name in sorted(given & SPECIAL - need - may):
            self.wrong(name, f"a {spec.kind} has no {name}")
        if spec.low is not None and spec.high is not None and spec.low >= spec.high:
            self.wrong("low", "low must be below high")
        common: dict[str, Any] = {
            "id": QuestionId(spec.id),
            "label": spec.label.model_dump(),
            "text": spec.text.model_dump(),
            "help": spec.help.model_dump() if spec.help else None,
            "section": section,
            "characteristic": spec.characteristic,
            "items": spec.items,
            "clauses": spec.clauses,
            "options": tuple(self.options()),
            "relevant": self.rule("relevant", spec.relevant, set(self.earlier)),
            "required": spec.required,
            "met": self.rule("met", spec.met, {".", *self.earlier}),
            "line": line_of(self.node, self.place),
        }
        if spec.clauses and not spec.met and not any(o.meaning for o in common["options"]):
            self.wrong("clauses", "names clauses, but no answer of it means met or not met")
        return None if self.problems else self.of_kind(common)

    def options(self) -> Iterator[Option]:
        spec = self.spec.options
        chosen = self.whole.option_sets.get(spec) if isinstance(spec, str) else spec
        if chosen is None:
            self.wrong("options", f"there is no option set {spec}")
            return
        if len({option.code for option in chosen}) < len(chosen):
            self.wrong("options", "two options have the same code")
        if self.spec.kind == "choice" and len(chosen) < 2:
            self.wrong("options", "a choice needs two options or more")
        for option in chosen:
            if (option.outcome is Meaning.PARTLY) != (option.degree is not None):
                self.wrong("options", f"{option.code}: partly has a degree, nothing else has one")
            yield Option(option.code, option.label.model_dump(), option.outcome, _degree(option))

    def rule(self, field: str, text: str | None, known: set[str]) -> Rule | None:
        if text is None:
            return None
        try:
            rule = compile_rule(text)
        except BadRule as bad:
            self.wrong(field, f"{text}: {bad}")
            return None
        for name in sorted(rule.names - known):
            self.wrong(field, f"{text}: no earlier question is called {name}")
        return rule

    def of_kind(self, common: dict[str, Any]) -> AnyQuestion:
        spec = self.spec
        match spec.kind:
            case "choice":
                return Choice(**common)
            case "rating":
                assert spec.low is not None and spec.high is not None and spec.ends is not None
                low_end, high_end = (end.model_dump() for end in spec.ends)
                return Rating(**common, low=spec.low, high=spec.high, ends=(low_end, high_end))
            case "number":
                assert spec.least is not None and spec.most is not None and spec.unit is not None
                return Number(
                    **common, least=spec.least, most=spec.most,
                    decimals=spec.decimals or 0, unit=spec.unit.model_dump(),
                )  # fmt: skip
            case "text":
                least = spec.least_sentences or 0
                return Text(**common, least_sentences=least, most=int(spec.most or 2000))
            case "photo":
                return Photo(**common, most=int(spec.most or 3))
            case "location":
                return Location(**common, within_m=spec.within_m or 300)
            case "stopwatch":
                assert spec.start is not None and spec.stop is not None
                return Stopwatch(
                    **common, start=spec.start.model_dump(), stop=spec.stop.model_dump()
                )
            case unreachable:
                assert_never(unreachable)


def _degree(option: OptionSpec) -> Fraction | None:
    match option.outcome:
        case Meaning.MET:
            return Fraction(1)
        case Meaning.NOT_MET:
            return Fraction(0)
        case Meaning.PARTLY:
            return option.degree
        case _:
            return None


@cache
def packaged() -> Questionnaires:
    """Every questionnaire that ships with Anfang, by id and edition.  Raises DataFileError."""
    problems: list[Problem] = []
    found: dict[tuple[str, int], Questionnaire] = {}
    for file in sorted(HERE.glob("*.yaml")):
        try:
            one = questionnaire(file.read_text("utf-8"), f"surveys/questionnaires/{file.name}")
        except DataFileError as error:
            problems += error.problems
            continue
        if file.stem != one.key:
            problems.append(Problem(file.name, 1, f"this is {one.key}, not {file.stem}"))
        found[one.id, one.edition] = one
    if problems:
        raise DataFileError(problems)
    return found


class EditionChanged(Exception):
    """A questionnaire file was changed after it was fielded; the message says what to do."""


def with_fielded(files: Questionnaires, fielded: Iterable[Fielded]) -> Questionnaires:
    """*files* and every edition that was ever fielded, each as it was then.

    Raises EditionChanged if a file is no longer what was fielded under its name.
    """
    known = dict(files)
    for id, edition, hash, written in fielded:
        if (id, edition) not in known:
            known[id, edition] = questionnaire(written, f"{id}@{edition}, as fielded")
        elif known[id, edition].hash != hash:
            raise EditionChanged(
                f"{id}@{edition} was changed after it was fielded. Give the new text a new "
                "edition number in a file of its own, and put the fielded file back."
            )
    return known
