"""People who fill in the survey on the page: the load.

    python -m benches.page.visitors --port PORT --people 300 --at-once 32

One process.  A visitor scans the card, starts, and posts the form of every page they are shown, as
a browser would: with scripts (survey.js) each answer is a POST that has the next page in its
answer, with `--plain` a POST that stores it and the GET it leads to.
With `--think 1 2` they think between 1 and 2 seconds before each answer.  They come one after
another within `--coming` seconds; with 0 they begin in the same moment and stay in step, so that
all of them send their photo at once.  Prints one line of JSON.
"""

import argparse
import asyncio
import gc
import json
import re
from dataclasses import dataclass, field
from random import Random
from time import perf_counter, process_time
from typing import Any
from urllib.parse import urlencode

from benches.bot.wire import Lines, Said

ASKED = re.compile(r"Question \d+: (Choose|Rate|Type|Say|Send)")
ONCE = re.compile(r'name="once" value="([^"]+)"')
REVISION = re.compile(r'name="revision" value="(\d+)"')
QUESTION = re.compile(r'name="question" value="([^"]+)"')
CODES = re.compile(r'name="code" value="([a-z0-9]+)"')
COOKIE = re.compile(r"\r\nSet-Cookie: notice=([^;\r]*)", re.IGNORECASE)
PLAIN = "Content-Type: application/x-www-form-urlencoded\r\n"
EDGE = "visitors-edge"
PARTS = f"Content-Type: multipart/form-data; boundary={EDGE}\r\n"
JPEG = "ffd8ffe000104a46494600010100000100010000"  # how such a file begins


@dataclass(slots=True)
class Visitor:
    """*waits*: seconds from an answer to the next page, whole."""

    lines: Lines
    chance: Random
    think: tuple[float, float]
    plain: bool = False
    waits: list[float] = field(default_factory=list)
    answers: int = 0
    finished: bool = False
    _notice: str = ""

    async def fills_in(self) -> None:
        page = (await self.lines.ask("GET", "/s/bench", self._headers(""))).text
        said = await self._post("/s/bench", {"once": _first(ONCE, page)})
        here = said.header("Location")
        page = await self._show(here)
        while asked := ASKED.search(page):
            if self.think[1]:
                await asyncio.sleep(self.chance.uniform(*self.think))
            began = perf_counter()
            said = await self._answer(here, page, asked[1])
            if said.status != (303 if self.plain else 200):
                return
            page = await self._show(here) if self.plain else said.text
            self.waits.append(perf_counter() - began)
            self.answers += 1
        said = await self._post(f"{here}/submit", _addressed(page))
        self.finished = "eceipt" in (await self._show(here) if self.plain else said.text)

    async def _answer(self, here: str, page: str, asked: str) -> Said:
        fields = {**_addressed(page), "question": _first(QUESTION, page)}
        if asked == "Send":
            body = _parts(fields, self.chance)
            headers = self._headers(PARTS)
            return self._kept(await self.lines.ask("POST", f"{here}/photo", headers, body))
        if asked in ("Choose", "Rate"):
            fields["code"] = self.chance.choice(CODES.findall(page))
        else:
            fields["text"] = "7" if asked == "Type" else "Somebody came and said hello to me."
        return await self._post(f"{here}/answer", fields)

    async def _post(self, path: str, fields: dict[str, str]) -> Said:
        body = urlencode(fields).encode()
        return self._kept(await self.lines.ask("POST", path, self._headers(PLAIN), body))

    async def _show(self, here: str) -> str:
        said = await self.lines.ask("GET", here, self._headers(""))
        self._notice = ""
        return said.text

    def _kept(self, said: Said) -> Said:
        """With the sentence that the next page is to show."""
        if found := COOKIE.search(said.head):
            self._notice = found[1]
        return said

    def _headers(self, more: str) -> str:
        cookie = f"Cookie: notice={self._notice}\r\n" if self._notice else ""
        script = "" if self.plain else "Anfang-Next: page\r\n"
        return f"Accept-Language: en-GB,en;q=0.9\r\n{script}{cookie}{more}"


def _addressed(page: str) -> dict[str, str]:
    fields = {"once": _first(ONCE, page), "device_at": ""}
    if revision := REVISION.search(page):
        fields["revision"] = revision[1]
    return fields


def _first(pattern: re.Pattern[str], page: str) -> str:
    found = pattern.search(page)
    return found[1] if found else ""


def _parts(fields: dict[str, str], chance: Random) -> bytes:
    """A form with a photo, another one each time."""
    told = "".join(
        f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    file = f'--{EDGE}\r\nContent-Disposition: form-data; name="photo"; filename="p.jpg"\r\n'
    photo = bytes.fromhex(JPEG) + chance.randbytes(2000) + b"\xff\xd9"
    head = f"{told}{file}Content-Type: image/jpeg\r\n\r\n".encode()
    return head + photo + f"\r\n--{EDGE}--\r\n".encode()


async def held(people: list[Visitor], at_once: int, coming: float = 0.0) -> dict[str, Any]:
    """Everybody through the survey, *at_once* of them at any moment; the first of them come within
    *coming* seconds."""
    waiting = iter(people)

    async def one_after_another(place: int) -> None:
        await asyncio.sleep(coming * place / at_once)
        for visitor in waiting:
            await visitor.fills_in()

    began, cpu = perf_counter(), process_time()
    await asyncio.gather(*map(one_after_another, range(at_once)))
    seconds, spent = perf_counter() - began, process_time() - cpu
    waits = sorted(wait for visitor in people for wait in visitor.waits) or [0.0]
    answers = sum(visitor.answers for visitor in people)
    return {
        "people": len(people), "finished": sum(visitor.finished for visitor in people),
        "answers": answers, "seconds": round(seconds, 3), "a_second": round(answers / seconds, 1),
        "p50_ms": round(waits[len(waits) // 2] * 1000, 2),
        "p99_ms": round(waits[len(waits) * 99 // 100] * 1000, 2),
        "load_cpu": round(spent / seconds, 3),
    }  # fmt: skip


async def main() -> None:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--port", type=int, required=True)
    wanted.add_argument("--people", type=int, default=300)
    wanted.add_argument("--at-once", type=int, default=32)
    wanted.add_argument("--think", type=float, nargs=2, default=(0.0, 0.0))
    wanted.add_argument("--coming", type=float, default=0.0, help="seconds until all are there")
    wanted.add_argument("--plain", action="store_true", help="no scripts")
    given = wanted.parse_args()
    lines, chance = Lines("127.0.0.1", given.port), Random(5)
    people = [Visitor(lines, chance, tuple(given.think), given.plain) for _ in range(given.people)]
    gc.freeze()
    print(json.dumps(await held(people, given.at_once, given.coming)), flush=True)
    lines.close()


if __name__ == "__main__":
    asyncio.run(main())
