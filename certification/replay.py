"""The answers in a bundle's log become evidence again, as after any of its entries.  Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from certification.pooling import Pool, from_logs, pool
from certification.sources import fieldwork
from scoring.clusters import Fieldwork
from scoring.evidence import Evidence
from surveys.counts import Count, InterviewCount
from surveys.entries import Entry, Interview, Moment, Moved, view
from surveys.evidence import said
from surveys.load import Questionnaires
from surveys.questionnaire import Mode
from surveys.records import Held
from surveys.review import countable
from surveys.stored import act

Line = Mapping[str, Any]


def evidence_of(
    lines: Sequence[Line], upto: int, questionnaires: Questionnaires, outlets: Sequence[str] = ()
) -> tuple[tuple[Evidence, ...], Fieldwork]:
    """What the interviews said that counted after the first *upto* lines, and where; *outlets*:
    the registered ones.

    Raises KeyError, ValueError or TypeError for lines that nobody wrote.
    """
    heads: dict[str, Line] = {}
    entries: dict[str, list[Entry]] = {}
    editions: dict[str, int] = {}
    for n, line in enumerate(lines, start=1):
        if line["kind"] != "entry":
            continue
        key = line["interview"]
        done = act(line["act"], line["question"], line["value"])
        if n <= upto:
            heads.setdefault(key, line)
            at = Moment(datetime.fromisoformat(line["at"]), "page")
            entries.setdefault(key, []).append(Entry(done, at))
            editions[key] = done.new if isinstance(done, Moved) else editions.get(key, 0)
        elif isinstance(done, Moved) and not editions.get(key):
            editions[key] = done.old  # it was moved later: then it was still asked under this
    every = dict.fromkeys([*outlets, *(head["outlet"] for head in heads.values())])
    codes = {code: number for number, code in enumerate(every)}
    held = [
        _held(number, head, entries[key], editions[key] or head["edition"], codes)
        for number, (key, head) in enumerate(heads.items(), start=1)
    ]
    counted = [one for one in held if countable(one.mode, view(one.interview).status)]
    work = fieldwork(*_counts(counted, questionnaires), dict(enumerate(codes)))
    return tuple(from_logs(counted, questionnaires)), work


def _counts(counted: Sequence[Held], questionnaires: Questionnaires) -> tuple[Pool, list[Count]]:
    """What is kept beside the logs where there is a database."""
    standing = [
        InterviewCount(one.outlet_id, (one.questionnaire, one.edition), one.mode,
                       view(one.interview).status, False, 1)
        for one in counted
    ]  # fmt: skip
    said_there = [
        Count(0, (one.questionnaire, one.edition), what.base, what.outcome, what.degree, 1)
        for one in counted
        for what in said(questionnaires[one.questionnaire, one.edition], one.interview)
    ]
    return pool(standing, questionnaires), said_there


def _held(
    number: int, head: Line, entries: Sequence[Entry], edition: int, codes: Mapping[str, int]
) -> Held:
    """An interview as the store gives it out, without what a bundle does not hold."""
    return Held(
        id=number, key=head["interview"], token="", case_id=0, wave_id=number,
        outlet_id=codes[head["outlet"]],
        questionnaire=head["questionnaire"], edition=edition, mode=Mode(head["mode"]),
        assignment_id=None, card_id=None, person_id=None, language=None,
        started_at=entries[0].moment.at, interview=Interview(tuple(entries)),
    )  # fmt: skip
