"""The lines of a bundle's log, each held against what it says it is: an entry, a finding, a change
of policies.  Pure.  Whoever made every hash anew could have written anything into them.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, TypeAdapter
from pydantic import ValidationError as Invalid

from certification.audit import Kind
from scoring.adjustments import Trigger
from scoring.evidence import Source
from surveys.questionnaire import Mode
from surveys.stored import act

Line = Mapping[str, Any]


class Wrong(NamedTuple):
    """What is wrong with line *n*: a message of the catalogue and its arguments."""

    n: int
    id: str
    args: Mapping[str, str]


def _moment(text: str) -> str:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError("a time without its zone")
    return text


At = Annotated[str, AfterValidator(_moment)]


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)

    at: At


class _Entry(_Line):
    kind: Literal["entry"]
    cursor: int
    interview: str
    outlet: str
    wave: str
    questionnaire: str
    edition: int
    mode: Annotated[str, AfterValidator(lambda text: Mode(text).value)]
    act: str
    question: str | None
    value: dict[str, Any] | None


class _Finding(_Line):
    kind: Literal["finding"]
    id: int
    about: Annotated[str, AfterValidator(lambda text: Kind(text).value)]
    subject: str
    source: Annotated[str, AfterValidator(lambda text: Source(text).value)]
    value: dict[str, str] | None  # numbers are texts: neither NaN nor true is one
    by: str


class _Policies(_Line):
    kind: Literal["policies"]
    value: dict[str, str]


_LINE: TypeAdapter[_Entry | _Finding | _Policies] = TypeAdapter(
    Annotated[_Entry | _Finding | _Policies, Discriminator("kind")]
)


def wrong_lines(
    lines: Sequence[Line], last: int, asked: Collection[tuple[str, int]]
) -> Iterator[Wrong]:
    """Everything wrong with single lines.  *last*: the cursor the bundle says it ends with;
    *asked*: the questionnaires it holds, each missing one is told where it is first needed."""
    before, missed = 0, set[tuple[str, int]]()
    for n, line in enumerate(lines, start=1):
        try:
            found = _LINE.validate_python(line)
        except Invalid as error:
            for wrong in error.errors(include_url=False, include_input=False):
                where = ".".join(map(str, wrong["loc"][1:] or ("kind",)))
                yield Wrong(n, "bundle-wrong", {"what": f"{where}: {wrong['msg']}"[:200]})
            continue
        match found:
            case _Entry():
                yield from _entry(n, found, before, last)
                before = max(before, found.cursor)
                key = found.questionnaire, found.edition
                if key not in asked and key not in missed:
                    missed.add(key)
                    yield Wrong(n, "bundle-not-asked", {"key": f"{key[0]}@{key[1]}"[:80]})
            case _Finding(about=Kind.SPECIAL, value={"trigger": trigger}):
                if trigger and trigger not in tuple(Trigger):
                    yield Wrong(n, "bundle-wrong", {"what": f"trigger: {trigger}"[:80]})
            case _Finding() | _Policies():
                pass


def _entry(n: int, entry: _Entry, before: int, last: int) -> Iterator[Wrong]:
    if entry.cursor > last:
        yield Wrong(n, "bundle-newer-entry", {"cursor": str(entry.cursor), "last": str(last)})
    elif entry.cursor <= before:
        told = {"cursor": str(entry.cursor), "before": str(before)}
        yield Wrong(n, "bundle-not-after", told)
    try:
        act(entry.act, entry.question, entry.value)
    except (KeyError, ValueError, TypeError, AttributeError):
        yield Wrong(n, "bundle-no-act", {"act": entry.act[:40]})
