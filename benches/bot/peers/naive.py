"""aiogram and SQLAlchemy as most bots are written.

FSM in memory, ORM, one commit an answer, replies by API call.

python -m benches.bot.peers.naive --port PORT --api URL --data FOLDER --survey FILE
"""

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web
from sqlalchemy import event
from sqlalchemy.ext.asyncio import (
    AsyncAttrs,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from benches.bot.peers.survey import Asked, given

Questions = tuple[Asked, ...]
Sessions = async_sessionmaker[AsyncSession]


class Base(AsyncAttrs, DeclarativeBase):
    pass


class Answer(Base):
    __tablename__ = "answers"
    id: Mapped[int] = mapped_column(primary_key=True)
    chat: Mapped[int] = mapped_column(index=True)
    question: Mapped[int]
    value: Mapped[str]


class Survey(StatesGroup):
    asking = State()


router = Router()


def keyboard(asked: Asked, number: int) -> InlineKeyboardMarkup | None:
    if not asked.options:
        return None
    keys = [InlineKeyboardButton(text=o, callback_data=f"{number}:{o}") for o in asked.options]
    return InlineKeyboardMarkup(inline_keyboard=[[key] for key in keys])


async def ask(message: Message, state: FSMContext, number: int, questions: Questions) -> None:
    if number == len(questions):
        await state.clear()
        await message.answer("Thank you")
        return
    await state.update_data(number=number)
    asked = questions[number]
    await message.answer(asked.text, reply_markup=keyboard(asked, number))


@router.message(CommandStart())
async def start(message: Message, state: FSMContext, questions: Questions) -> None:
    await state.set_state(Survey.asking)
    await ask(message, state, 0, questions)


@router.callback_query(Survey.asking, F.data)
async def tapped(
    query: CallbackQuery, state: FSMContext, sessions: Sessions, questions: Questions
) -> None:
    assert query.data and isinstance(query.message, Message)
    number, value = (await state.get_data())["number"], query.data.partition(":")[2]
    async with sessions() as session:
        session.add(Answer(chat=query.from_user.id, question=number, value=value))
        await session.commit()
    await query.answer()
    await ask(query.message, state, number + 1, questions)


@router.message(Survey.asking)
async def said(
    message: Message, state: FSMContext, sessions: Sessions, questions: Questions
) -> None:
    number = (await state.get_data())["number"]
    value = message.photo[-1].file_id if message.photo else message.text or ""
    async with sessions() as session:
        session.add(Answer(chat=message.chat.id, question=number, value=value))
        await session.commit()
    await ask(message, state, number + 1, questions)


def main() -> None:
    told = given()
    engine = create_async_engine(f"sqlite+aiosqlite:///{told.data / 'rows.db'}")

    @event.listens_for(engine.sync_engine, "connect")
    def durable(connection: object, _: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    async def tables(_: object) -> None:
        async with engine.begin() as tx:
            await tx.run_sync(Base.metadata.create_all)

    session = AiohttpSession(api=TelegramAPIServer.from_base(told.api))
    bot = Bot("424242:bench-token", session=session)
    sessions = async_sessionmaker(engine, expire_on_commit=False)
    dispatcher = Dispatcher(sessions=sessions, questions=told.questions)
    dispatcher.include_router(router)
    app = web.Application()
    app.on_startup.append(tables)
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False)
    handler.register(app, path="/telegram")
    setup_application(app, dispatcher, bot=bot)
    web.run_app(app, host="127.0.0.1", port=told.port, access_log=None, print=None)


if __name__ == "__main__":
    main()
