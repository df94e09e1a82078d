"""Rehearsals between two requests: small files in the data folder that nobody misses.

They are in no table.  Each lasts twelve hours after its last turn; a person has ten, the house
two hundred, and the oldest give way.
"""

import os
import time
from pathlib import Path

from surveys.transcripts.rehearsal import Rehearsal, loaded

FOLDER = "previews"
LASTS_S = 12 * 3600
MOST, MOST_EACH = 200, 10


def keep(data_dir: Path, token: str, one: Rehearsal) -> None:
    """Whole or not at all, under *token*, which only its owner is told."""
    folder = data_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{token}.new"
    fresh.write_text(one.dumped(), "utf-8")
    fresh.replace(folder / f"{token}.json")


def find(data_dir: Path, token: str, user: int) -> Rehearsal | None:
    """The user's rehearsal; None if there is none or it has expired."""
    file = data_dir / FOLDER / f"{token}.json"
    try:
        if time.time() - file.stat().st_mtime > LASTS_S:
            return None
        one = loaded(file.read_text("utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return one if one.user == user else None


def make_room(data_dir: Path, user: int) -> None:
    """What has expired goes, and the oldest of more than there is room for."""
    found = sorted((data_dir / FOLDER).glob("*.json"), key=_touched, reverse=True)
    now, mine = time.time(), 0
    for number, file in enumerate(found):
        own = find(data_dir, file.stem, user) is not None
        mine += own
        gone = now - _touched(file) > LASTS_S
        if gone or number >= MOST - 1 or (own and mine >= MOST_EACH):
            file.unlink(missing_ok=True)


def _touched(file: Path) -> float:
    try:
        return os.stat(file).st_mtime
    except OSError:
        return 0.0
