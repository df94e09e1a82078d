"""What a link says without anybody being asked (``?table=12``), on its way to the beginning.

Until the interview begins it travels in addresses and in hidden fields of the forms before it.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from surveys.interview import LONGEST_HIDDEN
from surveys.questionnaire import Hidden, Questionnaire

FIELD = "hidden-"  # before the name, in a form


def of_link(questionnaire: Questionnaire, query: Mapping[str, str]) -> dict[str, str]:
    """What the questionnaire declares of what a link says; everything else is dropped."""
    return _declared(questionnaire, query, "")


def of_form(questionnaire: Questionnaire, form: Mapping[str, str]) -> dict[str, str]:
    return _declared(questionnaire, form, FIELD)


def on(address: str, hidden: Mapping[str, str]) -> str:
    """*address* with *hidden* behind it."""
    return f"{address}?{urlencode(hidden)}" if hidden else address


def _declared(
    questionnaire: Questionnaire, given: Mapping[str, str], before: str
) -> dict[str, str]:
    names = (question.id for question in questionnaire if isinstance(question, Hidden))
    found = {name: given.get(f"{before}{name}", "")[:LONGEST_HIDDEN] for name in names}
    return {name: words for name, words in found.items() if words.strip()}
