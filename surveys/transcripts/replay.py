"""A transcript played on the engine, and everything in which it was wrong.

Between every two turns the log goes through its stored form, so whatever an interview needs to
go on is in the database or it is not there at all.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from scoring.datafile import Plain
from surveys.entries import Act, Entry, Interview, Moment, view
from surveys.errors import NotReviewable
from surveys.events import Effect, Spoke, Step
from surveys.evidence import observations
from surveys.interview import step
from surveys.path import result
from surveys.questionnaire import Questionnaire
from surveys.review import review
from surveys.stored import act, columns
from surveys.transcripts import acts, showing
from surveys.transcripts.acts import NotPossible
from surveys.transcripts.form import FILES
from surveys.transcripts.notation import flow
from surveys.transcripts.transcript import WUHAN, Exchange, Shown, Transcript

START = datetime(2026, 11, 16, 12, tzinfo=UTC)  # a Monday; the clock of every transcript
REVIEWER = "user:1"


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """Something came otherwise than expected: *what* is says, answers, evidence, log, status, or
    impossible (then *got* says why)."""

    file: str
    line: int
    language: str
    what: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class Played:
    """One turn that was played; *language* is the one its screen is shown in, *wrote* whether it
    left anything in the log."""

    exchange: Exchange
    effects: tuple[Effect, ...]
    interview: Interview
    language: str
    at: datetime
    wrote: bool


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of one transcript in one language."""

    questionnaire: Questionnaire
    transcript: Transcript
    language: str
    played: tuple[Played | None, ...]  # None: nobody could do it
    failures: tuple[Failure, ...]

    @property
    def interview(self) -> Interview:
        done = [one for one in self.played if one is not None]
        return done[-1].interview if done else Interview()


@dataclass(slots=True)
class Play:
    """An interview under way outside any database; *now* moves only when somebody waits.

    *stored*: between turns the log goes through its stored form.
    """

    questionnaire: Questionnaire
    language: str
    outlet: tuple[float, float] = WUHAN
    now: datetime = START
    channel: str = "play"
    interview: Interview = field(default_factory=Interview)
    screen: Effect | None = None
    files: int = 0
    stored: bool = True

    def does(self, act: str, given: Plain = None) -> Step:
        """What the person does, and what comes of it.  Raises NotPossible."""
        if act == "wait":
            self.now += timedelta(seconds=int(str(given)))
            return Step(self.interview, ())
        if act in FILES and given is None:
            self.files += 1
            given = f"{act}-{self.files}"
        moment = Moment(self.now, self.channel)
        if act == "review":
            after = self._reviewed(given, moment)
        else:
            event = acts.event(act, given, self.screen, self.outlet)
            after = step(self.questionnaire, self.interview, event, moment)
            self.language = event.language if isinstance(event, Spoke) else self.language
        self.interview = stored_and_read(after.interview) if self.stored else after.interview
        if self.interview != after.interview:
            raise NotPossible("what was written is not what is read back")
        self.screen = after.effects[-1] if after.effects else None
        return after

    def _reviewed(self, given: Plain, moment: Moment) -> Step:
        asked = given if isinstance(given, dict) else {}
        verdict, reason = str(asked.get("verdict")), str(asked.get("reason") or "")
        try:
            after = review(self.interview, verdict, REVIEWER, reason, moment)
        except NotReviewable:
            raise NotPossible(f"nobody can {verdict} it now") from None
        return Step(after, ())


def stored_and_read(interview: Interview) -> Interview:
    """The log as it comes back from the database."""
    return Interview(tuple(Entry(_again(entry), entry.moment) for entry in interview.entries))


def _again(entry: Entry) -> Act:
    kind, question, held = columns(entry.act)
    return act(kind, question, json.loads(json.dumps(held)))


def languages(transcript: Transcript, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Those it is played in: its own, or all there are."""
    return transcript.languages or questionnaire.languages


def replay(questionnaire: Questionnaire, transcript: Transcript, language: str) -> Replay:
    """Play it to its end, whatever goes wrong on the way."""
    play = Play(questionnaire, language, transcript.outlet)
    played: list[Played | None] = []
    failures: list[Failure] = []
    for exchange in transcript.exchanges:
        before = play.interview.revision
        try:
            after = play.does(exchange.act, exchange.given)
        except NotPossible as error:
            failures.append(
                _failure(transcript, exchange.line, language, "impossible", exchange.act, error)
            )
            played.append(None)
            continue
        wrote = play.interview.revision > before
        one = Played(exchange, after.effects, play.interview, play.language, play.now, wrote)
        played.append(one)
        if exchange.says is None:
            continue
        expected, got = in_language(exchange.says, one.language), screens(one, questionnaire)
        if asked_for(expected, got) != expected:
            came = flow(asked_for(expected, got))
            failures.append(
                _failure(transcript, exchange.says_line, language, "says", flow(expected), came)
            )
    failures += _in_the_end(play, transcript, language)
    return Replay(questionnaire, transcript, language, tuple(played), tuple(failures))


def screens(one: Played, questionnaire: Questionnaire) -> list[Shown]:
    """What came, in the words of a transcript."""
    return [showing.shown(effect, questionnaire, one.language) for effect in one.effects]


def in_language(says: Iterable[Shown], language: str) -> list[Shown]:
    """What is expected, of wording in several languages the one that is spoken."""
    return [
        {**one, "text": text.get(language)} if isinstance(text := one.get("text"), dict) else one
        for one in says
    ]


def asked_for(expected: Iterable[Shown], got: list[Shown]) -> list[Shown]:
    """*got* without what nobody asked for."""
    wanted = [set(one) for one in expected] + [set()] * len(got)
    return [
        {name: value for name, value in one.items()
         if name not in showing.ON_REQUEST or name in names}
        for one, names in zip(got, wanted, strict=False)
    ]  # fmt: skip


def ends(questionnaire: Questionnaire, interview: Interview) -> dict[str, Plain]:
    """What can be expected of an interview in the end, by name."""
    seen = view(interview)
    values = result(questionnaire, seen)
    return {
        "status": seen.status.value,
        "answers": {id: showing.plainly(value) for id, value in values.items()},
        "evidence": {**showing.evidence(observations(questionnaire, interview, key=""))},
        "log": showing.log(interview),
    }


def _in_the_end(play: Play, transcript: Transcript, language: str) -> Iterator[Failure]:
    got = ends(play.questionnaire, play.interview)
    for name, expected in transcript.expected.items():
        value = expected.value if expected.value is not None else {}
        if value != got[name]:
            line = expected.line
            yield _failure(transcript, line, language, name, flow(value), flow(got[name]))


def _failure(
    transcript: Transcript, line: int, language: str, what: str, expected: str, got: object
) -> Failure:
    return Failure(transcript.file, line, language, what, expected, str(got))
