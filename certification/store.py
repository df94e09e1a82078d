"""The SQL of cases, findings, users and pulls.

Everything takes the caller's transaction, commits nothing and decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from certification.audit import Finding, Kind, Value
from certification.case import Case, CaseId, Client, ClientId, Stage
from certification.errors import Texts
from certification.tables import cases, clients, findings, members, pulls, tokens, users
from certification.users import Role, Token, TokenId, User, UserId
from db.prepared import Prepared
from scoring.evidence import Source

_CASES = select(cases, clients.c.name).join(clients, clients.c.id == cases.c.client_id)
# Made once: every page of a case asks for these.
_CASE = Prepared(_CASES.where(cases.c.id == bindparam("case")))
_LOG = Prepared(
    select(findings).where(findings.c.case_id == bindparam("case")).order_by(findings.c.id)
)


@dataclass(frozen=True, slots=True)
class Pull:
    """What a user took of a case last: up to *cursor*, *rows* of them, at *at*."""

    cursor: int
    rows: int
    at: datetime


async def create_client(tx: AsyncConnection, name: Texts, at: datetime) -> Client:
    new = insert(clients).values(name=dict(name), created_at=at).returning(clients.c.id)
    return Client(ClientId((await tx.execute(new)).scalar_one()), name)


async def client(tx: AsyncConnection, id: ClientId) -> Client | None:
    row = (await tx.execute(select(clients).where(clients.c.id == id))).one_or_none()
    return Client(ClientId(row.id), row.name) if row else None


async def create_case(
    tx: AsyncConnection,
    client: Client,
    scheme: str,
    scheme_hash: str,
    policies: Mapping[str, str],
    at: datetime,
) -> Case:
    values: dict[str, Any] = {
        "scheme": scheme, "scheme_hash": scheme_hash, "stage": Stage.APPLICATION,
        "policies": dict(policies), "created_at": at,
    }  # fmt: skip
    new = insert(cases).values(client_id=client.id, **values).returning(cases.c.id)
    return Case(CaseId((await tx.execute(new)).scalar_one()), client, **values)


async def case(tx: AsyncConnection, id: CaseId, *, lock: bool = False) -> Case | None:
    """*lock* holds the case to the commit: who writes by what they read must not be overtaken."""
    if lock and tx.dialect.name == "postgresql":
        await tx.execute(select(cases.c.id).where(cases.c.id == id).with_for_update())
    row = await _CASE.first(tx, {"case": id})
    return _case(row) if row else None


async def all_cases(tx: AsyncConnection) -> list[Case]:
    return await _cases(tx, cases.c.id.is_not(None))


async def cases_of(tx: AsyncConnection, user: UserId) -> list[Case]:
    """The cases assigned to the user."""
    mine = select(members.c.case_id).where(members.c.user_id == user)
    return await _cases(tx, cases.c.id.in_(mine))


async def _cases(tx: AsyncConnection, where: ColumnElement[bool]) -> list[Case]:
    found = _CASES.where(where).order_by(cases.c.id)
    return [_case(row) for row in (await tx.execute(found)).all()]


def _case(row: Any) -> Case:
    return Case(
        CaseId(row.id), Client(ClientId(row.client_id), row.name), row.scheme,
        row.scheme_hash, Stage(row.stage), row.policies, row.created_at,
    )  # fmt: skip


async def set_stage(tx: AsyncConnection, id: CaseId, stage: Stage) -> None:
    await tx.execute(update(cases).where(cases.c.id == id).values(stage=stage))


async def set_policies(tx: AsyncConnection, id: CaseId, policies: Mapping[str, str]) -> None:
    await tx.execute(update(cases).where(cases.c.id == id).values(policies=dict(policies)))


async def is_member(tx: AsyncConnection, case: CaseId, user: UserId) -> bool:
    found = select(members).where(members.c.case_id == case, members.c.user_id == user)
    return (await tx.execute(found)).one_or_none() is not None


async def members_of(tx: AsyncConnection, case: CaseId) -> list[User]:
    return await _users(
        tx, users.c.id.in_(select(members.c.user_id).where(members.c.case_id == case))
    )


async def add_member(tx: AsyncConnection, case: CaseId, user: UserId) -> None:
    """Once is enough: a second time changes nothing."""
    new = _dialect(tx).insert(members).values(case_id=case, user_id=user)
    await tx.execute(new.on_conflict_do_nothing())


async def remove_member(tx: AsyncConnection, case: CaseId, user: UserId) -> None:
    await tx.execute(delete(members).where(members.c.case_id == case, members.c.user_id == user))


async def log(tx: AsyncConnection, case: CaseId) -> list[Finding]:
    """Every finding ever stated on the case, oldest first."""
    return [
        Finding(
            row.id, Kind(row.kind), row.subject, Source(row.source), row.value, row.note,
            row.by, row.at,
        )
        for row in await _LOG.all(tx, {"case": case})
    ]  # fmt: skip


async def state(
    tx: AsyncConnection,
    case: CaseId,
    about: tuple[Kind, str, Source],
    value: Value | None,
    note: str,
    by: str,
    at: datetime,
) -> None:
    """Append a finding; *value* None withdraws what stood."""
    kind, subject, source = about
    await tx.execute(
        insert(findings).values(
            case_id=case, kind=kind, subject=subject, source=source,
            value=None if value is None else dict(value), note=note, by=by, at=at,
        )
    )  # fmt: skip


async def create_user(
    tx: AsyncConnection,
    login: str,
    name: str,
    role: Role,
    password: str,
    language: str | None,
    at: datetime,
) -> User:
    """*password* is its hash."""
    new = (
        insert(users)
        .values(
            login=login, name=name, role=role, password=password, language=language,
            disabled=False, created_at=at,
        )
        .returning(users.c.id)
    )  # fmt: skip
    id = UserId((await tx.execute(new)).scalar_one())
    return User(id, login, name, role, language, False, at)


async def user(tx: AsyncConnection, id: UserId) -> User | None:
    return next(iter(await _users(tx, users.c.id == id)), None)


async def user_by_login(tx: AsyncConnection, login: str) -> User | None:
    return next(iter(await _users(tx, users.c.login == login)), None)


async def all_users(tx: AsyncConnection) -> list[User]:
    return await _users(tx, users.c.id.is_not(None))


async def password_of(tx: AsyncConnection, id: UserId) -> str:
    """The stored hash."""
    found = select(users.c.password).where(users.c.id == id)
    return str((await tx.execute(found)).scalar_one())


async def change_user(tx: AsyncConnection, id: UserId, **values: str | bool | None) -> None:
    await tx.execute(update(users).where(users.c.id == id).values(**values))


async def _users(tx: AsyncConnection, where: ColumnElement[bool]) -> list[User]:
    found = select(users).where(where).order_by(users.c.login)
    return [
        User(
            UserId(row.id), row.login, row.name, Role(row.role), row.language,
            row.disabled, row.created_at,
        )
        for row in (await tx.execute(found)).all()
    ]  # fmt: skip


async def create_token(
    tx: AsyncConnection, user: UserId, name: str, hash: str, at: datetime
) -> Token:
    new = insert(tokens).values(user_id=user, name=name, hash=hash, created_at=at)
    id = (await tx.execute(new.returning(tokens.c.id))).scalar_one()
    return Token(TokenId(id), user, name, at, None)


async def user_by_token(tx: AsyncConnection, hash: str) -> User | None:
    """Whose token has this hash, if it was not revoked."""
    holder = select(tokens.c.user_id).where(tokens.c.hash == hash, tokens.c.revoked_at.is_(None))
    return next(iter(await _users(tx, users.c.id.in_(holder))), None)


async def tokens_of(tx: AsyncConnection, user: UserId) -> list[Token]:
    c = tokens.c
    found = select(c.id, c.user_id, c.name, c.created_at, c.revoked_at).where(c.user_id == user)
    return [Token(*row) for row in (await tx.execute(found.order_by(c.id))).all()]


async def revoke_token(tx: AsyncConnection, user: UserId, id: TokenId, at: datetime) -> bool:
    """False if the user holds no such open token."""
    c = tokens.c
    mine = update(tokens).where(c.id == id, c.user_id == user, c.revoked_at.is_(None))
    return (await tx.execute(mine.values(revoked_at=at))).rowcount == 1


async def revoke_tokens(tx: AsyncConnection, user: UserId, at: datetime) -> None:
    c = tokens.c
    mine = update(tokens).where(c.user_id == user, c.revoked_at.is_(None))
    await tx.execute(mine.values(revoked_at=at))


async def pull(tx: AsyncConnection, user: UserId, case: CaseId) -> Pull | None:
    c = pulls.c
    found = select(c.cursor, c.rows, c.at).where(c.user_id == user, c.case_id == case)
    row = (await tx.execute(found)).one_or_none()
    return Pull(*row) if row else None


async def note_pull(tx: AsyncConnection, user: UserId, case: CaseId, pull: Pull) -> None:
    values = {"cursor": pull.cursor, "rows": pull.rows, "at": pull.at}
    new = _dialect(tx).insert(pulls).values(user_id=user, case_id=case, **values)
    await tx.execute(
        new.on_conflict_do_update(index_elements=[pulls.c.user_id, pulls.c.case_id], set_=values)
    )


def _dialect(tx: AsyncConnection) -> Any:
    """Where both engines have the same word, SQLAlchemy still keeps it in two places."""
    return postgresql if tx.dialect.name == "postgresql" else sqlite
