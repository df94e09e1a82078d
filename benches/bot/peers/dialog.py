"""aiogram_dialog: a window a question, as its documentation shows it; rows through aiosqlite.

python -m benches.bot.peers.dialog --port PORT --api URL --data FOLDER --survey FILE
"""

from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ContentType
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroupMeta
from aiogram.fsm.state import StatesGroup as Group
from aiogram.types import CallbackQuery, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiogram_dialog import Dialog, DialogManager, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.input import MessageInput, TextInput
from aiogram_dialog.widgets.kbd import Column, Select
from aiogram_dialog.widgets.text import Const, Format
from aiohttp import web

from benches.bot.peers.rows import Rows
from benches.bot.peers.survey import Asked, Given, given

Manager = Any  # its package is not among the project's: its types are not known here


def states(number: int) -> list[State]:
    named = {f"q{one}": State() for one in range(number)}
    StatesGroupMeta("Survey", (Group,), dict(named))
    return list(named.values())


def window(asked: Asked, number: int, state: State, rows: Rows, last: bool) -> Any:
    async def kept(message: Message, manager: Manager, value: str) -> None:
        await rows.keep(message.chat.id, number, value)
        if last:
            await message.answer("Thank you")
            await manager.done()
        else:
            await manager.next()

    async def tapped(query: CallbackQuery, _: Any, manager: Manager, item: str) -> None:
        assert isinstance(query.message, Message)
        await kept(query.message, manager, item)

    async def said(message: Message, _: Any, manager: Manager, value: Any) -> None:
        await kept(message, manager, str(value))

    async def sent(message: Message, _: Any, manager: Manager) -> None:
        assert message.photo
        await kept(message, manager, message.photo[-1].file_id)

    wanted: Any
    if asked.options:
        options = list(asked.options)
        wanted = Column(Select(
            Format("{item}"), id="option", item_id_getter=str, items=options, on_click=tapped,
        ))  # fmt: skip
    elif asked.kind == "photo":
        wanted = MessageInput(sent, content_types=[ContentType.PHOTO])
    else:
        factory = int if asked.kind == "number" else str
        wanted = TextInput(id="said", type_factory=factory, on_success=said)
    return Window(Const(asked.text), wanted, state=state)


def make(told: Given, rows: Rows) -> Dispatcher:
    asked = told.questions
    named = states(len(asked))
    windows = [
        window(one, number, named[number], rows, number == len(asked) - 1)
        for number, one in enumerate(asked)
    ]
    dispatcher = Dispatcher()

    async def start(_: Message, dialog_manager: DialogManager) -> None:
        await dialog_manager.start(named[0], mode=StartMode.RESET_STACK)

    dispatcher.message.register(start, CommandStart())
    dispatcher.include_router(Dialog(*windows))
    setup_dialogs(dispatcher)
    return dispatcher


def main() -> None:
    told = given()
    rows = Rows(told.data)
    session = AiohttpSession(api=TelegramAPIServer.from_base(told.api))
    bot = Bot("424242:bench-token", session=session)
    dispatcher = make(told, rows)
    app = web.Application()

    async def opened(_: object) -> None:
        await rows.open()

    async def closed(_: object) -> None:
        await rows.close()

    app.on_startup.append(opened)
    app.on_cleanup.append(closed)
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False)
    handler.register(app, path="/telegram")
    setup_application(app, dispatcher, bot=bot)
    web.run_app(app, host="127.0.0.1", port=told.port, access_log=None, print=None)


if __name__ == "__main__":
    main()
