"""Pictures that lie beside a questionnaire, on their way into a message."""

from typing import Any

from bot.messages import FILE
from surveys.pictures import picture


def attached(message: dict[str, Any]) -> dict[str, bytes]:
    """The files that *message* speaks of, by the name it then speaks of them with.

    A picture that is not there is left to Telegram to refuse: the question comes without it.
    """
    files: dict[str, bytes] = {}
    for holder, field in ((message, "photo"), *((m, "media") for m in message.get("media", ()))):
        name = holder.get(field)
        if not isinstance(name, str) or not name.startswith(FILE):
            continue
        key, _, file = name.removeprefix(FILE).partition("/")
        if (path := picture(key, file)) is not None:
            files[f"picture{len(files)}"] = path.read_bytes()
            holder[field] = f"attach://picture{len(files) - 1}"
    return files
