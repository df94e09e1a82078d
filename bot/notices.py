"""Messages the surveys queue without knowing Telegram: {"notice": id, "language": …, …}.

Its button goes on with the interview *key*, without one with what the chat talks about.  Where
there is an *address*, that is the way on and there is no button.
"""

from collections.abc import Mapping
from typing import Any

from bot import keyboards
from bot.buttons import Button
from bot.messages import Message, texts
from locales import say

# What an outbox row may hold beside the arguments of the sentence.
OURS = frozenset({"notice", "language", "key", "until"})

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
    if "address" in message:
        return texts(chat, text)[-1]
    button = Button(str(message.get("key", "")), 0, "", "resume")
    resume = keyboards.key(say(language, "button-resume"), button)
    return texts(chat, text, keyboards.inline([[resume]]))[-1]
