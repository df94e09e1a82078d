"""Pictures that lie beside a questionnaire, on their way into a message."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.messages import FILE
from surveys.pictures import picture


def speaks_of_files(message: Mapping[str, Any]) -> bool:
    return any(True for _ in _named(message))


def attached(message: dict[str, Any]) -> dict[str, bytes]:
    """The files that *message* speaks of, by the name it then speaks of them with.

    A picture that is not there is left to Telegram to refuse: the question comes without it.
    """
    files: dict[str, bytes] = {}
    for holder, field, name in _named(message):
        key, _, file = name.removeprefix(FILE).partition("/")
        if (path := picture(key, file)) is not None:
            files[f"picture{len(files)}"] = path.read_bytes()
            holder[field] = f"attach://picture{len(files) - 1}"
    return files


def _named(message: Mapping[str, Any]) -> Iterator[tuple[Any, str, str]]:
    """Where a file of ours is spoken of: what holds its name, under which key, and the name."""
    for holder, field in ((message, "photo"), *((m, "media") for m in message.get("media", ()))):
        name = holder.get(field)
        if isinstance(name, str) and name.startswith(FILE):
            yield holder, field, name
