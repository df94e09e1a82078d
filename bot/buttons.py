"""What a button carries: which interview, at which revision, which question, which answer.

    a1:<interview key>:<revision>:<question>:<code>

At most 64 bytes, which is all Telegram takes, and nothing personal.  Without a question the code
is one of `ACTS`: the button belongs to a screen, not to an answer.  What comes back in a tap may
be anything at all (old versions, other bots, people with tools): it is read or it is None.
"""

import re
from dataclasses import dataclass, replace

from surveys.events import (
    Agreed,
    AskedStatus,
    AskedToChange,
    Confirmed,
    Event,
    Jumped,
    Opened,
    Refusal,
    Rested,
    Spoke,
    Tapped,
    WentBack,
)
from surveys.questionnaire import QuestionId

MOST_BYTES = 64
JUMP = "@jump"

# Buttons of screens: what each means.  Going back and refusing mean it for one revision only.
ACTS: dict[str, Event] = {
    "agree": Agreed(),
    "conflict": Refusal("conflict"),
    "no-consent": Refusal("no-consent"),
    "submit": Confirmed(),
    "change": AskedToChange(),
    "back": WentBack(),
    "pause": Rested(),
    "resume": Opened(),
    "status": AskedStatus(),
    "zh": Spoke("zh"),
    "en": Spoke("en"),
}

FORM = re.compile(
    r"a1:(?P<key>[A-Za-z0-9_-]{0,12}):(?P<revision>[0-9]{1,6})"
    r":(?P<question>[a-z0-9_.]{0,24}):(?P<code>@?[a-z0-9_-]{1,12})"
)


@dataclass(frozen=True, slots=True)
class Button:
    """*key* is empty where no interview is meant (choosing a language before any)."""

    key: str
    revision: int
    question: str
    code: str


def encode(button: Button) -> str:
    """The callback data of *button*.  Raises ValueError for what `decode` would not take."""
    data = f"a1:{button.key}:{button.revision}:{button.question}:{button.code}"
    if not FORM.fullmatch(data) or len(data) > MOST_BYTES:
        raise ValueError(f"no button can carry {data!r}")
    return data


def decode(data: str | None) -> Button | None:
    """The button that carries *data*; None for anything that is not ours."""
    found = FORM.fullmatch(data) if data and len(data) <= MOST_BYTES else None
    if found is None:
        return None
    return Button(found["key"], int(found["revision"]), found["question"], found["code"])


def event(button: Button) -> Event | None:
    """What a tap on it means; None where it means nothing."""
    if button.question:
        question = QuestionId(button.question)
        if button.code == JUMP:
            return Jumped(question)
        return Tapped(question, button.revision, button.code)
    meant = ACTS.get(button.code)
    if isinstance(meant, WentBack | Refusal):
        return replace(meant, revision=button.revision)
    return meant
