"""The part ``fieldwork`` of a case.yaml: see `surveys.fieldwork_policy.parse`.

It stays text, as it is stored; here only what is wrong with it is found, each in its line.
"""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from surveys.fieldwork_policy import MOST_REMINDERS, duration, parse, percent, quiet


def _read_by(read: Callable[[str], object]) -> AfterValidator:
    def kept(text: str) -> str:
        read(text)
        return text

    return AfterValidator(kept)


def _most(text: str) -> object:
    if not (text.isascii() and text.isdigit() and len(text) < 3 and int(text) <= MOST_REMINDERS):
        raise ValueError(f"{text!r} is no number from 0 to {MOST_REMINDERS}")
    return text


def _expiry(text: str) -> object:
    return text == "never" or duration(text)


Length = Annotated[str, _read_by(duration)]
Share = Annotated[str, _read_by(percent)]
Hours = Annotated[str, _read_by(quiet)]
Number = Annotated[str, _read_by(_most)]
Expiry = Annotated[str, _read_by(_expiry)]


class RemindersSpec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    first_after: Length | None = None
    every: Length | None = None
    most: Number | None = None
    quiet: Hours | None = None


class FieldworkSpec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    reminders: RemindersSpec | None = None
    expire_after: Expiry | None = None
    partial: Share | None = None
    complete: Share | None = None

    @property
    def written(self) -> dict[str, Any]:
        """What is said, as `store.set_policy` takes it."""
        return self.model_dump(exclude_none=True)

    @model_validator(mode="after")
    def _whole(self) -> "FieldworkSpec":
        parse(self.written)
        return self
