"""One question of a file becomes one or several: rows of a matrix, what follows an answer.

    Building(...).build(spec, place, section) -> the questions it stands for

Every mistake goes into ``problems`` with its line; a question with a mistake is left out.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field
from typing import Any

from scoring.datafile import Node, Problem, line_of
from surveys.followers import followers
from surveys.form import (
    KINDS,
    NEVER_ASKED,
    SPECIAL,
    OptionSpec,
    QuestionnaireSpec,
    QuestionSpec,
    RowSpec,
    TextsSpec,
)
from surveys.limits import Limits
from surveys.made import make, option
from surveys.measures import unfit
from surveys.piping import mentioned, problems_of
from surveys.questionnaire import (
    AnyQuestion,
    Meaning,
    Option,
    QuestionId,
    Texts,
)
from surveys.rules import BadRule, Rule, compile_rule

Place = tuple[str | int, ...]
THIS = frozenset({"."})
LONGEST_ID = 24
AGREE: Texts = {"zh": "同意", "en": "I agree"}
DECLINE: Texts = {"zh": "不同意", "en": "I do not agree"}


@dataclass(slots=True)
class Building:
    """What is known while a file is read from its first question to its last.  *gate*: the
    conditions of the groups around; *repeats*: those around, outermost first."""

    whole: QuestionnaireSpec
    node: Node
    limits: Limits
    problems: list[Problem] = field(default_factory=list)
    earlier: set[str] = field(default_factory=set)
    gate: tuple[str, ...] = ()
    repeats: tuple[str, ...] = ()
    of: str = ""  # the question that is being read
    count: int = 0

    def build(self, spec: QuestionSpec, place: Place, section: str) -> list[AnyQuestion]:
        """The questions *spec* stands for, in order; those with a mistake left out."""
        if spec.kind == "matrix":
            return [q for n, row in enumerate(spec.rows or ())
                    for q in self.one(_row(spec, row), (*place, "rows", n), section,
                                      QuestionId(spec.id))]  # fmt: skip
        return self.one(spec, place, section, None)

    def one(
        self, spec: QuestionSpec, place: Place, section: str, matrix: QuestionId | None
    ) -> list[AnyQuestion]:
        self.of = spec.id
        reader = _Question(self, spec, place)
        built = reader.build(section, matrix)
        self.named(spec.id, (*place, "id"))
        found = [] if built is None else [built, *followers(
            spec, built, self.gate, self.options(spec.options), reader.ways_out_of_proof(),
        )]  # fmt: skip
        self.of = ""
        for extra in found[1:]:
            self.named(extra.id, (*place, "id"))
        return found

    def named(self, id: str, place: Place) -> None:
        """From here on *id* can be looked at."""
        longest = LONGEST_ID - 3 * len(self.repeats)
        if id in self.earlier:
            self.wrong(place, f"{id}: this id stands twice")
        if len(id) > longest:
            self.wrong(place, f"{id}: longer than the {longest} characters there is room for")
        self.earlier.add(id)
        self.count += 1

    def options(self, named: str | tuple[OptionSpec, ...]) -> tuple[OptionSpec, ...]:
        """The options written out, or those of the set of that name; none if there is no such."""
        return self.whole.option_sets.get(named, ()) if isinstance(named, str) else named

    def wrong(self, place: Place, message: str) -> None:
        said = f"{self.of}: {message}" if self.of and not message.startswith(self.of) else message
        self.problems.append(Problem(self.node.file, line_of(self.node, place), said))

    def rule(
        self, place: Place, text: str | None, also: Set[str] = frozenset(),
        columns: frozenset[str] = frozenset(), gate: tuple[str, ...] = (),
    ) -> Rule | None:  # fmt: skip
        """*text* compiled, joined with the conditions of *gate*; None, and a problem, if wrong."""
        if text is not None:
            self._known(place, text, also, columns)
        whole = (*gate, *(() if text is None else (text,)))
        if not whole:
            return None
        joined = whole[0] if len(whole) == 1 else " and ".join(f"({part})" for part in whole)
        try:
            return compile_rule(joined, columns)
        except BadRule:
            return None  # told where it stands

    def _known(self, place: Place, text: str, also: Set[str], columns: frozenset[str]) -> None:
        try:
            rule = compile_rule(text, columns)
        except BadRule as bad:
            self.wrong(place, f"{text}: {bad}")
            return
        around = rule.places & set(self.repeats)  # a place in a repeat that we stand in
        for name in sorted(rule.names - also - around - self.earlier):
            self.wrong(place, f"{text}: {self._unknown(name)}")
        for table in sorted(rule.tables - self.whole.tables.keys()):
            self.wrong(place, f"{text}: there is no table {table}")

    def _unknown(self, name: str) -> str:
        if name not in self.repeats:
            return f"no earlier question is called {name}"
        return (
            f"{name} is the repeat that this stands in, not yet counted: within it go "
            f"position(${{{name}}}) and indexed-repeat(…, ${{{name}}}, place)"
        )


def _row(spec: QuestionSpec, row: RowSpec) -> QuestionSpec:
    """A row of a matrix as a question of its own."""
    both = [text for text in (spec.relevant, row.relevant) if text]
    return spec.model_copy(update={
        "kind": "choice" if spec.options else "rating",
        "id": row.id, "label": row.label, "rows": None, "weight": row.weight,
        "characteristic": row.characteristic or spec.characteristic,
        "items": row.items or spec.items, "clauses": row.clauses or spec.clauses,
        "critical": row.critical or spec.critical,
        "relevant": " and ".join(f"({text})" for text in both) if both else None,
    })  # fmt: skip


class _Question:
    """One question being read: collects its problems, builds it if there are none."""

    def __init__(self, building: Building, spec: QuestionSpec, place: Place) -> None:
        self.around, self.spec, self.place = building, spec, place

    def wrong(self, field: str, message: str) -> None:
        self.around.wrong((*self.place, field), message)

    def build(self, section: str, matrix: QuestionId | None) -> AnyQuestion | None:
        spec, before = self.spec, len(self.around.problems)
        self._fits()
        columns = frozenset(name for option in self._option_specs() for name in option.columns)
        common: dict[str, Any] = {
            "id": QuestionId(spec.id),
            "label": spec.label.root,
            "text": (spec.text or spec.label).root,
            "help": _texts(spec.help),
            "image": spec.image,
            "section": section,
            "characteristic": spec.characteristic,
            "measure": spec.measure,
            "items": spec.items,
            "clauses": spec.clauses,
            "critical": spec.critical,
            "weight": spec.weight,
            "options": self._options(),
            "choice_filter": self.rule("choice_filter", columns=columns | {"name"}),
            "randomize": self._switch("randomize", spec.randomize),
            "order": self._order(),
            "relevant": self.around.rule(
                (*self.place, "relevant"), spec.relevant, gate=self.around.gate
            ),
            "required": self._switch("required", spec.required),
            "default": self.rule("default"),
            "read_only": spec.read_only,
            "constraint": self.rule("constraint", THIS),
            "constraint_message": _texts(spec.constraint_message),
            "warning": self.rule("warning", THIS),
            "warning_message": _texts(spec.warning_message),
            "mentions": frozenset(self._mentions()),
            "met": self.rule("met", THIS),
            "degree": self.rule("degree", THIS),
            "trap": self.rule("trap", THIS),
            "matrix": matrix,
            "repeats": self.around.repeats,
            "line": line_of(self.around.node, self.place),
        }
        speaks = spec.met or spec.degree or any(o.meaning for o in common["options"])
        if spec.clauses and not speaks:
            self.wrong("clauses", "names clauses, but no answer of it means met or not met")
        value = self.rule("value") if spec.kind == "calculate" else None
        if len(self.around.problems) > before:
            return None
        return make(spec, common, value)

    def rule(
        self, field: str, also: Set[str] = frozenset(), columns: frozenset[str] = frozenset()
    ) -> Rule | None:
        return self.around.rule((*self.place, field), getattr(self.spec, field), also, columns)

    def _fits(self) -> None:
        """Whether the kind has what it needs and nothing that is not its own."""
        spec = self.spec
        need, may = KINDS[spec.kind]
        given = {name for name in SPECIAL | {"options"} if _given(getattr(spec, name))}
        for name in sorted(need - given):
            self.wrong("kind", f"a {spec.kind} needs {name}")
        for name in sorted(given & SPECIAL - need - may):
            self.wrong(name, f"a {spec.kind} has no {name}")
        for problem in unfit(spec):
            self.wrong("measure", problem)
        if spec.text is None and spec.kind not in NEVER_ASKED:
            self.wrong("text", f"a {spec.kind} needs text")
        if spec.low is not None and spec.high is not None and spec.low >= spec.high:
            self.wrong("low", "low must be below high")
        if spec.least is not None and spec.most is not None and spec.least > spec.most:
            self.wrong("least", "least must not be above most")
        for one in ("constraint", "warning"):
            if (getattr(spec, one) is None) != (getattr(spec, f"{one}_message") is None):
                self.wrong(one, f"a {one} and its message go together")
        longest = self.around.limits.text
        if spec.kind in ("text", "barcode") and spec.most is not None and spec.most > longest:
            self.wrong("most", f"{longest} characters are the most")
        if spec.met is not None and spec.degree is not None:
            self.wrong("degree", "met or degree, not both")
        if spec.read_only and spec.default is None:
            self.wrong("read_only", "what is read only needs a default")

    def _switch(self, field: str, given: bool | str) -> bool | Rule:
        """``true``, ``false``, or an expression."""
        if isinstance(given, bool) or given in ("true", "false"):
            return given in (True, "true")
        return self.around.rule((*self.place, field), given) or True

    def _option_specs(self) -> tuple[OptionSpec, ...]:
        return self.around.options(self.spec.options)

    def _options(self) -> tuple[Option, ...]:
        spec, chosen = self.spec, self._option_specs()
        if isinstance(spec.options, str) and not chosen:
            self.wrong("options", f"there is no option set {spec.options}")
        if len({option.code for option in chosen}) < len(chosen):
            self.wrong("options", "two options have the same code")
        if spec.kind in ("choice", "choices", "ranking") and len(chosen) < 2:
            self.wrong("options", f"a {spec.kind} needs two options or more")
        if len(chosen) > self.around.limits.options:
            self.wrong("options", f"more than {self.around.limits.options} options")
        for one in chosen:
            if (one.outcome is Meaning.PARTLY) != (one.degree is not None):
                self.wrong("options", f"{one.code}: partly has a degree, nothing else has one")
            if one.exclusive and spec.kind != "choices":
                self.wrong("options", f"{one.code}: only one of several can be exclusive")
        if spec.kind == "consent":
            agree, decline = _texts(spec.agree) or AGREE, _texts(spec.decline) or DECLINE
            return (Option("yes", agree), Option("no", decline))
        return tuple(map(option, chosen))

    def _order(self) -> dict[str, tuple[str, ...]]:
        codes = {option.code for option in self._option_specs()}
        for language, order in self.spec.order.items():
            if set(order) != codes or len(order) != len(codes):
                self.wrong("order", f"{language}: every option once, no other")
        return self.spec.order

    def _mentions(self) -> Iterator[QuestionId]:
        """The earlier questions that the words speak of."""
        for name_of in ("text", "help", "constraint_message", "warning_message"):
            texts: TextsSpec | None = getattr(self.spec, name_of)
            for problem in problems_of(texts.root) if texts else ():
                self.wrong(name_of, problem)
            for name in sorted(mentioned(texts.root)) if texts else ():
                if name not in self.around.earlier:
                    self.wrong(name_of, f"no earlier question is called {name}")
                yield QuestionId(name)

    def ways_out_of_proof(self) -> tuple[OptionSpec, ...]:
        """The options beside the file or the words that an answer wants as proof."""
        if (proof := self.spec.evidence) is None:
            return ()
        self.around.rule((*self.place, "evidence", "when"), proof.when, THIS)
        for texts in (proof.text, proof.help):
            for problem in problems_of(texts.root) if texts else ():
                self.wrong("evidence", problem)
        ways = self.around.options(proof.options)
        if isinstance(proof.options, str) and not ways:
            self.wrong("evidence", f"there is no option set {proof.options}")
        if len({way.code for way in ways}) < len(ways):
            self.wrong("evidence", "two options have the same code")
        if proof.kind == "text" and (proof.most or 0) > (most := self.around.limits.text):
            self.wrong("evidence", f"{most} characters are the most")
        if proof.kind == "text" and ways:
            self.wrong("evidence", "words have no way out: leave them out with required: false")
        return ways


def _given(value: object) -> bool:
    return value is not None and value is not False and value not in ((), {})


def _texts(spec: TextsSpec | None) -> Texts | None:
    return spec.root if spec else None
