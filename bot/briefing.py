"""The briefing: what to visit, when and how; or, for a customer, who asks and why."""

from collections.abc import Iterator

from locales import day, pick, say
from surveys.questionnaire import Location, Mode
from surveys.turn import Turn


def briefing(turn: Turn) -> str:
    return "\n".join(_lines(turn))


def _lines(turn: Turn) -> Iterator[str]:
    language, questionnaire, outlet = turn.language, turn.questionnaire, turn.outlet
    title = pick(questionnaire.title, language)
    if turn.assignment is None:
        yield title
        yield outlet.name
        yield ""
        yield pick(questionnaire.intro, language)
        return
    yield say(language, "brief-title", title=title, wave=turn.wave.name)
    yield say(language, "brief-outlet", code=outlet.code, name=outlet.name, address=outlet.address)
    window = day(turn.assignment.opens, language), day(turn.assignment.closes, language)
    yield say(language, "brief-when", opens=window[0], closes=window[1])
    if outlet.opens and outlet.closes:
        yield say(language, "brief-hours", opens=outlet.opens, closes=outlet.closes)
    yield say(language, "brief-minutes", minutes=questionnaire.minutes)
    if turn.assignment.scenario:
        yield ""
        scenario = pick(turn.assignment.scenario, language)
        yield say(language, "brief-scenario", scenario=scenario)
    yield ""
    yield pick(questionnaire.intro, language)


def agree_label(turn: Turn) -> str:
    """A visit that checks the place starts there; a call or a survey just starts."""
    visits = turn.questionnaire.mode is Mode.MYSTERY and any(
        isinstance(question, Location) for question in turn.questionnaire
    )
    return say(turn.language, "button-agree-place" if visits else "button-agree")
