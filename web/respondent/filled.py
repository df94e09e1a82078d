"""What the fields of a form begin with: what was just typed, given before, or is suggested."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from surveys.events import Ask
from surveys.values import (
    Amount,
    Chosen,
    ChosenAll,
    Day,
    Hour,
    Lasted,
    Ranked,
    Skipped,
    Value,
    Words,
)
from web.forms import Form
from web.respondent import answers


@dataclass(frozen=True, slots=True)
class Filled:
    """*codes*: chosen, ticked or ranked ones; *rows*: codes by the row of a table."""

    text: str = ""
    minutes: str = ""
    seconds: str = ""
    codes: tuple[str, ...] = ()
    rows: Mapping[str, str] = field(default_factory=dict)


def filled(ask: Ask, form: Form) -> Filled:
    """For the question of *ask*; *form*: what was refused just now, if it was of this question."""
    table = {str(row.question.id) for row in ask.rows}
    if form.get("question") in {str(ask.question.id), *table} and not form.get("code"):
        return Filled(
            form.get("text", ""), form.get("minutes", ""), form.get("seconds", ""),
            answers.picked(form), answers.rows(form),
        )  # fmt: skip
    begun = of_value(ask.doubt or (ask.held.value if ask.held else ask.suggested))
    if ask.ticked and ask.doubt is None:
        return Filled(codes=ask.ticked)
    if ask.rows and (code := begun.text or "".join(begun.codes)):
        return Filled(rows={ask.question.id: code})
    return begun


def of_value(value: Value | None) -> Filled:
    """An answer as the fields of its kind hold it; nothing where it has no field."""
    match value:
        case Chosen(code):
            return Filled(codes=(code,))
        case ChosenAll(codes) | Ranked(codes):
            return Filled(codes=codes)
        case Amount(number):
            return Filled(text=f"{number:f}")
        case Words(text):
            return Filled(text=text)
        case Day(day):
            return Filled(text=day.isoformat())
        case Hour(hour):
            return Filled(text=hour.isoformat("minutes"))
        case Lasted(seconds):
            whole, rest = divmod(seconds, 60)
            return Filled(minutes=f"{whole:f}", seconds=f"{rest:f}")
        case Skipped() | _:
            return Filled()
