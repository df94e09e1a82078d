"""Of an update only what is used is read; whatever is no answer is left to aiogram."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.updates import CallbackQuery, Message, read

CHAT = {"id": 7, "type": "private"}
USER = {"id": 7, "is_bot": False, "first_name": "P", "language_code": "en"}


def message(**content: Any) -> dict[str, Any]:
    return {"message": {"message_id": 1, "date": 1, "chat": CHAT, "from": USER, **content}}


@pytest.mark.parametrize("text", ["hello", "/unknown", "/startle", "start", " /start", "/", ""])
def test_what_is_no_command_of_ours_is_an_answer(text: str) -> None:
    found = read(message(text=text))
    assert isinstance(found, Message)
    assert found.text == text


@pytest.mark.parametrize(
    "text", ["/start", "/START x", "/start@some_bot code", "/help", "/language", "/back",
             "/status", "/pause"],
)  # fmt: skip
def test_commands_are_left_to_aiogram(text: str) -> None:
    assert read(message(text=text)) is None


@pytest.mark.parametrize("kind", ["group", "channel", "supergroup"])
def test_only_private_chats_are_read(kind: str) -> None:
    chat = {"id": 7, "type": kind}
    tap = {"id": "1", "from": USER, "data": "x", "message": {"message_id": 1, "date": 1,
                                                              "chat": chat}}  # fmt: skip
    assert read({"message": {**message()["message"], "chat": chat}}) is None
    assert read({"callback_query": tap}) is None


def test_a_tap_brings_what_it_stands_under() -> None:
    under = {"message_id": 5, "date": 0, "chat": CHAT}
    found = read({"callback_query": {"id": "9", "from": USER, "data": "a1:", "message": under}})

    assert isinstance(found, CallbackQuery)
    assert (found.id, found.from_user.id, found.data) == ("9", 7, "a1:")
    assert found.message is not None
    assert found.message.date == 0


@pytest.mark.parametrize(
    "raw",
    [message(text=5), message(photo="x"), message(chat={"id": "x", "type": "private"}),
     message(location={"latitude": "north", "longitude": 1}), message(date=[]),
     message(message_id=2**70)],
)  # fmt: skip
def test_what_telegram_never_sends_is_refused_without_being_quoted(raw: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        read(raw)
    assert "north" not in str(refused.value)


@pytest.mark.parametrize(
    "raw",
    [{}, {"message": None}, {"message": 5}, {"edited_message": {}}, {"my_chat_member": {}},
     {"callback_query": {"id": "1"}}],
)  # fmt: skip
def test_everything_else_is_left_to_aiogram(raw: dict[str, Any]) -> None:
    assert read(raw) is None
