"""A submitted interview becomes countable, or not.  The person's own words never change."""

from surveys.entries import Accepted, Act, Interview, Moment, Returned, Status, Voided, view
from surveys.errors import NotReviewable
from surveys.questionnaire import Mode

VERDICTS = ("accept", "return", "void")


def review(interview: Interview, verdict: str, by: str, reason: str, moment: Moment) -> Interview:
    """The interview with the verdict in its log.

    *accept* and *return* need a submitted interview; *void* takes any that is not voided.
    *return* and *void* need a reason.  Raises NotReviewable.
    """
    status = view(interview).status
    if verdict not in VERDICTS or (verdict != "accept" and not reason.strip()):
        raise NotReviewable
    waiting = status is Status.SUBMITTED
    if not (waiting or (verdict == "void" and status is not Status.VOIDED)):
        raise NotReviewable
    return interview.add(_act(verdict, by, reason.strip()), moment)


def _act(verdict: str, by: str, reason: str) -> Act:
    match verdict:
        case "accept":
            return Accepted(by)
        case "return":
            return Returned(by, reason)
        case _:
            return Voided(by, reason)


def countable(mode: Mode, status: Status) -> bool:
    """Whether the interview's answers may become evidence.

    A mystery visit: once a reviewer accepted it.  A customer's answers: once complete, unless
    voided (002 and 003 say nothing of either; see docs/decisions).
    """
    if mode is Mode.MYSTERY:
        return status is Status.ACCEPTED
    return status in (Status.SUBMITTED, Status.ACCEPTED)
