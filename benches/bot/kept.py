"""What a bot's database holds, beside what the people say they said."""

import json
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from surveys.entries import Act, Answered
from surveys.stored import act
from surveys.values import Amount, Chosen, Words

Stored = dict[int, dict[int, list[str]]]  # by chat and question: everything stored, in order

LABELS = {"a": "First", "b": "Second", "c": "Third"}
# A log holds what was said before too: here nobody changes an answer, so each stands once.
ANSWERED = """
  SELECT p.chat, e.question, e.kind, e.value FROM entries e
  JOIN interviews i ON i.id = e.interview_id JOIN persons p ON p.id = i.person_id
  WHERE e.kind = 'answered' ORDER BY e.id
"""
SENT = """
  SELECT p.chat, a.question, json_extract(a.source, '$.telegram') FROM attachments a
  JOIN interviews i ON i.id = a.interview_id JOIN persons p ON p.id = i.person_id
  ORDER BY a.at
"""


@dataclass(frozen=True, slots=True)
class Compared:
    """Answers of those who came to the end: how many are missing, stand more than once, or are
    not what was said; and how many people have all of theirs, once."""

    lost: int
    doubled: int
    wrong: int
    whole: int


def compared(said: dict[int, dict[int, str]], stored: Stored) -> Compared:
    found: Counter[str] = Counter()
    whole = 0
    for chat, answers in said.items():
        faults: Counter[str] = Counter()
        for question, value in answers.items():
            held = stored.get(chat, {}).get(question, [])
            faults["lost"] += not held
            faults["doubled"] += len(held) > 1
            faults["wrong"] += bool(held) and held[-1] != value
        whole += not faults.total()
        found += faults
    return Compared(found["lost"], found["doubled"], found["wrong"], whole)


def rows(file: Path) -> Stored:
    """Of a bot beside ours: one table of answers."""
    with closing(sqlite3.connect(file)) as db:
        found = db.execute("SELECT chat, question, value FROM answers ORDER BY id").fetchall()
    return _gathered((chat, question + 1, value) for chat, question, value in found)


def entries(file: Path) -> Stored:
    """Of ours: the log of every interview, and the photos by Telegram's name for them."""
    with closing(sqlite3.connect(file)) as db:
        answered, sent = db.execute(ANSWERED).fetchall(), db.execute(SENT).fetchall()
    said = [
        (chat, question, words)
        for chat, question, kind, value in answered
        if (words := _words(act(kind, question, json.loads(value)))) is not None
    ]
    return _gathered((chat, int(question[1:]), value) for chat, question, value in said + sent)


def _words(done: Act) -> str | None:
    """What was said; None of a photo, which stands among the attachments."""
    match done:
        case Answered(value=Chosen(code)):
            return LABELS[code]
        case Answered(value=Amount(number)):
            return str(number)
        case Answered(value=Words(text)):
            return text
        case _:
            return None


def _gathered(found: Any) -> Stored:
    stored: Stored = {}
    for chat, question, value in found:
        stored.setdefault(chat, {}).setdefault(question, []).append(value)
    return stored
