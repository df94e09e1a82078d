"""How every visit and every customer's survey of a case ended, at a moment.  Pure.

An assignment is a case that was drawn, whether anybody opened it or not; a customer is one once
they opened a card's survey.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from surveys.dispositions import disposition, expires, share_answered, unopened
from surveys.entries import view
from surveys.fieldwork_policy import FieldworkPolicy
from surveys.load import Questionnaires
from surveys.outcome_rates import Ended
from surveys.questionnaire import Mode
from surveys.records import Assignment, Held


def endings(
    assignments: Sequence[Assignment],
    interviews: Sequence[Held],
    questionnaires: Questionnaires,
    waves: Mapping[int, str],
    outlets: Mapping[int, str],
    policy: FieldworkPolicy,
    now: datetime,
) -> Iterator[Ended]:
    """One for each assignment and one for each customer's survey.  *waves*: names by id;
    *outlets*: codes by id."""
    windows = {one.id: one.closes for one in assignments}
    for held in interviews:
        asked, seen = questionnaires[held.questionnaire, held.edition], view(held.interview)
        if held.assignment_id is not None:
            closes: datetime | None = windows[held.assignment_id]
        else:
            closes = expires(held.started_at, policy.expire_after)
        share = share_answered(asked, seen)
        yield Ended(
            held.mode, waves[held.wave_id], outlets[held.outlet_id], asked.key,
            disposition(seen, share, closes, now, policy.thresholds),
        )  # fmt: skip
    opened = {held.assignment_id for held in interviews}
    for one in assignments:
        if one.id not in opened:
            ended = unopened(known=one.person_id is not None, closes=one.closes, now=now)
            key = f"{one.questionnaire}@{one.edition}"
            yield Ended(Mode.MYSTERY, waves[one.wave_id], outlets[one.outlet_id], key, ended)
