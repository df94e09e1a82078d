"""The thirty questions of survey@1.yaml, read for those who do not read our files."""

from dataclasses import dataclass
from pathlib import Path

from surveys.kinds import Choice, Rating
from surveys.load import questionnaire

FILE = Path(__file__).parents[1] / "survey@1.yaml"


@dataclass(frozen=True, slots=True)
class Asked:
    """*options*: the labels of its buttons; none where something is typed or sent."""

    text: str
    options: tuple[str, ...]


def _options(question: object) -> tuple[str, ...]:
    if isinstance(question, Choice):
        return tuple(option.label["en"] for option in question.options)
    if isinstance(question, Rating):
        return tuple(str(point) for point in range(question.low, question.high + 1))
    return ()


QUESTIONS = tuple(
    Asked(question.text["en"], _options(question))
    for question in questionnaire(FILE.read_text("utf-8"), FILE.name).questions
)
