"""``anfang user``: who may log in to the console.  A password is never an argument."""

import sys

from app.refusals import Refused, refusals
from app.settings import Settings
from app.wiring import clock, house
from certification import accounts
from certification.store import all_users
from certification.users import Role
from db.engine import transaction

BY = "command-line"


async def add(
    settings: Settings,
    login: str,
    *,
    name: str = "",
    role: Role = Role.AUDITOR,
    from_stdin: bool = False,
    lang: str = "en",
) -> int:
    """A new user.  The password is the first line of standard input, or made and printed once."""
    try:
        with refusals(lang):
            password = _password(from_stdin)
            hashed = await accounts.hashed(password)
            async with house(settings) as whole, transaction(whole.engine) as tx:
                user = await accounts.add_user(tx, login, name, role, hashed, BY, clock())
            print(f"{user.login} ({user.role})")
            _show(password, from_stdin)
    except Refused as refused:
        return refused.code
    return 0


async def password(
    settings: Settings, login: str, *, from_stdin: bool = False, lang: str = "en"
) -> int:
    """Another password; whoever is logged in with the old one is logged out."""
    try:
        with refusals(lang):
            new = _password(from_stdin)
            hashed = await accounts.hashed(new)
            async with house(settings) as whole, transaction(whole.engine) as tx:
                await accounts.set_password(tx, login, hashed, BY, clock())
            _show(new, from_stdin)
    except Refused as refused:
        return refused.code
    return 0


async def disable(settings: Settings, login: str, *, lang: str = "en") -> int:
    """No log-in and no token of the user works any more."""
    try:
        with refusals(lang):
            async with house(settings) as whole, transaction(whole.engine) as tx:
                user = await accounts.disable(tx, login, BY, clock())
            print(f"{user.login}: disabled")
    except Refused as refused:
        return refused.code
    return 0


async def listing(settings: Settings, *, lang: str = "en") -> int:
    """Every user, one a line: login, role, name, and whether disabled."""
    try:
        with refusals(lang):
            async with house(settings) as whole, transaction(whole.engine) as tx:
                for user in await all_users(tx):
                    print(
                        user.login, user.role, user.name, *["disabled"] * user.disabled, sep="\t"
                    )
    except Refused as refused:
        return refused.code
    return 0


def _password(from_stdin: bool) -> str:
    return sys.stdin.readline().rstrip("\r\n") if from_stdin else accounts.new_password()


def _show(password: str, from_stdin: bool) -> None:
    """Only one we made: whoever typed theirs knows it."""
    if not from_stdin:
        print(f"password: {password}")
