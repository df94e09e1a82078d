"""Tell Telegram the commands, so that the app lists them beside the text field."""

from bot.api import Api
from locales import LANGUAGES, say

COMMANDS = ("start", "back", "status", "pause", "language", "help")


async def introduce(api: Api) -> None:
    """Best effort: without it everything works, only the list is missing."""
    for language in (None, *LANGUAGES):
        spoken = language or "en"
        commands = [{"command": c, "description": say(spoken, f"command-{c}")} for c in COMMANDS]
        fields = {"commands": commands, "scope": {"type": "all_private_chats"}}
        await api.call("setMyCommands", {**fields, "language_code": language or ""})
