"""Who gets in: passwords and tokens, on real rows."""

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from certification import accounts
from certification.accounts import WrongLogin
from certification.errors import LoginTaken, NoSuchToken, NoSuchUser, Rejected
from certification.users import Role, User
from db.engine import transaction
from tests.builders import NOON
from tests.certification.builders import BY

PASSWORD = "correct horse battery"


async def somebody(engine: AsyncEngine, login: str = "li.na", password: str = PASSWORD) -> User:
    hashed = await accounts.hashed(password)
    async with transaction(engine) as tx:
        return await accounts.add_user(tx, login, "Li Na", Role.AUDITOR, hashed, BY, NOON)


async def test_only_the_right_password_logs_in(any_engine: AsyncEngine) -> None:
    user = await somebody(any_engine)

    assert await accounts.log_in(any_engine, " Li.Na ", PASSWORD) == user
    for login, password in (
        ("li.na", PASSWORD + " "), ("li.na", ""), ("li.na", "x" * 100_000),
        ("nobody", PASSWORD), ("", ""), ("li.na\0", PASSWORD), ("\ud800", "\ud800"),
    ):  # fmt: skip
        with pytest.raises(WrongLogin):
            await accounts.log_in(any_engine, login, password)


async def test_an_unknown_login_is_hashed_as_long_as_a_wrong_password(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: both must run the one expensive step with the same parameters."""
    await somebody(engine)
    tried: list[str] = []
    matches = accounts._matches

    def counted(stored: str, password: str) -> bool:
        tried.append(stored.rpartition("$")[0].rpartition("$")[0])
        return matches(stored, password)

    monkeypatch.setattr(accounts, "_matches", counted)
    for login in ("li.na", "nobody"):
        with pytest.raises(WrongLogin):
            await accounts.log_in(engine, login, "wrong password")
    assert len(tried) == 2 and tried[0] == tried[1]


async def test_no_secret_is_stored_as_it_is(engine: AsyncEngine) -> None:
    user = await somebody(engine)
    async with transaction(engine) as tx:
        _, secret = await accounts.make_token(tx, user, "laptop", NOON)
        rows = [
            *(await tx.execute(text("SELECT * FROM users"))).all(),
            *(await tx.execute(text("SELECT * FROM tokens"))).all(),
            *(await tx.execute(text("SELECT * FROM audit"))).all(),
        ]
    everything = repr(rows)
    assert "$argon2id$" in everything
    assert PASSWORD not in everything
    assert secret not in everything
    assert secret.removeprefix(accounts.TOKEN_PREFIX) not in everything


async def test_a_new_password_ends_every_log_in(engine: AsyncEngine) -> None:
    user = await somebody(engine)
    new = await accounts.hashed("another password")
    async with transaction(engine) as tx:
        before = await accounts.stamp(tx, user.id)
        assert await accounts.logged_in(tx, user.id, before) == user
        await accounts.set_password(tx, "li.na", new, BY, NOON)
        assert await accounts.logged_in(tx, user.id, before) is None
        assert await accounts.logged_in(tx, 999, before) is None

    assert await accounts.log_in(engine, "li.na", "another password")
    with pytest.raises(WrongLogin):
        await accounts.log_in(engine, "li.na", PASSWORD)


async def test_a_disabled_user_gets_in_no_way_at_all(any_engine: AsyncEngine) -> None:
    user = await somebody(any_engine)
    async with transaction(any_engine) as tx:
        _, secret = await accounts.make_token(tx, user, "laptop", NOON)
        stamp = await accounts.stamp(tx, user.id)
        assert await accounts.holder(tx, secret) == user
        await accounts.disable(tx, "li.na", BY, NOON)
        assert await accounts.holder(tx, secret) is None
        assert await accounts.logged_in(tx, user.id, stamp) is None
    with pytest.raises(WrongLogin):
        await accounts.log_in(any_engine, "li.na", PASSWORD)


async def test_a_revoked_token_opens_nothing_and_only_its_holder_revokes_it(
    engine: AsyncEngine,
) -> None:
    li, wang = await somebody(engine), await somebody(engine, "wang")
    async with transaction(engine) as tx:
        token, secret = await accounts.make_token(tx, li, "laptop", NOON)
        other, kept = await accounts.make_token(tx, li, "desk", NOON)
        for user, id in ((wang, token.id), (li, 0), (li, 2**80)):
            with pytest.raises(NoSuchToken):
                await accounts.revoke_token(tx, user, id, NOON)
        await accounts.revoke_token(tx, li, token.id, NOON)
        with pytest.raises(NoSuchToken):
            await accounts.revoke_token(tx, li, token.id, NOON)

        assert await accounts.holder(tx, secret) is None
        assert await accounts.holder(tx, kept) == li
        assert await accounts.holder(tx, "") is None
        assert other.id != token.id


@pytest.mark.parametrize("login", ["", "x", "-li", "li na", "李娜", "a" * 65, "li\0na"])
async def test_a_login_of_another_form_is_refused(engine: AsyncEngine, login: str) -> None:
    async with transaction(engine) as tx:
        with pytest.raises(Rejected, match="rejected"):
            await accounts.add_user(tx, login, "", Role.AUDITOR, "-", BY, NOON)


async def test_a_login_is_given_once_and_a_short_password_not_at_all(engine: AsyncEngine) -> None:
    await somebody(engine)
    async with transaction(engine) as tx:
        with pytest.raises(LoginTaken) as taken:
            await accounts.add_user(tx, "LI.NA", "", Role.AUDITOR, "-", BY, NOON)
        with pytest.raises(NoSuchUser):
            await accounts.disable(tx, "nobody", BY, NOON)
    assert taken.value.in_language("zh") == "登录名 li.na 已被使用。"
    for password in ("short", "x" * 1000):
        with pytest.raises(Rejected):
            await accounts.hashed(password)
