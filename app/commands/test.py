"""``anfang test``: play transcripts, say everything that came otherwise than expected.

Each runs on the engine, its log read back from its stored form between turns, and every screen
is put into the messages the chat would send; the project's own tests run them through Telegram's
stand-in and the page as well.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from unicodedata import east_asian_width

from bot.messages import MOST_UNITS, units
from bot.render import render
from locales import say
from scoring.datafile import DataFileError, Problem
from surveys.load import HERE
from surveys.questionnaire import Questionnaire
from surveys.transcripts import files
from surveys.transcripts.coverage import Coverage, coverage
from surveys.transcripts.replay import Failure, Replay, languages, replay
from surveys.transcripts.stage import staged
from surveys.transcripts.transcript import Transcript
from surveys.transcripts.written import text, updated

WHY = ("impossible", "unsendable")  # nothing came at all


@dataclass(slots=True)
class Tested:
    """What was played, and what was wrong."""

    replays: list[Replay] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def transcripts(self) -> int:
        return len({one.transcript.file for one in self.replays})

    @property
    def turns(self) -> int:
        return sum(len(one.played) for one in self.replays)


def run(places: Iterable[Path], lang: str, *, update: bool = False, covered: bool = False) -> int:
    """Play the transcripts at *places*, or all that ship; 0 when all was as expected, 1 when not,
    2 when a file cannot be used.

    *update* writes what came as what is expected, *covered* says what was never seen.
    """
    if update and os.environ.get("CI"):
        print(say(lang, "transcript-not-in-ci"), file=sys.stderr)
        return 2
    chosen = list(places)
    paths = list(files.found(chosen)) if chosen else files.shipped()
    if not paths:
        where = ", ".join(map(str, chosen)) or str(HERE)
        print(say(lang, "transcript-none", places=where), file=sys.stderr)
        return 2
    tested = tests_of(paths, update=update, lang=lang)
    for problem in sorted(tested.problems):
        print(problem, file=sys.stderr)
    for failure in sorted(tested.failures):
        print(*told(failure, lang), sep="\n", file=sys.stderr)
    counts = {"transcripts": tested.transcripts, "turns": tested.turns}
    if tested.failures:
        print(say(lang, "transcript-failed", failures=len(tested.failures), **counts))
    elif tested.replays:
        print(say(lang, "transcript-passed", **counts))
    if covered:
        for one in covering(tested.replays):
            print(*table(one, lang), sep="\n")
    return 2 if tested.problems else 1 if tested.failures else 0


def tests_of(paths: Iterable[Path], *, update: bool, lang: str) -> Tested:
    """Every transcript, in each of its languages."""
    tested, shelf = Tested(), files.Shelf()
    for path in paths:
        try:
            one = files.read(path)
            questionnaire = shelf.of(one)
        except DataFileError as error:
            tested.problems += error.problems
            continue
        if update and (written := _update(questionnaire, one, path, lang)) is not None:
            one = written
        for language in languages(one, questionnaire):
            played = replay(questionnaire, one, language)
            tested.replays.append(played)
            tested.failures += [*played.failures, *unsendable(played)]
    return tested


def _update(
    questionnaire: Questionnaire, one: Transcript, path: Path, lang: str
) -> Transcript | None:
    """The transcript as written anew; None where nothing changed."""
    fresh = text(updated([replay(questionnaire, one, language)
                          for language in languages(one, questionnaire)]))  # fmt: skip
    if fresh == path.read_text("utf-8"):
        return None
    path.write_text(fresh, "utf-8")
    print(say(lang, "transcript-updated", file=str(path)))
    return files.read(path)


def unsendable(played: Replay) -> Iterator[Failure]:
    """Screens that the chat could not show: too long a message, a button no message can carry."""
    for one in filter(None, played.played):
        if not one.effects:
            continue
        turn = staged(
            played.questionnaire, one.interview, one.effects, one.language, one.at,
            partial(say, one.language), outlet=played.transcript.outlet,
        )  # fmt: skip
        why = ""
        try:
            messages = render(turn, 0, one.at)
            texts = [message["text"] for message in messages if "text" in message]
            if not messages or any(not 0 < units(text) <= MOST_UNITS for text in texts):
                why = f"a message of no or of more than {MOST_UNITS} letters"
        except ValueError as error:
            why = str(error)
        if why:
            where = played.transcript.file, one.exchange.line, one.language
            yield Failure(*where, "unsendable", "", why)


def told(failure: Failure, lang: str) -> list[str]:
    """``file:line: what``, and below it what was expected and what came."""
    args = {"spoken": failure.language}
    if failure.what in WHY:
        args["why"] = failure.got
    if failure.what == "impossible":
        args["act"] = failure.expected
    what = say(lang, f"transcript-{failure.what}", **args)
    lines = [f"{failure.file}:{failure.line}: {what}"]
    if failure.what not in WHY:
        lines.append(f"    {say(lang, 'transcript-expected', expected=failure.expected)}")
        lines.append(f"    {say(lang, 'transcript-got', got=failure.got)}")
    return lines


def covering(replays: Iterable[Replay]) -> Iterator[Coverage]:
    """The coverage of each questionnaire, in the order of their names."""
    by_name: dict[str, list[Replay]] = {}
    for one in replays:
        by_name.setdefault(one.questionnaire.key, []).append(one)
    for _, some in sorted(by_name.items()):
        yield coverage(some[0].questionnaire, some)


def table(one: Coverage, lang: str) -> Iterator[str]:
    """What was seen of how much, then what was not."""
    key = one.questionnaire.key
    yield ""
    yield say(lang, "coverage-head", questionnaire=key, transcripts=one.transcripts,
              turns=one.turns)  # fmt: skip
    rows = []
    for language in one.languages:
        count = sum(1 for spoken, _ in one.askable if spoken == language)
        missed = sum(1 for spoken, _ in one.unreached if spoken == language)
        rows.append((say(lang, "coverage-questions-in", spoken=language), missed, count))
    rows.append((say(lang, "coverage-options"), len(one.unchosen), len(one.options)))
    rows.append((say(lang, "coverage-branches"), len(one.untried), len(one.conditions)))
    wide = max(width(what) for what, _, _ in rows)
    for what, missed, count in rows:
        percent = 100 if not count else 100 * (count - missed) // count
        head = what + " " * (wide - width(what))
        yield f"  {head}  {count - missed:>4} /{count:>4}  {percent:>3} %"
    for language in one.languages:
        if ids := [id for spoken, id in one.unreached if spoken == language]:
            yield f"  {say(lang, 'coverage-unreached', spoken=language, ids=', '.join(ids))}"
    if one.unchosen:
        ids = [f"{id}={code}" for id, code in one.unchosen]
        yield f"  {say(lang, 'coverage-unchosen', ids=', '.join(ids))}"
    for held, id in ((True, "coverage-never-true"), (False, "coverage-never-false")):
        if ids := [name for name, branch in one.untried if branch is held]:
            yield f"  {say(lang, id, ids=', '.join(ids))}"


def width(words: str) -> int:
    """Columns in a terminal: a Chinese character takes two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in words)
