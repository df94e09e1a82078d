"""An interview that is only tried out, in the shape an edge shows: with an outlet and a wave.

The names are examples in the questionnaire's languages; nothing of it is in any table.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from surveys.entries import Interview
from surveys.events import Effect
from surveys.questionnaire import Mode, Questionnaire
from surveys.records import Assignment, Held, Outlet, Wave
from surveys.transcripts.transcript import WUHAN
from surveys.turn import Around, Turn

Words = Callable[[str], str]  # the catalogue, in one language
KEY = "preview0"
WEEK = timedelta(days=7)


def staged(
    questionnaire: Questionnaire,
    interview: Interview,
    effects: tuple[Effect, ...],
    language: str,
    at: datetime,
    words: Words,
    *,
    outlet: tuple[float, float] = WUHAN,
    token: str = KEY,
) -> Turn:
    """The turn; *words* gives the example's sentences, *at* is the moment of its event."""
    visit = questionnaire.mode is Mode.MYSTERY
    opens, closes = at - WEEK, at + WEEK
    held = Held(
        id=0, key=KEY, token=token, case_id=0, wave_id=0, outlet_id=0,
        questionnaire=questionnaire.id, edition=questionnaire.edition, mode=questionnaire.mode,
        assignment_id=0 if visit else None, card_id=None if visit else 0, person_id=None,
        language=language, started_at=at, interview=interview,
    )  # fmt: skip
    place = Outlet(
        id=0, client_id=0, code="S00", name=words("preview-outlet"),
        address=words("preview-address"), lat=outlet[0], lon=outlet[1], opens="09:00",
        closes="21:00",
    )  # fmt: skip
    wave = Wave(id=0, case_id=0, name=words("preview"), opens=opens, closes=closes)
    scenario = dict.fromkeys(questionnaire.languages, words("preview-scenario"))
    assignment = Assignment(
        id=0, code="", wave_id=0, outlet_id=0, questionnaire=questionnaire.id,
        edition=questionnaire.edition, person_id=None, scenario=scenario, opens=opens,
        closes=closes,
    )  # fmt: skip
    return Turn(
        held=held, questionnaire=questionnaire, effects=effects, language=language,
        around=Around(place, wave, assignment if visit else None),
    )  # fmt: skip
