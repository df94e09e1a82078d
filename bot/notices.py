"""Messages the surveys queue without knowing Telegram: {"notice": id, "language": …, …}."""

from collections.abc import Mapping
from typing import Any

from bot import keyboards
from bot.buttons import Button
from bot.messages import Message, texts
from locales import say

# What an outbox row may hold beside the arguments of the sentence.
OURS = frozenset({"notice", "language"})

MOST_LETTERS = 1500  # of an argument, so that the whole stays one message


def ready(chat: int, message: Mapping[str, Any]) -> Message:
    """The Bot API method and fields of an outbox message; a notice gets its sentence now.

    Raises NoSuchMessage, KeyError for a notice nobody wrote.
    """
    if "notice" not in message:
        return dict(message)
    language = str(message["language"])
    args = {
        name: value[:MOST_LETTERS] if isinstance(value, str) else value
        for name, value in message.items()
        if name not in OURS
    }
    text = say(language, f"notice-{message['notice']}", **args)
    resume = keyboards.key(say(language, "button-resume"), Button("", 0, "", "resume"))
    return texts(chat, text, keyboards.inline([[resume]]))[-1]
