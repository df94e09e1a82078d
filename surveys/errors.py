"""Refusals with a domain name.  The edge (bot, web) translates them once, by their *id*.

*id* is a catalogue message; *args_* its arguments; *status* what HTTP says of it.
"""

from datetime import datetime

from locales import CHINA


class SurveyError(Exception):
    """What the person asked for cannot be done; nothing was changed, nothing was lost."""

    id = "survey-error"
    status = 409

    def __init__(self, **args: str | int) -> None:
        super().__init__(self.id)
        self.args_ = args


class UnknownCode(SurveyError):
    """No assignment and no card has this code."""

    id, status = "unknown-code", 404


class CodeTaken(SurveyError):
    """Another account started this assignment."""

    id, status = "code-taken", 403


class NotOpenYet(SurveyError):
    """The window of the visit opens later."""

    id, status = "not-open-yet", 403

    def __init__(self, opens: datetime) -> None:
        super().__init__(opens=opens.astimezone(CHINA).strftime("%Y-%m-%d %H:%M"))


class WindowClosed(SurveyError):
    """The window of the visit has closed; what was stored is kept, the coordinator decides."""

    id, status = "window-closed", 403


class NoLonger(SurveyError):
    """More time was to be given, and it is none; or the visit is done and needs none."""

    id, status = "no-longer", 422


class SurveyExpired(SurveyError):
    """A customer's survey was begun too long ago; what was stored is kept."""

    id, status = "survey-expired", 403


class AnsweredAlready(SurveyError):
    """This person has answered for this card."""

    id, status = "answered-already", 409


class NoOpenInterview(SurveyError):
    """This chat has nothing to answer."""

    id, status = "no-open-interview", 404


class NoSuchInterview(SurveyError):
    """No interview has this address."""

    id, status = "no-such-interview", 404


class NotReviewable(SurveyError):
    """The interview is not waiting for a review."""

    id, status = "not-reviewable", 409
