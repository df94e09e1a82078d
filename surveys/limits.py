"""How large a questionnaire may be, and how much one may ask of the engine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Options of `surveys.load.questionnaire`, kept with the questionnaire for the engine.

    *path*: questions on the longest path, every instance of every repeat counted; *steps*: answers
    looked at to derive the path once (surveys.cost); *text*: characters of one answer; *entries*
    of one interview, since it began or was last returned: past them nothing is taken back any
    more and nothing is in the way of what is left (`surveys.here.Here.long`).
    """

    questions: int = 2000
    options: int = 500
    groups: int = 4  # deep
    repeats: int = 2  # deep
    path: int = 5000
    steps: int = 1_000_000
    text: int = 10_000
    entries: int = 10_000


DEFAULT = Limits()
