"""People with phones, and Telegram between them and a bot: the load of the benches.

    python -m benches.bot.phones --webhook URL… --port PORT --people 1000 --at-once 100

One process.  Each person answers as soon as they are asked.  Prints one line of JSON: answers to
questions, seconds, the time from an answer to the next question, and its own CPU time.  With
`--faults SEED` the calls of the bot fail now and then and people are as people are; with
`--truth FILE` everybody's answers are written down, to be compared with what was stored.
"""

import argparse
import asyncio
import gc
import json
import sys
from itertools import count
from pathlib import Path
from random import Random
from time import perf_counter, process_time
from typing import Any

from benches.bot.mischief import Mischief
from benches.bot.person import FIRST, STARES, Person
from benches.bot.telegram import Telegram

ERRORS = 0.015  # of the bot's calls, with faults


async def held(telegram: Telegram, people: list[Person], at_once: int) -> dict[str, Any]:
    """Everybody through the survey, *at_once* of them at any moment."""
    coming = iter(people)

    async def one_after_another() -> None:
        for person in coming:
            await person.fills_in()

    began, cpu = perf_counter(), process_time()
    await asyncio.gather(*(one_after_another() for _ in range(at_once)))
    seconds, spent = perf_counter() - began, process_time() - cpu
    waits = sorted(wait for person in people for wait in person.waits) or [0.0]
    answers = sum(len(person.answered) for person in people)
    return {
        "people": len(people), "finished": sum(person.finished for person in people),
        "answers": answers, "seconds": round(seconds, 3), "a_second": round(answers / seconds, 1),
        "p50_ms": round(waits[len(waits) // 2] * 1000, 2),
        "p99_ms": round(waits[len(waits) * 99 // 100] * 1000, 2),
        "load_cpu": round(spent / seconds, 3),
        "stared": sum(person.again for person in people),
        "thrown_back": sum(person.thrown_back for person in people),
        "unanswered_taps": len(telegram.tapped), "undelivered": telegram.undelivered,
        "refused": dict(telegram.refused), "calls": dict(telegram.calls),
    }  # fmt: skip


async def the_bot() -> None:
    """Waits for a line: the bot is up."""
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(lines), sys.stdin
    )
    await lines.readline()


async def main() -> None:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--webhook", nargs="+", required=True, help="taken in turn")
    wanted.add_argument("--first", type=int, default=FIRST, help="the first chat's number")
    wanted.add_argument("--port", type=int, required=True)
    wanted.add_argument("--people", type=int, default=1000)
    wanted.add_argument("--at-once", type=int, default=100)
    wanted.add_argument("--start", default="bench")
    wanted.add_argument("--faults", type=int, metavar="SEED")
    wanted.add_argument("--truth", type=Path)
    wanted.add_argument("--stares", type=float, default=STARES, help="seconds of silence")
    given = wanted.parse_args()
    chance = Random(given.faults)
    faulty = given.faults is not None
    telegram = Telegram(given.webhook, chance, ERRORS if faulty else 0.0)
    # A database that has seen others has seen their updates: these have other numbers.
    telegram.numbers = count(given.first * 1000)
    server = await telegram.listen(given.port)
    print("ready", flush=True)
    await the_bot()
    mischief = Mischief(chance) if faulty else None
    people = [
        Person(chat, telegram, given.start, mischief, given.stares)
        for chat in range(given.first, given.first + given.people)
    ]
    gc.freeze()
    figures = await held(telegram, people, given.at_once)
    if given.truth:
        truth = {person.chat: person.answered for person in people if person.finished}
        given.truth.write_text(json.dumps(truth))
    print(json.dumps(figures), flush=True)
    telegram.close()
    server.close()


if __name__ == "__main__":
    asyncio.run(main())
