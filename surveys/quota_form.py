"""Quotas as people write them in case.yaml, and what can be wrong with them.

    - questionnaire: perception
      name: kind and outlook           # once in the wave
      outlet: S01                      # left out: all outlets together
      by: [service, satisfaction]      # the strata questions
      cells:
        repair / 10: 30                # one value of each; - is "not answered"
      otherwise: closed                # open: whoever is in no cell goes on without a limit
      hold: 24h

or, instead of *by* and *cells*, only ``most: 200``: so many of everybody.  docs/data-files.md
describes it for authors.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from scoring.datafile import Loc
from surveys.fieldwork_policy import duration
from surveys.load import Questionnaires
from surveys.questionnaire import (
    AnyQuestion,
    Calculated,
    Choice,
    Hidden,
    QuestionId,
    Questionnaire,
    Rating,
)
from surveys.quotas import MOST, Cell, Otherwise, Quota, Values

BETWEEN, UNANSWERED = "/", "-"
MOST_CELLS = 1000


def _places(most: int) -> int:
    if most == 0:
        raise ValueError("0 would let nobody in: leave the cell out and write otherwise: closed")
    if not 0 < most <= MOST:
        raise ValueError(f"a whole number from 1 to {MOST}")
    return most


Places = Annotated[int, AfterValidator(_places)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
Short = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class QuotaSpec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    questionnaire: Short
    name: Name
    outlet: Short | None = None
    by: tuple[Short, ...] = ()
    cells: dict[str, Places] = Field(default_factory=dict, max_length=MOST_CELLS)
    most: Places | None = None
    otherwise: Otherwise = Otherwise.OPEN
    hold: Annotated[str, AfterValidator(lambda text: duration(text) and text)] = "24h"

    @model_validator(mode="after")
    def _one_way_or_the_other(self) -> "QuotaSpec":
        if (self.most is None) != bool(self.by and self.cells) or (self.most and self.by):
            raise ValueError("by and cells, or only most")
        return self


@dataclass(frozen=True, slots=True)
class Written:
    """A quota, and the code of the outlet it is for; None: all outlets of the wave together."""

    outlet: str | None
    quota: Quota


def written(spec: QuotaSpec) -> Written:
    """The quota of a form in which `mistakes` finds none."""
    cells = (
        tuple(Cell(_values(key), most) for key, most in spec.cells.items())
        if spec.most is None
        else (Cell((), spec.most),)
    )
    by = tuple(map(QuestionId, spec.by))
    hold: timedelta = duration(spec.hold)
    return Written(
        spec.outlet, Quota(spec.name, spec.questionnaire, by, cells, spec.otherwise, hold)
    )


def mistakes(
    specs: Iterable[QuotaSpec], questionnaires: Questionnaires, outlets: Collection[str]
) -> Iterator[tuple[Loc, str]]:
    """Everything that is wrong, each with its place in the list of quotas."""
    names: set[str] = set()
    for number, spec in enumerate(specs):
        if spec.name in names:
            yield (number, "name"), f"there is another quota called {spec.name}"
        names.add(spec.name)
        if spec.outlet is not None and spec.outlet not in outlets:
            yield (number, "outlet"), f"there is no outlet {spec.outlet}"
        newest = _newest(questionnaires, spec.questionnaire)
        if newest is None:
            yield (number, "questionnaire"), _no_questionnaire(spec.questionnaire)
            continue
        for loc, message in _strata(spec, newest):
            yield (number, *loc), message


def _newest(questionnaires: Questionnaires, id: str) -> Questionnaire | None:
    editions = (one for one in questionnaires.values() if one.id == id)
    return max(editions, key=lambda one: one.edition, default=None)


def _no_questionnaire(id: str) -> str:
    if "@" in id:
        return f"{id}: without an edition: all editions of a questionnaire count together"
    return f"there is no questionnaire {id}"


def _strata(spec: QuotaSpec, questionnaire: Questionnaire) -> Iterator[tuple[Loc, str]]:
    found: list[AnyQuestion | None] = []
    for place, id in enumerate(spec.by):
        question = questionnaire.get(id) if "." not in id else None
        why = _cannot_sort(id, question, questionnaire)
        if id in spec.by[:place]:
            why = f"{id} stands twice"
        if why:
            yield ("by", place), why
        found.append(None if why else question)
    cells: dict[Values, str] = {}
    for key in spec.cells:
        values = _values(key)
        if len(values) != len(spec.by):
            yield ("cells", key), f"{key}: one value for each of {_between(spec.by)}"
            continue
        if values in cells:
            yield ("cells", key), f"{key}: the same cell as {cells[values]}"
        cells[values] = key
        for question, value in zip(found, values, strict=True):
            if question is not None and not _can_be(question, value):
                said = value or UNANSWERED
                yield ("cells", key), f"{key}: {question.id} is never answered with {said}"


def _cannot_sort(
    id: str, question: AnyQuestion | None, questionnaire: Questionnaire
) -> str | None:
    if question is None:
        return f"{questionnaire.key} has no question {id}"
    if question.repeats:
        return f"{id} is asked once for each of several things: that sorts nobody"
    if not isinstance(question, Choice | Rating | Hidden | Calculated):
        return f"{id} does not sort: a choice, a rating, a hidden or a calculated value does"
    return None


def _can_be(question: AnyQuestion, value: str) -> bool:
    if isinstance(question, Hidden | Calculated):
        return True
    if not value:
        return question.relevant is not None or question.required is not True
    points = range(question.low, question.high + 1) if isinstance(question, Rating) else ()
    return question.option(value) is not None or value in map(str, points)


def _values(key: str) -> Values:
    parts = (part.strip() for part in key.split(BETWEEN))
    return tuple("" if part == UNANSWERED else part for part in parts)


def _between(by: Iterable[str]) -> str:
    return f" {BETWEEN} ".join(by)
