"""``anfang play``: the interview in the terminal, straight on the engine, nothing stored.

What is shown is what the chat would show, its buttons lettered; so a questionnaire can hold
nothing that cannot be played here.
"""

import re
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from bot.buttons import decode
from bot.buttons import event as meant
from bot.render import render
from locales import known, say
from scoring.datafile import DataFileError
from surveys import events as e
from surveys.entries import Interview, Moment
from surveys.events import Event, Finish
from surveys.interview import step
from surveys.load import packaged
from surveys.load import questionnaire as load
from surveys.questionnaire import Medium, Questionnaire
from surveys.transcripts import acts
from surveys.transcripts.recording import Recording
from surveys.transcripts.stage import staged
from surveys.transcripts.transcript import WUHAN


@dataclass(slots=True)
class Keys:
    """What can be typed for a button: its letter, or what it says."""

    letters: dict[str, Event] = field(default_factory=dict)
    labels: dict[str, Event] = field(default_factory=dict)


PLACE = re.compile(r"-?\d{1,3}(\.\d{1,9})?, ?-?\d{1,3}(\.\d{1,9})?")
COMMANDS: dict[str, Event] = {
    "/back": e.WentBack(), "<": e.WentBack(), "/status": e.AskedStatus(), "/pause": e.Rested(),
    "/start": e.Opened(), "/submit": e.Confirmed(),
}  # fmt: skip


def run(name: str, lang: str, source: TextIO, out: TextIO, save: Path | None = None) -> int:
    """Play questionnaire *name* (``id`` for its newest edition, ``id@edition``, or a file).

    *save*: where to write what was played, as a transcript.
    """
    language = known(lang)
    try:
        questionnaire = find(name)
    except DataFileError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        return 2
    except (OSError, UnicodeDecodeError) as error:
        print(f"{name}: {getattr(error, 'strerror', None) or 'not UTF-8 text'}", file=sys.stderr)
        return 2
    if questionnaire is None:
        names = ", ".join(sorted(q.key for q in packaged().values()))
        print(say(language, "play-unknown", name=name, names=names), file=sys.stderr)
        return 2
    recording = Recording(questionnaire)
    _hold(questionnaire, language, source, out, recording)
    return _save(recording, save, language, out) if save is not None else 0


def find(name: str) -> Questionnaire | None:
    """Raises DataFileError, and OSError or UnicodeDecodeError for a file that cannot be read."""
    if name.endswith((".yaml", ".yml")):
        return load(Path(name).read_text("utf-8"), name)
    id, _, edition = name.partition("@")
    found = [q for q in packaged().values() if q.id == id and edition in ("", str(q.edition))]
    return max(found, key=lambda q: q.edition, default=None)


def _hold(
    questionnaire: Questionnaire, language: str, source: TextIO, out: TextIO, recording: Recording
) -> None:
    """Until the interview or the input ends."""
    print(say(language, "play-how"), file=out)
    interview, event = Interview(), COMMANDS["/start"]
    while True:
        now = datetime.now(UTC)
        after = step(questionnaire, interview, event, Moment(now, "play"))
        if interview.revision or not isinstance(event, e.Opened):
            recording.add(event, after.effects, now)
        else:
            recording.screen, recording.at = after.effects[-1], now  # the first look
        interview = after.interview
        language = event.language if isinstance(event, e.Spoke) else language
        words = partial(say, language)
        turn = staged(questionnaire, interview, after.effects, language, now, words)
        keys = Keys()
        for message in render(turn, 0, now):
            print(*shown(message, keys), sep="\n", file=out)
        if isinstance(after.effects[-1], Finish):
            return
        out.write("> ")
        out.flush()
        if not (line := source.readline()):
            print(file=out)
            return
        event = read(line.strip(), keys)


def shown(message: dict[str, Any], keys: Keys) -> Iterator[str]:
    """The lines of one message; what its buttons do goes into *keys*, by letter and by label."""
    yield ""
    for picture in message.get("media", [message] if "photo" in message else []):
        yield f"  [{picture.get('media') or picture.get('photo')}] {picture.get('caption', '')}"
    for line in message.get("text", "").splitlines():
        yield f"  {line}"
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        found = []
        for key in row:
            button = decode(key["callback_data"])
            event = meant(button) if button else None
            if event is not None:
                letter = _letters(len(keys.letters))
                keys.letters[letter] = keys.labels[key["text"].casefold()] = event
                found.append(f"{letter}) {key['text']}")
        yield "  " + "   ".join(found)


def _letters(number: int) -> str:
    """a, b … z, aa, ab …"""
    rest, last = divmod(number, 26)
    return (_letters(rest - 1) if rest else "") + string.ascii_lowercase[last]


def read(line: str, keys: Keys) -> Event:
    """A button's letter or label, a command, or a reply."""
    said = line.casefold()
    if (event := keys.labels.get(said) or keys.letters.get(said)) is not None:
        return event
    if line in COMMANDS:
        return COMMANDS[line]
    command, _, rest = line.partition(" ")
    match command:
        case "/language" if rest.strip():
            return e.Spoke(rest.strip())
        case "/place" if PLACE.fullmatch(rest.strip()):
            return acts.event("place", list(rest.split(",")), None, WUHAN)
        case _ if command[1:] in list(Medium) and command.startswith("/"):
            return e.SentFile(rest.strip() or command[1:], medium=Medium(command[1:]))
        case _:
            return e.Replied(line)


def _save(recording: Recording, file: Path, language: str, out: TextIO) -> int:
    if not recording.exchanges:
        print(say(language, "play-nothing-to-save"), file=sys.stderr)
        return 1
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(recording.text(file), "utf-8")
    except OSError as error:
        why = error.strerror or ""
        print(say(language, "play-not-saved", file=str(file), why=why), file=sys.stderr)
        return 1
    print(say(language, "play-saved", file=str(file)), file=out)
    return 0
