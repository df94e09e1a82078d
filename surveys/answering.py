"""What a tap, a reply, a file or a place writes down on the current question."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from surveys import events as e
from surveys.entries import (
    Answered,
    Attached,
    Clocked,
    Declined,
    Doubted,
    Reopened,
    Ticked,
    view,
)
from surveys.events import Say, Step
from surveys.here import Here, default_of
from surveys.offer import holds_still, needed, offered
from surveys.path import Stop
from surveys.questionnaire import (
    AnyQuestion,
    Barcode,
    Choice,
    Choices,
    Consent,
    Location,
    Media,
    Medium,
    Note,
    Option,
    QuestionId,
    Ranking,
    Rating,
    Roster,
    Stopwatch,
)
from surveys.replies import Refused, read, several
from surveys.rosters import listed
from surveys.values import (
    Amount,
    Attachments,
    Chosen,
    Seen,
    Skipped,
    Timed,
    Value,
    scalar,
)

Sent = (
    e.Tapped | e.Picked | e.Filled | e.Replied | e.SentFile | e.SentPlace | e.SentOther
)  # fmt: skip
TAKES = {
    Medium.PHOTO: {Medium.PHOTO},
    Medium.VIDEO: {Medium.VIDEO},
    Medium.AUDIO: {Medium.AUDIO},
    Medium.DOCUMENT: set(Medium),
    Medium.SIGNATURE: {Medium.PHOTO, Medium.SIGNATURE},
}
UNWANTED = {
    Medium.PHOTO: "no-photo-wanted",
    Medium.VIDEO: "cannot-take-video",
    Medium.AUDIO: "cannot-take-voice",
    Medium.DOCUMENT: "cannot-take-file",
    Medium.SIGNATURE: "no-photo-wanted",
}


def answering(here: Here, event: Sent) -> Step:
    """What the person sent, while the interview is open."""
    match event:
        case e.Tapped(question, revision, code):
            return tapped(here, question, revision, code)
        case e.Picked():
            return picked(here, event)
        case e.Filled(revision, codes):
            return filled(here, revision, codes)
        case e.Replied(text):
            return replied(here, text)
        case e.SentFile():
            return sent_file(here, event)
        case e.SentPlace():
            return placed(here, event)
        case e.SentOther(kind):
            return here.screen(Say(f"cannot-take-{kind}"))


def tapped(here: Here, wanted: QuestionId, revision: int, code: str) -> Step:
    stop = here.waiting()
    if stop is None or stop.question.id != wanted or here.late(wanted, revision):
        return here.screen(*what_it_holds(here, wanted, code))
    question = stop.question
    if code == e.SURE and (doubted := here.seen.doubted.get(wanted)) is not None:
        return take(here, stop, doubted)
    if isinstance(question, Roster):
        return listed(here, question, code)
    if isinstance(question, Stopwatch) and (mark := _mark(here, question, code)) is not None:
        return here.add(mark).screen()
    options = offered(question, stop.scope, here.language)
    if isinstance(question, Choices | Ranking) and code in {option.code for option in options}:
        if here.long:
            return here.screen(Say("grown-long-ticks"))
        ticked = here.seen.ticked.get(wanted, ())
        after = toggled(question, ticked, code) if isinstance(question, Choices) else (
            ranked(question, ticked, code))  # fmt: skip
        return here.add(Ticked(wanted, after)).screen()
    value = _meant(here, stop, options, code)
    return take(here, stop, value) if value is not None else here.screen(Say("use-a-button"))


def picked(here: Here, event: e.Picked) -> Step:
    """Several options at once."""
    stop = here.waiting()
    if stop is None or stop.question.id != event.question:
        return here.screen(*what_it_holds(here, event.question, ""))
    question = stop.question
    late = here.late(event.question, event.revision)
    if not isinstance(question, Choices | Ranking) or late:
        return here.screen(*what_it_holds(here, event.question, ""))
    try:
        value = several(question, event.codes, offered(question, stop.scope, here.language))
    except Refused as refused:
        return here.screen(Say(refused.id, refused.args_))
    return take(here, stop, value)


def filled(here: Here, revision: int, codes: Mapping[QuestionId, str]) -> Step:
    """A table: each row as if it were tapped, in the order of the path."""
    stop = here.waiting()
    if stop is None or stop.question.matrix is None or stop.question.id not in codes:
        return here.screen(*what_it_holds(here, next(iter(codes), QuestionId("")), ""))
    table = stop.question.matrix
    step = here.screen()
    for _ in range(len(codes)):
        stop = here.waiting()
        if stop is None or stop.question.matrix != table or stop.question.id not in codes:
            break
        id = stop.question.id
        if here.late(id, revision):
            return here.screen(*what_it_holds(here, id, codes[id]))
        step = tapped(here, id, here.interview.revision, codes[id])
        if step.interview.revision == here.interview.revision:
            return step  # refused: the table is asked again from here
        here = Here(here.questionnaire, step.interview, view(step.interview), here.moment)
    return step


def take(here: Here, stop: Stop, value: Value) -> Step:
    """Write *value* down, unless a constraint forbids it or a warning asks first.

    What was sent or timed for a refused one is begun anew: it cannot be changed piece by piece.
    """
    question = stop.question
    if not holds_still(question, value, stop.scope):
        return here.screen(Say("use-a-button"))
    if isinstance(question, Consent) and value == Chosen("no"):
        return here.add(Answered(question.id, value), Declined("no-consent")).screen()
    if (
        question.read_only
        or isinstance(value, Skipped | Seen)
        or (isinstance(value, Chosen) and not isinstance(question, Choice))
    ):
        return here.add(Answered(question.id, value)).screen()  # nothing given, nothing to check
    if here.long:
        return here.add(Answered(question.id, value)).screen()  # the summary says what is odd
    this = scalar(value)
    must, odd = question.constraint, question.warning
    if must is not None and not must.holds(stop.scope, this):
        words = question.constraint_message
        if question.id in here.seen.files or question.id in here.seen.started:
            here = here.add(Reopened(question.id))
        return here.screen(Say("author-says", {"words": words}) if words else Say("not-possible"))
    doubt = odd is not None and odd.holds(stop.scope, this, otherwise=False)
    if doubt and here.seen.doubted.get(question.id) != value:
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


def ranked(question: Ranking, ticked: tuple[str, ...], code: str) -> tuple[str, ...]:
    """The order after a tap on *code*: last, or out again."""
    if code in ticked:
        return tuple(one for one in ticked if one != code)
    return (*ticked, code)[: question.most]


def _meant(here: Here, stop: Stop, options: tuple[Option, ...], code: str) -> Value | None:
    """The value a tap on the current question means; None if the code is not on offer."""
    question, id, seen = stop.question, stop.question.id, here.seen
    if question.read_only:
        return (default_of(question, stop, here.moment) or Seen()) if code == e.NEXT else None
    match code:
        case e.KEEP if id in seen.reopened:
            return seen.reopened[id].value
        case e.KEEP:
            return default_of(question, stop, here.moment)
        case e.SKIP if not needed(question, stop.scope):
            return Skipped()
        case e.NEXT if isinstance(question, Note):
            return Seen()
        case e.DONE if isinstance(question, Media | Barcode):
            files, least = seen.files.get(id, ()), getattr(question, "least", 1)
            return Attachments(files) if len(files) >= max(1, least) else None
        case e.DONE if isinstance(question, Choices | Ranking):
            try:
                return several(question, seen.ticked.get(id, ()), options)
            except Refused:
                return None
        case e.RIGHT | e.LATE if isinstance(question, Stopwatch):
            return _timed(here, question, late=code == e.LATE)
        case _ if any(option.code == code for option in options):
            return Chosen(code)
        case _:
            return _rated(question, code)


def _timed(here: Here, question: Stopwatch, *, late: bool) -> Timed | None:
    started, stopped = here.seen.started.get(question.id), here.seen.stopped.get(question.id)
    if started is None or stopped is None:
        return None

    def since(at: float) -> Decimal:
        # A clock set back in between must not make a negative wait.
        return max(Decimal(0), Decimal(f"{at:.1f}"))

    splits = here.seen.splits.get(question.id, ())
    return Timed(
        since((stopped - started).total_seconds()), late,
        tuple(since((one - started).total_seconds()) for one in splits),
    )  # fmt: skip


def _mark(here: Here, question: Stopwatch, code: str) -> Clocked | None:
    started = here.seen.started.get(question.id)
    stopped = here.seen.stopped.get(question.id)
    running = started is not None and stopped is None
    if code == e.START and started is None:
        return Clocked(question.id, "start")
    if (
        code == e.SPLIT
        and running
        and len(here.seen.splits.get(question.id, ())) < question.splits
    ):
        return Clocked(question.id, "split")
    if code == e.STOP and running:
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
    sign, digits = ("-", code[1:]) if code.startswith("-") else ("", code)
    if not isinstance(question, Rating) or not (digits.isascii() and digits.isdecimal()):
        return None
    number = int(sign + digits[:4])
    return Amount(Decimal(number)) if question.low <= number <= question.high else None


def replied(here: Here, text: str) -> Step:
    stop = here.waiting()
    if stop is None or stop.question.read_only:
        return here.screen(Say("use-a-button"))
    if len(text) > (most := here.questionnaire.limits.text):
        return here.screen(Say("too-long", {"most": most, "length": len(text)}))
    try:
        options = offered(stop.question, stop.scope, here.language)
        value = read(stop.question, text, here.moment.at, options)
    except Refused as refused:
        return here.screen(Say(refused.id, refused.args_))
    return take(here, stop, value)


def sent_file(here: Here, event: e.SentFile) -> Step:
    """A photo, a video …: part of the answer where one is asked for."""
    stop = here.waiting()
    question = stop.question if stop else None
    most = question.most if isinstance(question, Media) else 1
    if stop is None or question is None or not takes(question, event.medium):
        return here.screen(Say(UNWANTED[event.medium]))
    here = here.add(Attached(question.id, event.attachment))
    files = here.seen.files[question.id]
    kept = "photo-stored" if event.medium is Medium.PHOTO else "file-stored"
    stored = Say(kept, {"kilobytes": (event.size or 0) // 1024})
    if len(files) >= most:
        again = here.waiting()
        return saying(stored, take(here, again or stop, Attachments(files)))
    return here.screen(stored)


def takes(question: AnyQuestion, medium: Medium) -> bool:
    """Whether a file of this medium answers the question."""
    if isinstance(question, Barcode):
        return medium is Medium.PHOTO
    return isinstance(question, Media) and medium in TAKES[question.medium]


def placed(here: Here, event: e.SentPlace) -> Step:
    stop = here.waiting()
    if event.live:
        return here.screen(Say("cannot-take-live-location"))
    if stop is None or not isinstance(stop.question, Location):
        return here.screen(Say("no-place-wanted"))
    metres = event.place.metres
    said = Say("place-noted") if metres is None else Say("place-at", {"metres": round(metres)})
    return saying(said, take(here, stop, event.place))


def saying(first: Say, step: Step) -> Step:
    return replace(step, effects=(first, *step.effects))
