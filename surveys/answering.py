"""What a tap, a reply, a photo or a place writes down on the current question."""

from dataclasses import replace
from decimal import Decimal

from surveys import events as e
from surveys.entries import Answered, Attached, Clocked, Doubted, Ticked
from surveys.events import Say, Step
from surveys.here import Here
from surveys.path import needed, walk
from surveys.questionnaire import (
    AnyQuestion,
    Choice,
    Choices,
    Location,
    Note,
    Photo,
    QuestionId,
    Rating,
    Stopwatch,
)
from surveys.replies import Refused, read, several
from surveys.values import Amount, Chosen, ChosenAll, Photos, Seen, Skipped, Timed, Value, scalar

Sent = e.Tapped | e.Picked | e.Replied | e.SentPhoto | e.SentPlace | e.SentOther


def answering(here: Here, event: Sent) -> Step:
    """What the person sent, while the interview is open."""
    match event:
        case e.Tapped(question, revision, code):
            return tapped(here, question, revision, code)
        case e.Picked():
            return picked(here, event)
        case e.Replied(text):
            return replied(here, text)
        case e.SentPhoto(attachment, size):
            return photographed(here, attachment, size)
        case e.SentPlace():
            return placed(here, event)
        case e.SentOther(kind):
            return here.screen(Say(f"cannot-take-{kind}"))


def tapped(here: Here, wanted: QuestionId, revision: int, code: str) -> Step:
    question = here.current()
    if question is None or question.id != wanted or here.late(wanted, revision):
        return here.screen(*what_it_holds(here, wanted, code))
    if code == e.SURE and (doubted := here.seen.doubted.get(wanted)) is not None:
        return here.add(Answered(wanted, doubted)).screen()
    if isinstance(question, Stopwatch) and (mark := _mark(here, question, code)) is not None:
        return here.add(mark).screen()
    if isinstance(question, Choices) and question.option(code):
        return here.add(Ticked(wanted, toggled(question, here.seen.ticked.get(wanted, ()), code))
                        ).screen()  # fmt: skip
    value = _meant(here, question, code)
    return take(here, question, value) if value is not None else here.screen(Say("use-a-button"))


def picked(here: Here, event: e.Picked) -> Step:
    """Several options at once."""
    question = here.current()
    if not isinstance(question, Choices) or question.id != event.question:
        return here.screen(*what_it_holds(here, event.question, ""))
    if here.late(event.question, event.revision):
        return here.screen(*what_it_holds(here, event.question, ""))
    try:
        value = several(question, event.codes)
    except Refused as refused:
        return here.screen(Say(refused.id, refused.args_))
    return take(here, question, value)


def take(here: Here, question: AnyQuestion, value: Value) -> Step:
    """Write *value* down, unless a constraint forbids it or a warning asks first."""
    if isinstance(value, Skipped | Seen) or (
        isinstance(value, Chosen) and not isinstance(question, Choice)
    ):
        return here.add(Answered(question.id, value)).screen()  # nothing given, nothing to check
    _, known = walk(here.questionnaire, here.seen.values)
    this = scalar(value)
    if question.constraint is not None and not question.constraint.holds(known, this):
        words = question.constraint_message
        return here.screen(Say("author-says", {"words": words}) if words else Say("not-possible"))
    odd = question.warning is not None and question.warning.holds(known, this)
    if odd and here.seen.doubted.get(question.id) != value:
        return here.add(Doubted(question.id, value)).screen()
    return here.add(Answered(question.id, value)).screen()


def toggled(question: Choices, ticked: tuple[str, ...], code: str) -> tuple[str, ...]:
    """What is ticked after a tap on *code*; an exclusive option stands alone."""
    option = question.option(code)
    if code in ticked:
        left = set(ticked) - {code}
    elif option is not None and option.exclusive:
        left = {code}
    else:
        alone = {other.code for other in question.options if other.exclusive}
        left = {*ticked, code} - alone
    return tuple(other.code for other in question.options if other.code in left)


def _meant(here: Here, question: AnyQuestion, code: str) -> Value | None:
    """The value a tap on the current question means; None if the code is not on offer."""
    id, seen = question.id, here.seen
    match code:
        case e.KEEP if id in seen.reopened:
            return seen.reopened[id].value
        case e.SKIP if not needed(question, walk(here.questionnaire, seen.values)[1]):
            return Skipped()
        case e.NEXT if isinstance(question, Note):
            return Seen()
        case e.DONE if seen.photos.get(id):
            return Photos(seen.photos[id])
        case e.DONE if isinstance(question, Choices):
            ticked = seen.ticked.get(id, ())
            return ChosenAll(ticked) if question.least <= len(ticked) <= question.most else None
        case e.RIGHT | e.LATE if isinstance(question, Stopwatch):
            return _timed(here, question, late=code == e.LATE)
        case _ if question.option(code):
            return Chosen(code)
        case _:
            return _rated(question, code)


def _timed(here: Here, question: Stopwatch, *, late: bool) -> Timed | None:
    started, stopped = here.seen.started.get(question.id), here.seen.stopped.get(question.id)
    if started is None or stopped is None:
        return None
    # A clock set back in between must not make a negative wait.
    seconds = max(Decimal(0), Decimal(f"{(stopped - started).total_seconds():.1f}"))
    return Timed(seconds, late)


def _mark(here: Here, question: Stopwatch, code: str) -> Clocked | None:
    started = here.seen.started.get(question.id)
    stopped = here.seen.stopped.get(question.id)
    if code == e.START and started is None:
        return Clocked(question.id, "start")
    if code == e.STOP and started is not None and stopped is None:
        return Clocked(question.id, "stop")
    return None


def what_it_holds(here: Here, wanted: QuestionId, code: str) -> tuple[Say, ...]:
    """A late or second tap: say politely what the question holds."""
    question, given = here.questionnaire.get(wanted), here.seen.answers.get(wanted)
    if question is None or given is None:
        return (Say("not-that-one-now"),)
    if given.value == Chosen(code) or given.value == _rated(question, code):
        return (Say("already-noted"),)
    return (Say("already-answered", {"label": question.label}),)


def _rated(question: AnyQuestion, code: str) -> Value | None:
    if not isinstance(question, Rating) or not (code.isascii() and code.isdecimal()):
        return None
    number = int(code[:4])
    return Amount(Decimal(number)) if question.low <= number <= question.high else None


def replied(here: Here, text: str) -> Step:
    question = here.current()
    if question is None:
        return here.screen(Say("use-a-button"))
    try:
        value = read(question, text, here.moment.at)
    except Refused as refused:
        return here.screen(Say(refused.id, refused.args_))
    return take(here, question, value)


def photographed(here: Here, attachment: str, size: int | None) -> Step:
    question = here.current()
    if not isinstance(question, Photo):
        return here.screen(Say("no-photo-wanted"))
    here = here.add(Attached(question.id, attachment))
    photos = here.seen.photos[question.id]
    stored = Say("photo-stored", {"kilobytes": (size or 0) // 1024})
    if len(photos) >= question.most:
        return saying(stored, take(here, question, Photos(photos)))
    return here.screen(stored)


def placed(here: Here, event: e.SentPlace) -> Step:
    question = here.current()
    if event.live:
        return here.screen(Say("cannot-take-live-location"))
    if not isinstance(question, Location):
        return here.screen(Say("no-place-wanted"))
    metres = event.place.metres
    said = Say("place-noted") if metres is None else Say("place-at", {"metres": round(metres)})
    return saying(said, take(here, question, event.place))


def saying(first: Say, step: Step) -> Step:
    return replace(step, effects=(first, *step.effects))
