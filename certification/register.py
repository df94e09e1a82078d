"""The cases: opening one, who sees it, what stage it is at.

Every verb takes the caller's transaction and commits nothing.  What changes a case also writes a
row of the audit trail.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from certification import store
from certification.case import Case, CaseId, Client, ClientId, Move, advance
from certification.errors import (
    Complaint,
    NoSuchCase,
    NoSuchClient,
    NoSuchScheme,
    NoSuchUser,
    Rejected,
    SchemeChanged,
    Texts,
    complaint,
)
from certification.texts import cleaned, required
from certification.users import Role, User, UserId
from db.audit import record
from scoring.load import UnknownSchemeError
from scoring.policies import complaint as policy_complaint
from scoring.scheme import Scheme

BIGGEST_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Register:
    """*schemes* finds a scheme by its key (`scoring.load.scheme_named`)."""

    schemes: Callable[[str], Scheme]

    async def add_client(self, tx: AsyncConnection, name: Texts, by: str, at: datetime) -> Client:
        """Raises Rejected for a name that says nothing; one language stands in for the other."""
        zh, en = cleaned(name.get("zh", "")), cleaned(name.get("en", ""))
        required(zh or en, "client-name")
        client = await store.create_client(tx, {"zh": zh or en, "en": en or zh}, at)
        await record(tx, at, by, "client.add", f"client:{client.id}")
        return client

    async def open(
        self,
        tx: AsyncConnection,
        client_id: int,
        scheme_key: str,
        by: str,
        at: datetime,
        *,
        policies: Mapping[str, str] | None = None,
    ) -> Case:
        """A new case, pinned to the scheme as it is now.

        Raises NoSuchClient, NoSuchScheme, Rejected for policies the scheme does not have.
        """
        client = await store.client(tx, ClientId(client_id)) if _id(client_id) else None
        if client is None:
            raise NoSuchClient
        scheme = self._scheme(scheme_key)
        chosen = known_policies(scheme, policies or {})
        case = await store.create_case(tx, client, scheme.key, scheme.hash, chosen, at)
        opened = {"scheme": scheme.key, "policies": chosen}
        await record(tx, at, by, "case.open", f"case:{case.id}", opened)
        return case

    async def of_user(self, tx: AsyncConnection, user: User) -> list[Case]:
        """An administrator's: all.  An auditor's: those assigned."""
        if user.role is Role.ADMINISTRATOR:
            return await store.all_cases(tx)
        return await store.cases_of(tx, user.id)

    async def get(self, tx: AsyncConnection, user: User, case_id: int) -> Case:
        """The case, if it is the user's to see.  Raises NoSuchCase, for either reason."""
        case = await self._case(tx, case_id)
        if user.role is Role.ADMINISTRATOR or await store.is_member(tx, case.id, user.id):
            return case
        raise NoSuchCase

    async def of_house(self, tx: AsyncConnection, case_id: int) -> Case:
        """The case, whoever asks: for commands of who runs the service.  Raises NoSuchCase."""
        return await self._case(tx, case_id)

    def scheme_of(self, case: Case) -> Scheme:
        """The scheme the case was opened under.  Raises SchemeChanged if its file is another."""
        scheme = self._scheme(case.scheme)
        if scheme.hash != case.scheme_hash:
            raise SchemeChanged(scheme=scheme.key)
        return scheme

    async def assign(
        self, tx: AsyncConnection, case_id: int, user_id: int, by: str, at: datetime
    ) -> None:
        """From now on the user sees the case.  Raises NoSuchCase, NoSuchUser."""
        case = await self._case(tx, case_id)
        if not _id(user_id) or await store.user(tx, UserId(user_id)) is None:
            raise NoSuchUser
        await store.add_member(tx, case.id, UserId(user_id))
        await record(tx, at, by, "case.assign", f"case:{case.id}", {"user": user_id})

    async def unassign(
        self, tx: AsyncConnection, case_id: int, user_id: int, by: str, at: datetime
    ) -> None:
        case = await self._case(tx, case_id)
        if not _id(user_id):
            raise NoSuchUser
        await store.remove_member(tx, case.id, UserId(user_id))
        await record(tx, at, by, "case.unassign", f"case:{case.id}", {"user": user_id})

    async def move(
        self, tx: AsyncConnection, case_id: int, move: Move, by: str, at: datetime
    ) -> Case:
        """The case at its next stage.  Raises IllegalMove."""
        case = await self._case(tx, case_id, lock=True)
        await store.set_stage(tx, case.id, advance(case.stage, move))
        await record(tx, at, by, f"case.{move}", f"case:{case.id}")
        return await self._case(tx, case_id)

    def _scheme(self, key: str) -> Scheme:
        try:
            return self.schemes(key)
        except UnknownSchemeError as error:
            raise NoSuchScheme(key, error.known) from None

    async def _case(self, tx: AsyncConnection, case_id: int, *, lock: bool = False) -> Case:
        found = await store.case(tx, CaseId(case_id), lock=lock) if _id(case_id) else None
        if found is None:
            raise NoSuchCase
        return found


def _id(number: int) -> bool:
    """Whether this can be the number of a row; what comes from an address may be anything."""
    return 0 < number <= BIGGEST_ID


def known_policies(scheme: Scheme, policies: Mapping[str, str]) -> dict[str, str]:
    """*policies* if the scheme has them all; raises Rejected with each that it has not."""
    problems: list[Complaint] = []
    for name, value in policies.items():
        if not policy_complaint(scheme, name, value):
            continue
        policy = scheme.policies.get(name)
        problems.append(
            complaint("policy-unknown", name=name[:40], known=", ".join(scheme.policies))
            if policy is None
            else complaint(
                "policy-value", name=name, value=str(value)[:40], known=", ".join(policy.allowed)
            )
        )
    if problems:
        raise Rejected(problems)
    return dict(policies)
