"""A turn becomes a page: which template, and what it is filled with."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from aiohttp import web

from surveys import events as e
from surveys.entries import Status
from surveys.questionnaire import Location, Mode
from surveys.turn import Turn
from surveys.wording import said
from web.forms import Form
from web.pages import page
from web.respondent import carried, overview, pictures, when
from web.respondent.asking import asking


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
            template, filling = "ask", asking(turn, screen, now, form or {})
        case e.Summarise():
            template, filling = "summary", overview.summary(turn, screen)
        case e.Offer():
            template, filling = "offer", overview.offer(turn, screen)
        case e.Finish():
            template, filling = "finish", {"screen": screen}
        case _:
            template, filling = "later", {"words": sentences(turn)}
    hidden = carried.of_link(turn.questionnaire, request.query) if not turn.view.began_at else {}
    around = {
        "here": f"/i/{turn.held.token}",
        "hidden": hidden,
        "carry": partial(carried.on, hidden=hidden),
        "questionnaire": turn.questionnaire,
        "outlet": turn.outlet,
        "visit": turn.held.mode is Mode.MYSTERY,
        "notices": list(notices),
        "tone": "warn" if status >= 400 else "",
        "asked_again": turn.view.reason if turn.view.status is Status.RETURNED else None,
        "revision": turn.held.interview.revision,
    }
    response = page(
        request,
        f"respondent/{template}.html",
        around | filling,
        status=status,
        language=turn.language,
    )
    pictures.allow(response, turn.questionnaire)
    return response


def again(request: web.Request, turn: Turn) -> web.Response:
    """The card of a survey this phone has finished."""
    context = {"here": f"/i/{turn.held.token}", "outlet": turn.outlet, "revision": 0, "hidden": {}}
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
