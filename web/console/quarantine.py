"""Updates that were put aside: what they were and what went wrong, never what was said."""

from dataclasses import dataclass

from aiohttp import web

from db import aside, audit
from db.aside import Aside
from surveys import store
from web.console.desk import Desk, see
from web.errors import Malformed, PageRefusal

PAGE = "/console/quarantine"
KINDS = frozenset({"message", "edited_message", "callback_query", "my_chat_member"})
LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Row:
    """*about*: case and key of the interview its chat talks about now."""

    aside: Aside
    kind: str
    about: tuple[int, str] | None


async def show(desk: Desk) -> web.StreamResponse:
    found = await aside.newest(desk.tx)
    about = await store.talked_about(desk.tx, {one.chat for one in found if one.chat is not None})
    rows = [
        Row(one, one.kind if one.kind in KINDS else "other", about.get(one.chat or 0))
        for one in found
    ]
    context = {"rows": rows, "count": await aside.count(desk.tx), "here": PAGE}
    return desk.page("quarantine.html", context)


async def decide(desk: Desk) -> web.StreamResponse:
    """Have it tried again by whoever receives, or let it be; either way it is in the audit."""
    found = await aside.one(desk.tx, _number(desk, "bot"), _number(desk, "update"))
    if found is None:
        raise PageRefusal("console-aside-gone", 409)
    act = desk.form.get("do", "")
    match act:
        case "again" if found.body is not None:
            await aside.ask_again(desk.tx, found, desk.at)
        case "dismiss":
            await aside.settle(desk.tx, found)
        case _:
            raise Malformed
    subject = f"update:{found.bot_id}/{found.update_id}"
    details = {"kind": found.kind, "error": found.error}
    await audit.record(desk.tx, desk.at, desk.user.actor, f"update.{act}", subject, details)
    return see(PAGE)


def _number(desk: Desk, name: str) -> int:
    digits = desk.form.get(name, "")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 20):
        raise Malformed
    return min(int(digits), LARGEST)
