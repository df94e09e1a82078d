"""Messages as the outbox keeps them: a Bot API method and its fields.

Always plain text without a parse mode, so nothing that a person wrote can become markup.
"""

from collections.abc import Iterator
from typing import Any

Message = dict[str, Any]

MOST_UNITS = 4096  # of UTF-16, as Telegram counts
MOST_CAPTION = 500  # letters; Telegram takes 1024 units
THEN = "then"  # of a message: another that follows at once, whose loss or repetition is harmless
FILE = "file:"  # before a picture that lies beside its questionnaire: <questionnaire>/<name>


def texts(chat: int, text: str, markup: dict[str, Any] | None = None) -> list[Message]:
    """*text* in as many messages as it needs, the keyboard under the last."""
    messages: list[Message] = [
        {"method": "sendMessage", "chat_id": chat, "text": part} for part in pieces(text)
    ]
    if messages and markup is not None:
        messages[-1]["reply_markup"] = markup
    return messages


def pictures(chat: int, key: str, shown: list[tuple[str, str]]) -> Iterator[Message]:
    """Pictures of the questionnaire *key* with words below them: one message, or albums of ten."""
    held = [(name if name.startswith("https://") else f"{FILE}{key}/{name}", words)
            for name, words in shown]  # fmt: skip
    for start in range(0, len(held), 10):
        some = held[start : start + 10]
        if len(some) == 1:
            ((photo, words),) = some
            caption = {"caption": words[:MOST_CAPTION]} if words else {}
            yield {"method": "sendPhoto", "chat_id": chat, "photo": photo, **caption}
        elif some:
            media = [{"type": "photo", "media": photo, "caption": words[:MOST_CAPTION]}
                     for photo, words in some]  # fmt: skip
            yield {"method": "sendMediaGroup", "chat_id": chat, "media": media}


def edited(chat: int, message_id: int, text: str) -> Message:
    """An earlier message with another text, its buttons gone."""
    return {
        "method": "editMessageText", "chat_id": chat, "message_id": message_id, "text": text
    }  # fmt: skip


def rekeyed(chat: int, message_id: int, markup: dict[str, Any]) -> Message:
    """An earlier message with other buttons."""
    return {
        "method": "editMessageReplyMarkup", "chat_id": chat, "message_id": message_id,
        "reply_markup": markup,
    }  # fmt: skip


def pieces(text: str, most: int = MOST_UNITS) -> Iterator[str]:
    """*text* cut into parts of at most *most* UTF-16 units, at a line or a space if one is near.

    Empty parts are left out: Telegram refuses them.
    """
    while text:
        end = _fits(text, most)
        if end < len(text):
            near = max(text.rfind("\n", end // 2, end), text.rfind(" ", end // 2, end))
            end = near if near > 0 else end
        if part := text[:end].strip():
            yield part
        text = text[end:].lstrip("\n ") if end < len(text) else ""


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) + sum(1 for letter in text if ord(letter) > 0xFFFF)


def _fits(text: str, most: int) -> int:
    """How many characters from the start take at most *most* units."""
    if 2 * len(text) <= most:
        return len(text)
    used = 0
    for index, letter in enumerate(text):
        used += 2 if ord(letter) > 0xFFFF else 1
        if used > most:
            return index
    return len(text)
