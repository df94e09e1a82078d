"""Users, their passwords and the tokens of the API.

A password is kept as argon2id only, a token as SHA-256 of 32 random bytes: neither can be shown a
second time.
"""

import asyncio
import hashlib
import re
import secrets
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from certification import store
from certification.errors import (
    CertificationError,
    LoginTaken,
    NoSuchToken,
    NoSuchUser,
    Rejected,
    complaint,
)
from certification.texts import required
from certification.users import Role, Token, TokenId, User, UserId
from db.audit import record
from db.engine import transaction
from locales import known

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200  # hashing must not become the attack
LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{0,62}[a-z0-9]")
TOKEN_PREFIX = "anfang_"  # noqa: S105  so that a leaked one is recognised

_hasher = PasswordHasher()  # argon2id, RFC 9106's low-memory setting: no state but its numbers
# The hash of nobody's password: an unknown login must take as long as a wrong password.
_NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=4$I8fk/7Lf69Xu1zu77Nh6Og"
    "$us4xHvdT2S4m1F+hz9whQ3td0bJPvvx4CGvEfThrRsY"
)


class WrongLogin(CertificationError):
    """No such login, not its password, or disabled; nobody learns which."""

    id, status = "cert-wrong-login", 401


def new_password() -> str:
    return secrets.token_urlsafe(15)


async def hashed(password: str) -> str:
    """The argon2id hash.  Raises Rejected for a password too short or too long."""
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Rejected([
            complaint("password-length", least=SHORTEST_PASSWORD, most=LONGEST_PASSWORD)
        ])  # fmt: skip
    return await asyncio.to_thread(_hasher.hash, _bytes(password))


async def log_in(engine: AsyncEngine, login: str, password: str) -> User:
    """The user with this login and password.  Raises WrongLogin.

    Takes the engine, because the hashing must not hold a transaction.
    """
    async with transaction(engine) as tx:
        user = await _by_login(tx, login)
        stored = await store.password_of(tx, user.id) if user else _NOBODY
    right = await asyncio.to_thread(_matches, stored, password[: LONGEST_PASSWORD + 1])
    if user is None or user.disabled or not right:
        raise WrongLogin
    return user


async def stamp(tx: AsyncConnection, user: UserId) -> str:
    """What a log-in remembers of the password: another one after each change."""
    return hashlib.sha256((await store.password_of(tx, user)).encode()).hexdigest()[:32]


async def logged_in(tx: AsyncConnection, user_id: int, remembered: str) -> User | None:
    """The user, if they are still allowed in and the password is still the one of *remembered*."""
    user = await store.user(tx, UserId(user_id))
    if user is None or user.disabled:
        return None
    return user if secrets.compare_digest(await stamp(tx, user.id), remembered) else None


async def add_user(
    tx: AsyncConnection,
    login: str,
    name: str,
    role: Role,
    password_hash: str,
    by: str,
    at: datetime,
    *,
    language: str | None = None,
) -> User:
    """*password_hash* is of `hashed`.  Raises Rejected for a login of another form, LoginTaken."""
    login = login.strip().lower()
    if not LOGIN.fullmatch(login):
        raise Rejected([complaint("login-form")])
    name = required(name or login, "user-name")
    if await store.user_by_login(tx, login) is not None:
        raise LoginTaken(login=login)
    spoken = known(language) if language else None
    user = await store.create_user(tx, login, name, role, password_hash, spoken, at)
    await record(tx, at, by, "user.add", user.actor, {"role": role.value})
    return user


async def set_password(
    tx: AsyncConnection, login: str, password_hash: str, by: str, at: datetime
) -> User:
    """From now on only the new password logs in; whoever is logged in must do it again."""
    user = await found(tx, login)
    await store.change_user(tx, user.id, password=password_hash)
    await record(tx, at, by, "user.password", user.actor)
    return user


async def disable(tx: AsyncConnection, login: str, by: str, at: datetime) -> User:
    """No log-in and no token of this user works any more; what they stated stays."""
    user = await found(tx, login)
    await store.change_user(tx, user.id, disabled=True)
    await store.revoke_tokens(tx, user.id, at)
    await record(tx, at, by, "user.disable", user.actor)
    return user


async def speak(tx: AsyncConnection, user: User, language: str) -> None:
    await store.change_user(tx, user.id, language=known(language))


async def found(tx: AsyncConnection, login: str) -> User:
    """Raises NoSuchUser."""
    user = await _by_login(tx, login)
    if user is None:
        raise NoSuchUser
    return user


async def make_token(
    tx: AsyncConnection, user: User, name: str, at: datetime
) -> tuple[Token, str]:
    """A new token of the user and its secret, which is shown this once."""
    name = required(name, "token-name")
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    token = await store.create_token(tx, user.id, name, _digest(secret), at)
    await record(tx, at, user.actor, "token.make", f"token:{token.id}")
    return token, secret


async def holder(tx: AsyncConnection, secret: str) -> User | None:
    """Whose token this is; None if of nobody, revoked, or of a disabled user."""
    user = await store.user_by_token(tx, _digest(secret))
    return None if user is None or user.disabled else user


async def revoke_token(tx: AsyncConnection, user: User, token_id: int, at: datetime) -> None:
    """Raises NoSuchToken if the user holds no such open token."""
    in_range = 0 < token_id < 2**63
    if not in_range or not await store.revoke_token(tx, user.id, TokenId(token_id), at):
        raise NoSuchToken
    await record(tx, at, user.actor, "token.revoke", f"token:{token_id}")


async def _by_login(tx: AsyncConnection, login: str) -> User | None:
    login = login.strip().lower()
    return await store.user_by_login(tx, login) if LOGIN.fullmatch(login) else None


def _matches(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, _bytes(password))
    except (VerificationError, InvalidHashError):
        return False


def _digest(secret: str) -> str:
    return hashlib.sha256(_bytes(secret)).hexdigest()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")  # what a form sends may be no text at all
