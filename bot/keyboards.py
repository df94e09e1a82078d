"""Rows of buttons, as Telegram takes them."""

from collections.abc import Iterable, Sequence
from typing import Any
from unicodedata import east_asian_width

from bot.buttons import Button, encode

Key = dict[str, str]
Row = list[Key]

WIDTH = 34  # what a narrow phone shows in one row before it cuts labels, in Latin letters
NUMBERS_A_ROW = 6


def key(label: str, button: Button) -> Key:
    return {"text": label, "callback_data": encode(button)}


def rows(keys: Sequence[Key]) -> list[Row]:
    """All in one row if their labels fit a narrow phone, else one a row."""
    wide = sum(width(one["text"]) + 4 for one in keys)
    return [list(keys)] if keys and wide <= WIDTH else [[one] for one in keys]


def numbers(keys: Sequence[Key]) -> list[Row]:
    """A scale: 1–5 in one row, 0–10 in two."""
    if len(keys) <= NUMBERS_A_ROW:
        return [list(keys)]
    half = (len(keys) + 1) // 2
    return [list(keys[:half]), list(keys[half:])]


def inline(rows: Iterable[Row]) -> dict[str, Any]:
    return {"inline_keyboard": [row for row in rows if row]}


def share_place(label: str) -> dict[str, Any]:
    """The one thing only the keyboard below the text field can do: send where the phone is."""
    return {
        "keyboard": [[{"text": label, "request_location": True}]],
        "resize_keyboard": True,
        "one_time_keyboard": True,
    }


def away() -> dict[str, Any]:
    """Takes that keyboard away again."""
    return {"remove_keyboard": True}


def width(label: str) -> int:
    """In Latin letters: a Chinese one takes the room of two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in label)
