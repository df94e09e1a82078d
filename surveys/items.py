"""The items of document 000, 4.1.1-4.1.8: what each rates, and who can see it.

Data in items.yaml.  `uncovered` says which items that a shopper can see no questionnaire asks.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from scoring.datafile import DataFileError, Problem, line_of, read, validate
from surveys.questionnaire import Characteristic, Mode, Questionnaire, Texts

FILE = Path(__file__).with_name("items.yaml")
NAME = "surveys/items.yaml"
Words = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LabelSpec(Spec):
    zh: Words
    en: Words


class ItemSpec(Spec):
    id: Annotated[str, StringConstraints(pattern=r"^4\.1(\.\d){1,3}[a-z]?\d?$")]
    primary: Characteristic
    secondary: Characteristic | None = None
    evidence: Annotated[tuple[Literal["mystery", "customers", "audit"], ...], Field(min_length=1)]
    truncated: Literal["sentence", "list", "heading"] | None = None
    label: LabelSpec


class ItemsSpec(Spec):
    source: Words
    items: tuple[ItemSpec, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One item; *evidence*: mystery, customers, audit; *truncated*: how it breaks off in 000."""

    id: str
    primary: Characteristic
    secondary: Characteristic | None
    evidence: tuple[str, ...]
    truncated: str | None
    label: Texts
    line: int


def parse(text: str, file: str = NAME) -> Mapping[str, Item]:
    """The items by id.  Raises DataFileError with every problem."""
    node = read(text, file)
    spec = validate(ItemsSpec, node)
    found: dict[str, Item] = {}
    problems: list[Problem] = []
    for number, item in enumerate(spec.items):
        line = line_of(node, ("items", number))
        if item.id in found:
            problems.append(Problem(file, line, f"{item.id} stands twice"))
        if item.primary is item.secondary:
            problems.append(Problem(file, line, f"{item.id}: secondary repeats primary"))
        found[item.id] = Item(
            item.id, item.primary, item.secondary, item.evidence, item.truncated,
            item.label.model_dump(), line,
        )  # fmt: skip
    if problems:
        raise DataFileError(problems)
    return found


@cache
def packaged() -> Mapping[str, Item]:
    """The items that ship."""
    return parse(FILE.read_text("utf-8"))


def uncovered(
    items: Mapping[str, Item], questionnaires: Iterable[Questionnaire]
) -> Iterator[Problem]:
    """Items named that do not exist, and items a shopper can see that nobody asks."""
    asked: set[str] = set()
    for questionnaire in questionnaires:
        for question in questionnaire:
            if questionnaire.mode is Mode.MYSTERY:
                asked |= set(question.items)
            for id in sorted(set(question.items) - items.keys()):
                file = f"surveys/questionnaires/{questionnaire.key}.yaml"
                yield Problem(file, question.line, f"{question.id}: document 000 has no item {id}")
    for item in items.values():
        if "mystery" in item.evidence and item.id not in asked:
            yield Problem(NAME, item.line, f"{item.id}: no mystery questionnaire asks about it")
