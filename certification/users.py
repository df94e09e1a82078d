"""Who may log in, and what they may do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

UserId = NewType("UserId", int)
TokenId = NewType("TokenId", int)


class Role(StrEnum):
    ADMINISTRATOR = "administrator"  # every case, and the users
    AUDITOR = "auditor"  # the cases assigned


@dataclass(frozen=True, slots=True)
class User:
    """A person of the certification body.  Their password is never part of it."""

    id: UserId
    login: str
    name: str
    role: Role
    language: str | None
    disabled: bool
    created_at: datetime

    @property
    def actor(self) -> str:
        """How the audit trail and a finding name them."""
        return f"user:{self.id}"


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the API, without the secret, which nobody can see a second time."""

    id: TokenId
    user_id: UserId
    name: str
    created_at: datetime
    revoked_at: datetime | None
