"""A turn becomes a page: which template, and what it is filled with."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from aiohttp import web

from surveys import events as e
from surveys.entries import Status
from surveys.questionnaire import Location, Mode, Texts
from surveys.turn import Turn
from surveys.wording import asked, said, worded
from web.forms import Form
from web.pages import page
from web.respondent import when


def show(
    request: web.Request,
    turn: Turn,
    notices: Iterable[str] = (),
    *,
    now: datetime,
    status: int = 200,
    form: Form | None = None,
) -> web.Response:
    """The screen of *turn*, *notices* above it; *form* is the answer that was refused."""
    screen = turn.effects[-1]
    match screen:
        case e.Brief():
            template, filling = "brief", _brief(turn)
        case e.Ask():
            template, filling = "ask", _ask(turn, screen, now, form or {})
        case e.Summarise():
            template, filling = "summary", _summary(turn, screen)
        case e.Finish():
            template, filling = "finish", {"screen": screen}
        case _:
            template, filling = "later", {"words": sentences(turn)}
    around = {
        "here": f"/i/{turn.held.token}",
        "questionnaire": turn.questionnaire,
        "outlet": turn.outlet,
        "visit": turn.held.mode is Mode.MYSTERY,
        "notices": list(notices),
        "tone": "warn" if status >= 400 else "",
        "asked_again": turn.view.reason if turn.view.status is Status.RETURNED else None,
        "revision": turn.held.interview.revision,
    }
    return page(
        request,
        f"respondent/{template}.html",
        around | filling,
        status=status,
        language=turn.language,
    )


def again(request: web.Request, turn: Turn) -> web.Response:
    """The card of a survey this phone has finished."""
    context = {"here": f"/i/{turn.held.token}", "outlet": turn.outlet, "revision": 0}
    return page(
        request,
        "respondent/again.html",
        context | {"receipt": turn.view.receipt, "questionnaire": turn.questionnaire},
    )


def only(turn: Turn, *effects: e.Effect) -> Turn:
    """*turn* with these effects instead of its own."""
    return replace(turn, effects=effects)


def sentences(turn: Turn) -> list[str]:
    return [said(effect, turn.language) for effect in says(turn)]


def says(turn: Turn) -> list[e.Say]:
    return [effect for effect in turn.effects if isinstance(effect, e.Say)]


def _brief(turn: Turn) -> dict[str, Any]:
    window = turn.assignment or turn.wave
    return {
        "opens": when.day(window.opens, turn.language),
        "closes": when.day(window.closes, turn.language),
        "scenario": turn.assignment.scenario if turn.assignment else None,
        "at_a_place": any(isinstance(question, Location) for question in turn.questionnaire),
    }


def _ask(turn: Turn, ask: e.Ask, now: datetime, form: Form) -> dict[str, Any]:
    question, seen = ask.question, turn.view

    def words(texts: Texts | None) -> str:
        return asked(texts, ask.known, turn.questionnaire, turn.language) if texts else ""

    started = seen.started.get(question.id)
    return {
        "ask": ask,
        "question": question,
        "kind": type(question).__name__.lower(),
        "text": words(question.text),
        "help": words(question.help),
        "doubt": words(question.warning_message) if ask.doubt is not None else "",
        "doubted": worded(question, ask.doubt, turn.language) if ask.doubt is not None else "",
        "held": worded(question, ask.held.value, turn.language) if ask.held else None,
        "typed": form.get("text", "") if form.get("question") == question.id else "",
        "elapsed": max(0, round((now - started).total_seconds())) if started else 0,
    }


def _summary(turn: Turn, screen: e.Summarise) -> dict[str, Any]:
    # What may be left out is no reason to look twice; the list says that it was.
    points = [point for point in screen.points if point.id != "point-skipped"]
    flags = {point.question.id: said(point, turn.language) for point in points}
    return {
        "screen": screen,
        "flagged": len(flags),
        "done": [(q, worded(q, given.value, turn.language), flags.get(q.id))
                 for q, given in screen.done],
    }  # fmt: skip
