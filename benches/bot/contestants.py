"""Who takes part, and how each is started.

Whoever cannot be started here is told by name with the reason, never left out in silence.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benches.bot import installed
from benches.bot.telegram import SECRET
from surveys.kinds import Choice, Media, Rating
from surveys.load import questionnaire

HERE = Path(__file__).parent
FILE = HERE / "survey@1.yaml"
TOKEN = "424242:bench-token"


@dataclass(frozen=True, slots=True)
class Place:
    """Where one round of one bot happens: *data* is an empty folder, *api* the stand-in Bot API's
    address, *database* an SQLAlchemy URL for ours that is not SQLite."""

    data: Path
    port: int
    api: str
    database: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """What to run."""

    words: list[str]
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Contestant:
    """*file*: the database it leaves in its folder.  *install* raises installed.Missing."""

    name: str
    told: str
    start: Callable[[Place], Start]
    file: str = "rows.db"
    install: Callable[[], object] = lambda: None


def ours(place: Place) -> Start:
    """With a database of its own, prepared."""
    url = f"sqlite+aiosqlite:///{place.data}/anfang.db"
    subprocess.run([sys.executable, "-m", "benches.bot.ours", url], check=True)
    return served(place)


def served(place: Place) -> Start:
    """Over a database that was prepared before."""
    environment = {
        "ANFANG_DATA_DIR": str(place.data), "ANFANG_PORT": str(place.port),
        "ANFANG_BOT_API_BASE": place.api, "ANFANG_BOT_TOKEN": TOKEN, "ANFANG_BOT_MODE": "webhook",
        "ANFANG_WEBHOOK_SECRET": SECRET, "ANFANG_BOT_A_SECOND": "1000000",
        "ANFANG_BOT_CHAT_A_SECOND": "1000000",
    }  # fmt: skip
    if place.database:
        environment["ANFANG_DATABASE_URL"] = place.database
    return Start([sys.executable, "-m", "app", "serve"], environment)


def python(module: str, interpreter: Callable[[], str]) -> Callable[[Place], Start]:
    def start(place: Place) -> Start:
        words = [interpreter(), "-m", f"benches.bot.peers.{module}", *_told(place)]
        return Start(words, {})

    return start


def node(script: str) -> Callable[[Place], Start]:
    def start(place: Place) -> Start:
        words = [installed.node(), str(HERE / "peers" / script), *_told(place)]
        return Start(words, {"NODE_PATH": str(installed.modules()), "NODE_ENV": "production"})

    return start


def _told(place: Place) -> list[str]:
    survey = place.data / "survey.json"
    survey.write_text(json.dumps(asked()))
    return ["--port", str(place.port), "--api", place.api, "--data", str(place.data),
            "--survey", str(survey)]  # fmt: skip


def asked() -> list[dict[str, object]]:
    """The thirty questions, for those who do not read our files: text, kind, and the labels of
    the buttons; none where something is typed or sent."""
    found = questionnaire(FILE.read_text("utf-8"), FILE.name).questions
    return [
        {"text": one.text["en"], "kind": _kind(one), "options": _options(one)} for one in found
    ]


def _kind(question: object) -> str:
    return "photo" if isinstance(question, Media) else type(question).__name__.lower()


def _options(question: object) -> list[str]:
    if isinstance(question, Choice):
        return [option.label["en"] for option in question.options]
    if isinstance(question, Rating):
        return [str(point) for point in range(question.low, question.high + 1)]
    return []


BOTS = {
    one.name: one
    for one in (
        Contestant("naive", "aiogram + SQLAlchemy, as most are written",
                   python("naive", lambda: sys.executable)),
        Contestant("ours", "Anfang", ours, "anfang.db"),
        Contestant("dialog", "aiogram_dialog, rows in SQLite",
                   python("dialog", installed.python), install=installed.python_peers),
        Contestant("ptb", "python-telegram-bot ConversationHandler, rows in SQLite",
                   python("ptb", installed.python), install=installed.python_peers),
        Contestant("grammy", "grammY conversations, better-sqlite3",
                   node("grammy.js"), install=installed.node_peers),
        Contestant("telegraf", "telegraf scenes, better-sqlite3",
                   node("telegraf.js"), install=installed.node_peers),
    )
}  # fmt: skip
