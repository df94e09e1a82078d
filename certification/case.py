"""The life of a certification case, as a table, in the words of ISO/IEC 17065.

    advance(stage, move) -> stage

Findings are entered until the review begins to decide; after the decision the sheet is what the
certificate rests on and stays as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from certification.errors import CertificationError, Texts
from locales import say

CaseId = NewType("CaseId", int)
ClientId = NewType("ClientId", int)


class Stage(StrEnum):
    """Where a case stands (ISO/IEC 17065 clauses 7.2 to 7.11; document 003 clauses 6 to 9)."""

    APPLICATION = "application"
    EVALUATION = "evaluation"
    REVIEW = "review"
    DECISION = "decision"
    CERTIFIED = "certified"
    REFUSED = "refused"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"  # at the holder's own wish (document 003, 9.4)
    TERMINATED = "terminated"  # the audit was broken off (document 003, 12)

    @property
    def takes_findings(self) -> bool:
        """A self-assessment comes with the application, so it may be entered already there."""
        return self in (Stage.APPLICATION, Stage.EVALUATION, Stage.REVIEW)


class Move(StrEnum):
    ACCEPT = "accept"
    DECLINE = "decline"
    FINISH_EVALUATION = "finish-evaluation"
    SEND_BACK = "send-back"
    RECOMMEND = "recommend"
    GRANT = "grant"
    REFUSE = "refuse"
    SUSPEND = "suspend"
    RESTORE = "restore"
    WITHDRAW = "withdraw"
    CANCEL = "cancel"
    TERMINATE = "terminate"


NEXT: Mapping[Stage, Mapping[Move, Stage]] = {
    Stage.APPLICATION: {Move.ACCEPT: Stage.EVALUATION, Move.DECLINE: Stage.REFUSED},
    Stage.EVALUATION: {
        Move.FINISH_EVALUATION: Stage.REVIEW,
        Move.TERMINATE: Stage.TERMINATED,
    },
    Stage.REVIEW: {
        Move.SEND_BACK: Stage.EVALUATION,
        Move.RECOMMEND: Stage.DECISION,
        Move.TERMINATE: Stage.TERMINATED,
    },
    Stage.DECISION: {
        Move.SEND_BACK: Stage.REVIEW,
        Move.GRANT: Stage.CERTIFIED,
        Move.REFUSE: Stage.REFUSED,
    },
    Stage.CERTIFIED: {
        Move.SUSPEND: Stage.SUSPENDED,
        Move.WITHDRAW: Stage.WITHDRAWN,
        Move.CANCEL: Stage.CANCELLED,
    },
    Stage.SUSPENDED: {
        Move.RESTORE: Stage.CERTIFIED,
        Move.WITHDRAW: Stage.WITHDRAWN,
        Move.CANCEL: Stage.CANCELLED,
    },
    Stage.REFUSED: {},
    Stage.WITHDRAWN: {},
    Stage.CANCELLED: {},
    Stage.TERMINATED: {},
}


class IllegalMove(CertificationError):
    """The case does not stand where this can happen."""

    id, status = "cert-illegal-move", 409

    def __init__(self, stage: Stage, move: Move) -> None:
        super().__init__(stage=stage.value, move=move.value)
        self.stage, self.move = stage, move

    def in_language(self, language: str) -> str:
        return say(
            language,
            self.id,
            stage=say(language, f"cert-stage-{self.stage}"),
            move=say(language, f"cert-move-{self.move}"),
        )


class CaseDecided(CertificationError):
    """The case is past its review; its findings stay as they are."""

    id, status = "cert-case-decided", 409

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage=stage.value)
        self.stage = stage

    def in_language(self, language: str) -> str:
        return say(language, self.id, stage=say(language, f"cert-stage-{self.stage}"))


def advance(stage: Stage, move: Move) -> Stage:
    """Where *move* leads from *stage*.  Raises IllegalMove, and nothing happens."""
    try:
        return NEXT[stage][move]
    except KeyError:
        raise IllegalMove(stage, move) from None


@dataclass(frozen=True, slots=True)
class Client:
    """The organisation under certification."""

    id: ClientId
    name: Texts


@dataclass(frozen=True, slots=True)
class Case:
    """One client, measured by one edition of one scheme, pinned by its hash (SHA-256, hex).

    *policies* are the case's overrides, by name.
    """

    id: CaseId
    client: Client
    scheme: str
    scheme_hash: str
    stage: Stage
    policies: Mapping[str, str]
    created_at: datetime
