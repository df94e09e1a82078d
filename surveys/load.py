"""Questionnaire files become questionnaires; every mistake is told with its line.

The form of a file: docs/data-files.md.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Set
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, assert_never

from scoring.datafile import DataFileError, Node, Problem, line_of, read, validate
from surveys.form import KINDS, SPECIAL, OptionSpec, QuestionnaireSpec, QuestionSpec, TextsSpec
from surveys.questionnaire import (
    AnyQuestion,
    Choice,
    Choices,
    Date,
    Location,
    Meaning,
    Note,
    Number,
    Option,
    Photo,
    QuestionId,
    Questionnaire,
    Rating,
    Section,
    Stopwatch,
    Text,
    Texts,
    Time,
)
from surveys.rules import REFERENCE, BadRule, Rule, compile_rule

Questionnaires = Mapping[tuple[str, int], Questionnaire]
Fielded = tuple[str, int, str, str]  # id, edition, hash, the file's text

HERE = Path(__file__).parent / "questionnaires"


def questionnaire(text: str, file: str) -> Questionnaire:
    """The questionnaire in *text*; raises DataFileError with every problem."""
    node = read(text, file)
    spec = validate(QuestionnaireSpec, node)
    problems: list[Problem] = []
    sections = tuple(Section(s.id, s.title.model_dump()) for s in spec.sections)
    questions: list[AnyQuestion] = []
    earlier: set[str] = set()
    for s, section in enumerate(spec.sections):
        for q, question in enumerate(section.questions):
            reader = _Question(question, spec, node, ("sections", s, "questions", q), earlier)
            built = reader.build(section.id)
            problems += reader.problems
            if built:
                questions.append(built)
                earlier.add(built.id)
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
        earlier: Set[str],
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
        if (spec.constraint is None) != (spec.constraint_message is None):
            self.wrong("constraint", "a constraint and its message go together")
        if (spec.warning is None) != (spec.warning_message is None):
            self.wrong("warning", "a warning and its message go together")
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
            "relevant": self.rule("relevant", spec.relevant),
            "required": self.required(spec.required),
            "constraint": self.rule("constraint", spec.constraint, {"."}),
            "constraint_message": _texts(spec.constraint_message),
            "warning": self.rule("warning", spec.warning, {"."}),
            "warning_message": _texts(spec.warning_message),
            "mentions": frozenset(self.mentions()),
            "met": self.rule("met", spec.met, {"."}),
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
        if self.spec.kind in ("choice", "choices") and len(chosen) < 2:
            self.wrong("options", f"a {self.spec.kind} needs two options or more")
        for option in chosen:
            if (option.outcome is Meaning.PARTLY) != (option.degree is not None):
                self.wrong("options", f"{option.code}: partly has a degree, nothing else has one")
            if option.exclusive and self.spec.kind != "choices":
                self.wrong("options", f"{option.code}: only one of several can be exclusive")
            yield Option(
                option.code, option.label.model_dump(), option.outcome, _degree(option),
                option.exclusive,
            )  # fmt: skip

    def mentions(self) -> Iterator[QuestionId]:
        """The earlier questions that the words speak of."""
        spec = self.spec
        for field in ("text", "help", "constraint_message", "warning_message"):
            texts: TextsSpec | None = getattr(spec, field)
            for name in REFERENCE.findall(f"{texts.zh} {texts.en}") if texts else ():
                if name not in self.earlier:
                    self.wrong(field, f"no earlier question is called {name}")
                yield QuestionId(name)

    def required(self, given: bool | str) -> bool | Rule:
        if isinstance(given, bool) or given in ("true", "false"):
            return given in (True, "true")
        return self.rule("required", given) or True

    def rule(self, field: str, text: str | None, also: Set[str] = frozenset()) -> Rule | None:
        if text is None:
            return None
        try:
            rule = compile_rule(text)
        except BadRule as bad:
            self.wrong(field, f"{text}: {bad}")
            return None
        for name in sorted(n for n in rule.names - also if n not in self.earlier):
            self.wrong(field, f"{text}: no earlier question is called {name}")
        return rule

    def of_kind(self, common: dict[str, Any]) -> AnyQuestion:
        spec = self.spec
        match spec.kind:
            case "choice":
                return Choice(**common)
            case "choices":
                least, most = int(spec.least or 0), int(spec.most or len(common["options"]))
                return Choices(**common, least=least, most=most)
            case "date":
                return Date(**common)
            case "time":
                return Time(**common)
            case "note":
                return Note(**common)
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


def _texts(spec: TextsSpec | None) -> Texts | None:
    return spec.model_dump() if spec else None


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
