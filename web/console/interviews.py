"""The interviews of a case, and the review of one: what was said, beside what looks odd."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from aiohttp import web

from certification import store as certification
from db.audit import record
from locales import pick, say
from scoring.evidence import Met, NotApplicable, NotObserved
from surveys import store as surveys
from surveys.entries import (
    Answered,
    Entry,
    Interview,
    Moment,
    Status,
    View,
    view,
)
from surveys.errors import NoSuchInterview, NotReviewable
from surveys.events import Point
from surveys.evidence import critical_failures, failed_traps, of
from surveys.path import Stop, way_of
from surveys.questionnaire import AnyQuestion, Mode, QuestionId, Questionnaire
from surveys.records import Held
from surveys.review import VERDICTS, countable
from surveys.summary import summary
from surveys.values import Attachments, Value
from surveys.wording import asked as in_words
from surveys.wording import said, worded
from web.console.cases import case_page
from web.console.desk import Desk, see
from web.console.flags import flagged, sentence
from web.console.log import logged
from web.errors import Malformed

SHOWN = 50  # interviews on one page
IMAGES = {"image/jpeg", "image/png", "image/webp"}  # what browsers show; all else is handed down
POINTS = {
    "point-skipped": "console-point-skipped",
    "point-far": "console-point-far",
    "point-late": "console-point-late",
}
ORDER = (Status.SUBMITTED, Status.RETURNED, Status.OPEN, Status.PAUSED, Status.NEW,
         Status.ACCEPTED, Status.VOIDED, Status.DECLINED, Status.QUOTA_FULL,
         Status.SCREENED_OUT)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    held: Held
    seen: View
    outlet: str
    questionnaire: Questionnaire
    waiting: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One question of the path, as it was asked then, and its answer."""

    question: AnyQuestion
    asked: str
    text: str
    outcome: str
    seconds: int | None
    photos: Sequence[str]
    points: Sequence[str]


async def show(desk: Desk) -> web.StreamResponse:
    await desk.case()
    sheet = await desk.cases.sheet(desk.tx, desk.case_id)
    only = desk.request.query.get("status", "")
    status = Status(only) if only in set(ORDER) else None
    counts = {status: n for status in ORDER if (n := sheet.statuses.get(status, 0))}
    shown = counts.get(status, 0) if status else sum(counts.values())
    pages = max(-(-shown // SHOWN), 1)
    page = min(desk.page_number, pages)
    found = await surveys.listed(desk.tx, sheet.case.id, (page - 1) * SHOWN, SHOWN, status=status)
    outlets = await _outlets(desk)
    context = {
        "listed": [_listed(desk, held, outlets) for held in found],
        "counts": counts,
        "only": status or "",
        "total": sum(counts.values()),
        "page": page,
        "pages": pages,
    }
    return await case_page(desk, "interviews", context, sheet=sheet)


async def one(desk: Desk) -> web.StreamResponse:
    await desk.case()
    return await _page(desk)


async def review(desk: Desk) -> web.StreamResponse:
    """Accept, return or void; then the next one that waits."""
    case = await desk.case()
    held, by = await _held(desk), desk.user.actor
    verdict, reason = desk.form.get("verdict", ""), desk.form.get("reason", "").strip()[:2000]
    if verdict not in VERDICTS:
        raise Malformed
    if verdict != "accept" and not reason:
        return await _page(desk, say(desk.language, "console-review-reason"), 422)
    try:
        await desk.services.interviews.review(
            desk.tx, held.key, verdict, by, reason, Moment(desk.at, "console")
        )
    except NotReviewable:
        return await _page(desk, say(desk.language, "not-reviewable"), 409)
    await record(desk.tx, desk.at, by, f"interview.{verdict}", f"interview:{held.key}")
    here = f"/console/cases/{case.id}/interviews"
    following = await _next(desk, held)
    return see(f"{here}/{following.key}?done={verdict}" if following else here)


async def photo(desk: Desk) -> web.StreamResponse:
    """A stored photo of an interview of the case; nobody reaches any other file."""
    await desk.case()
    held = await _held(desk)
    wanted = desk.request.match_info["photo"]
    found = [a for a in await surveys.attachments_of(desk.tx, held.id) if a.id == wanted]
    if not found or not found[0].path:
        raise web.HTTPNotFound
    root = desk.services.data_dir.resolve()
    file = (root / found[0].path).resolve()
    if not file.is_relative_to(root) or not file.is_file():
        raise web.HTTPNotFound
    shown = found[0].mime in IMAGES
    kind = found[0].mime if shown else "application/octet-stream"
    name = f"{held.key}-{Path(found[0].path).name}"
    how = "inline" if shown else "attachment"
    return web.FileResponse(
        file,
        headers={"Content-Type": kind or "", "Content-Disposition": f'{how}; filename="{name}"'},
    )


async def _page(desk: Desk, problem: str = "", status: int = 200) -> web.Response:
    held = await _held(desk)
    asked = desk.cases.questionnaires[held.questionnaire, held.edition]
    seen, sheet = view(held.interview), await desk.cases.sheet(desk.tx, desk.case_id)
    following = await _next(desk, held)
    users = {u.actor: u.name for u in await certification.all_users(desk.tx)}
    has_file = {a.id for a in await surveys.attachments_of(desk.tx, held.id) if a.path}
    at_end = summary(asked, seen, held.interview.revision)
    context = {
        "this": _listed(desk, held, await _outlets(desk)),
        "held": held,
        "seen": seen,
        "asked": asked,
        "answers": answers(asked, held, desk.language),
        "has_file": has_file,
        "missing": [pick(q.label, desk.language) for q in at_end.missing],
        "points": [
            (p.question.id, pick(p.question.label, desk.language), pointed(p, desk.language))
            for p in odd(asked, held.interview)
        ],
        "flags": [
            sentence(flag, desk.language)
            for flag in await flagged(desk.tx, held, desk.cases.questionnaires)
        ],
        "log": [logged(entry, asked, desk.language, users) for entry in held.interview.entries],
        "next": following.key if following else None,
        "waiting": sheet.to_review,
        "problem": problem,
        "typed": desk.form.get("reason", ""),
        "done": desk.request.query.get("done", ""),
        "minutes": minutes(seen),
    }
    return await case_page(desk, "interview", context, sheet=sheet, status=status)


def answers(asked: Questionnaire, held: Held, language: str) -> list[Said]:
    """The path with its answers, what each says of its clauses, and how long it took."""
    seen = view(held.interview)
    points = odd(asked, held.interview)
    took = seconds(held.interview.entries)
    found = []
    stops = way_of(asked, seen).stops
    for stop in stops:
        question, value = stop.question, stop.value
        found.append(Said(
            question=question,
            asked=in_words(question.text, _known(stops, question), asked, language),
            text=worded(question, value, language) if value is not None else "",
            outcome=_outcome(stop),
            seconds=took.get(question.id),
            photos=value.attachments if isinstance(value, Attachments) else (),
            points=[pointed(p, language) for p in points if p.question.id == question.id],
        ))  # fmt: skip
    return found


def _known(stops: Sequence[Stop], question: AnyQuestion) -> dict[QuestionId, Value]:
    """The answers that its words can speak of: outside repeats, and of its own instance."""
    return {
        stop.question.base: stop.value for stop in stops
        if stop.value is not None
        and stop.question.keys == question.keys[:len(stop.question.keys)]
    }  # fmt: skip


def odd(asked: Questionnaire, interview: Interview) -> list[Point]:
    """What deserves a reviewer's second look: all that the shopper was shown, and what nobody is
    told while answering, a trap that caught and a critical item not fully met."""
    shown = summary(asked, view(interview), interview.revision).points
    caught = (Point(q, "console-point-trap") for q in failed_traps(asked, interview))
    critical = (Point(q, "console-point-critical") for q in critical_failures(asked, interview))
    return [*shown, *caught, *critical]


def seconds(entries: Sequence[Entry]) -> dict[QuestionId, int]:
    """How long each answer took: from the entry before it, by the server's clock."""
    took: dict[QuestionId, int] = {}
    for before, entry in pairwise(entries):
        if isinstance(entry.act, Answered):
            past = (entry.moment.at - before.moment.at).total_seconds()
            took[entry.act.question] = max(0, round(past))
    return took


def pointed(point: Point, language: str) -> str:
    """A point of the summary as a reviewer reads it, not as the shopper was asked."""
    if (id := POINTS.get(point.id)) is None:
        return said(point, language)
    return say(language, id, **point.args)


def minutes(seen: View) -> int | None:
    if seen.began_at is None or seen.submitted_at is None:
        return None
    return max(0, round((seen.submitted_at - seen.began_at).total_seconds() / 60))


def _outcome(stop: Stop) -> str:
    """good, bad, partly, absent, or nothing where it says nothing of a clause."""
    match of(stop) if stop.question.clauses else None:
        case Met(degree):
            return "good" if degree == 1 else "bad" if degree == 0 else "partly"
        case NotApplicable():
            return "not-applicable"
        case NotObserved():
            return "not-observed"
        case _:
            return ""


async def _held(desk: Desk) -> Held:
    """The interview of the address.  Raises NoSuchInterview unless it is of the case."""
    held = await surveys.by_key(desk.tx, desk.request.match_info["key"])
    if held is None or held.case_id != desk.case_id:
        raise NoSuchInterview
    return held


async def _next(desk: Desk, but: Held) -> Held | None:
    """The one that has waited longest for a review, another than *but*."""
    first = await surveys.listed(desk.tx, desk.case_id, 0, 2, status=Status.SUBMITTED)
    waiting = (held for held in first if held.mode is Mode.MYSTERY and held.id != but.id)
    return next(waiting, None)


async def _outlets(desk: Desk) -> dict[int, str]:
    case = await desk.cases.get(desk.tx, desk.user, desk.case_id)
    found = await surveys.outlets_of_client(desk.tx, case.client.id)
    return {outlet.id: f"{outlet.code} {outlet.name}" for outlet in found}


def _listed(desk: Desk, held: Held, outlets: Mapping[int, str]) -> Listed:
    seen = view(held.interview)
    return Listed(
        held, seen, outlets[held.outlet_id],
        desk.cases.questionnaires[held.questionnaire, held.edition],
        waiting=held.mode is Mode.MYSTERY and seen.status is Status.SUBMITTED,
        counts=countable(held.mode, seen.status),
    )  # fmt: skip
