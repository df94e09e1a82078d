"""Polling and webhook over real HTTP: acknowledged only what is stored."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
from aiohttp import web

from bot.insist import CannotReceive
from bot.introduce import COMMANDS, introduce
from bot.polling import run_polling
from bot.receive import Toast, Verdict
from bot.webhook import HEADER, MOST_BYTES, set_webhook, webhook_route
from tests.bot.conftest import Rig
from tests.botapi import CUT, HTML, SERVER_ERROR, TOKEN, refused

SECRET = "s3cret-" + "x" * 32


@asynccontextmanager
async def running(*coroutines: Any) -> AsyncIterator[list[asyncio.Task[Any]]]:
    tasks = [asyncio.create_task(coroutine) for coroutine in coroutines]
    try:
        yield tasks
    finally:
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError, CannotReceive):
                await task


@asynccontextmanager
async def hooked(rig: Rig) -> AsyncIterator[str]:
    """Our webhook on a free port; Telegram knows of it."""
    app = web.Application()
    app.router.add_post("/hook", webhook_route(rig.receiver, SECRET))
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    url = f"http://{host}:{port}/hook"
    rig.telegram.direct = None
    await set_webhook(rig.api, url, SECRET)
    try:
        yield url
    finally:
        await runner.cleanup()


# Polling


async def test_a_conversation_by_polling(rig: Rig) -> None:
    rig.telegram.direct = None
    phone = rig.phone()
    poll = run_polling(rig.receiver, patience=1)
    async with running(poll, rig.sender.run()):
        await phone.says("/start visit-code")
        await phone.sees("Your dishwasher leaks.")
        await phone.taps("Start")
        await phone.sees("Were you greeted?")
    asked = rig.telegram.made("getUpdates")
    assert asked[0]["allowed_updates"] == [
        "message", "edited_message", "callback_query", "my_chat_member"
    ]  # fmt: skip
    assert rig.telegram.made("deleteWebhook")


async def test_the_offset_moves_only_past_what_is_stored(rig: Rig) -> None:
    rig.telegram.direct = None
    phone, taken = rig.phone(), rig.receiver.take
    verdicts = [Verdict.LATER, Verdict.LATER]

    async def take(raw: Any) -> Verdict:
        if raw.get("message", {}).get("text") == "/help" and verdicts:
            return verdicts.pop()
        return await taken(raw)

    rig.receiver.take = take  # type: ignore[method-assign]
    await phone.says("/start visit-code")
    await phone.says("/help")
    await phone.says("/status")
    first = rig.telegram.queue[0]["update_id"]
    async with running(run_polling(rig.receiver, patience=1, sleep=rig.clock.sleep)):
        await rig.telegram.when(lambda: not rig.telegram.queue)
    offsets = [call.get("offset") for call in rig.telegram.made("getUpdates")]
    assert offsets[:4] == [None, first + 1, first + 1, first + 3]


async def test_an_update_we_have_no_type_for_does_not_stop_the_others(rig: Rig) -> None:
    rig.telegram.direct = None
    phone = rig.phone()
    await rig.telegram.push(rig.telegram.update(message={"message_id": "of the future"}))
    await phone.says("/start visit-code")
    async with running(run_polling(rig.receiver, patience=1), rig.sender.run()):
        await phone.sees("Your dishwasher leaks.")


async def test_polling_outlives_what_networks_do(rig: Rig) -> None:
    rig.telegram.direct = None
    phone = rig.phone()
    rig.telegram.fail("deleteWebhook", SERVER_ERROR)
    rig.telegram.fail("getUpdates", SERVER_ERROR, HTML, CUT, refused(429, "slow", retry_after=7))
    await phone.says("/start visit-code")
    poll = run_polling(rig.receiver, patience=1, sleep=rig.clock.sleep)
    async with running(poll, rig.sender.run()):
        await phone.sees("Your dishwasher leaks.")
    assert rig.clock.slept[:5] == [1.0, 1.0, 2.0, 4.0, 7.0]


async def test_a_second_poller_ends_with_a_sentence(rig: Rig) -> None:
    rig.telegram.direct = None
    async with running(run_polling(rig.receiver, patience=30)) as [first]:
        await rig.telegram.when(lambda: bool(rig.telegram.made("getUpdates")))
        async with running(run_polling(rig.receiver, patience=30)):
            with pytest.raises(CannotReceive, match="Another process"):
                await first


async def test_a_wrong_token_ends_polling_with_a_sentence(rig: Rig) -> None:
    rig.telegram.fail("deleteWebhook", refused(401, "Unauthorized"))
    with pytest.raises(CannotReceive, match="ANFANG_BOT_TOKEN"):
        await run_polling(rig.receiver)


async def test_polling_stops_when_it_is_told_to(rig: Rig) -> None:
    rig.telegram.direct = None
    task = asyncio.create_task(run_polling(rig.receiver, patience=30))
    await rig.telegram.when(lambda: bool(rig.telegram.made("getUpdates")))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


# Webhook


async def test_a_conversation_by_webhook(rig: Rig) -> None:
    phone = rig.phone()
    async with hooked(rig), running(rig.sender.run()):
        await phone.says("/start visit-code")
        await phone.sees("Your dishwasher leaks.")
        await phone.taps("Start")
        await phone.sees("Were you greeted?")
    assert set(rig.telegram.statuses) == {200}
    [registered] = rig.telegram.made("setWebhook")
    assert registered["secret_token"] == SECRET


async def test_what_could_not_be_stored_is_asked_for_again_in_five_seconds(rig: Rig) -> None:
    phone, taken = rig.phone(), rig.receiver.taken
    verdicts = [Verdict.LATER]

    async def later(raw: Any) -> tuple[Verdict, Toast | None]:
        return (verdicts.pop(), None) if verdicts else await taken(raw)

    rig.receiver.taken = later  # type: ignore[method-assign]
    async with hooked(rig):
        await phone.says("/start visit-code")
    assert rig.telegram.statuses == [503, 200]
    assert rig.telegram.waits == [5.0]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400), (b"{", 400), (b"\xff\xfe", 400), (b"[" * 50_000, 400), (b"[]", 400),
        (b"null", 400), (b"{}", 400), (b'{"update_id": "1"}', 400), (b'{"update_id": 1e3}', 400),
        (b'{"update_id": true}', 400), (b'{"update_id": -1}', 400),
        (b'{"update_id": 1, "message": NaN}', 400),
        (b'{"update_id": 9223372036854775808}', 400), (b'{"update_id": 1' + b"0" * 5000, 400),
        (b'{"update_id": 1}', 200), (b'{"update_id": 1, "message": 5}', 200),
        (b'{"update_id": 1, "message": {"message_id": 1e400}}', 200),
        (b" " * MOST_BYTES + b"{}", 413),
    ],
)  # fmt: skip
async def test_whatever_is_posted_is_answered_below_500(
    rig: Rig, body: bytes, status: int
) -> None:
    async with (
        hooked(rig) as url,
        rig.api.session.post(url, data=body, headers={HEADER: SECRET}) as response,
    ):
        assert response.status == status


async def test_a_body_without_a_length_is_cut_off_at_the_limit(rig: Rig) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b" " * 8192

    async with (
        hooked(rig) as url,
        rig.api.session.post(url, data=endless(), headers={HEADER: SECRET}) as response,
    ):
        assert response.status == 413


async def test_a_body_that_is_not_what_its_encoding_says_is_refused(rig: Rig) -> None:
    headers = {HEADER: SECRET, "Content-Encoding": "gzip"}
    async with (
        hooked(rig) as url,
        rig.api.session.post(url, data=b'{"update_id": 1}', headers=headers) as reply,
    ):
        assert reply.status == 400


@pytest.mark.parametrize("shown", [None, "", "wrong", SECRET + "x", SECRET.upper()])
async def test_without_the_secret_nothing_is_read(rig: Rig, shown: str | None) -> None:
    headers = {} if shown is None else {HEADER: shown}
    async with (
        hooked(rig) as url,
        rig.api.session.post(url, data=b"{", headers=headers) as response,
    ):
        assert response.status == 401


async def test_a_secret_in_strange_letters_is_only_wrong(rig: Rig) -> None:
    async with hooked(rig) as url:
        _, _, address = url.partition("//")
        host, _, port = address.partition("/")[0].partition(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(
            b"POST /hook HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n"
            + HEADER.encode() + b": \xff\xfe\xe4\xb8\xad\r\n\r\n{}"
        )  # fmt: skip
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
    assert answer.startswith(b"HTTP/1.1 401")


async def test_a_webhook_without_a_secret_is_not_made(rig: Rig) -> None:
    with pytest.raises(ValueError, match="ANFANG_WEBHOOK_SECRET"):
        webhook_route(rig.receiver, "")


async def test_the_webhook_is_registered_as_soon_as_telegram_can_be_reached(rig: Rig) -> None:
    rig.telegram.fail("setWebhook", CUT, SERVER_ERROR)
    await set_webhook(rig.api, "https://example.org/hook", SECRET, rig.clock.sleep)
    assert rig.telegram.hook is not None
    assert rig.clock.slept == [1.0, 2.0]


async def test_an_address_telegram_refuses_is_told_in_a_sentence(rig: Rig) -> None:
    rig.telegram.fail("setWebhook", refused(400, "Bad Request: bad webhook: HTTPS required"))
    with pytest.raises(CannotReceive, match="HTTPS required"):
        await set_webhook(rig.api, "http://example.org/hook", SECRET, rig.clock.sleep)


# Around them


async def test_the_app_is_told_the_commands_in_both_languages(rig: Rig) -> None:
    await introduce(rig.api)
    told = rig.telegram.made("setMyCommands")

    assert [call["language_code"] for call in told] == ["", "zh", "en"]
    assert [command["command"] for command in told[1]["commands"]] == list(COMMANDS)


async def test_the_token_is_in_no_log_and_no_error(
    rig: Rig, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    rig.telegram.fail("sendMessage", CUT, HTML)
    dead = type(rig.api)(rig.api.session, TOKEN, "http://127.0.0.1:9", patience=15)
    assert (await dead.call("getMe")).status == 0
    await rig.phone().says("/help")
    with pytest.raises(ValueError, match="Bot API") as refused:
        type(rig.api)(rig.api.session, TOKEN, "no address", patience=15)

    secret = TOKEN.partition(":")[2]
    assert secret not in caplog.text
    assert secret not in repr(rig.api) + str(refused.value)
