"""The SQL of what counted interviews say: evidence row by row, and the counts beside it.

Whoever changes a count holds the lock of `append` until the commit: counts are changed one after
another, in whatever order of rows, and nobody waits for somebody who waits for them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Table, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from surveys.counts import Count, Edition, InterviewCount, degree_of, outcome_of, text_of
from surveys.entries import Status
from surveys.evidence import Said
from surveys.evidence_tables import (
    assignment_counts,
    counts,
    evidence,
    interview_counts,
    outlet_counts,
)
from surveys.questionnaire import Mode
from surveys.records import Held
from surveys.store.numbering import one_by_one
from surveys.tables import waves


async def count_interviews(
    tx: AsyncConnection, held: Held, changes: Sequence[tuple[int, Status, int]]
) -> None:
    """Each of *changes*, (edition, status, by): one more (*by* 1) or less (-1) of the case's
    interviews that are like *held* stands there."""
    await one_by_one(tx)
    await more(tx, interview_counts, [
        {"case_id": held.case_id, "questionnaire": held.questionnaire, "edition": edition,
         "mode": held.mode.value, "status": status.value,
         "assigned": held.assignment_id is not None, "n": by}
        for edition, status, by in changes
    ])  # fmt: skip


async def count_assignment(tx: AsyncConnection, wave_id: int) -> None:
    """One more assignment of the wave's case."""
    found = select(waves.c.case_id).where(waves.c.id == wave_id)
    case_id = (await tx.execute(found)).scalar_one()
    await more(tx, assignment_counts, [{"case_id": case_id, "n": 1}])


async def add_evidence(
    tx: AsyncConnection, held: Held, edition: int, said: Iterable[Said]
) -> None:
    """What the interview says, asked under *edition*, stands as evidence and is counted."""
    rows = [(one, (one.base, text_of(one.outcome), _degree(one))) for one in said]
    if not rows:
        return
    await one_by_one(tx)
    key = {"case_id": held.case_id, "questionnaire": held.questionnaire, "edition": edition}
    what = ("question", "outcome", "degree")
    times = [
        {**key, **dict(zip(what, said, strict=True)), "n": n}
        for said, n in Counter(said for _, said in rows).items()
    ]
    await more(tx, counts, times)
    of = {_of(name): value for name, value in key.items()}
    of |= {"wave": held.wave_id, "outlet": held.outlet_id}
    keys = [_of(name) for name in what]
    await tx.execute(_more_at_outlet(tx.dialect.name), [
        {**of, **dict(zip(keys, [one[name] for name in what], strict=True)), "by": one["n"]}
        for one in times
    ])  # fmt: skip
    await tx.execute(_as_counted(), [
        {**of, **dict(zip(keys, said, strict=True)),
         "interview": held.id, "asked": one.question, "given_at": one.at}
        for one, said in rows
    ])  # fmt: skip


async def withdraw_evidence(tx: AsyncConnection, interview_id: int) -> None:
    """Nothing of the interview is evidence any more."""
    await one_by_one(tx)
    e, o, c = evidence.c, outlet_counts.c, counts.c
    its = e.interview_id == interview_id
    here = select(e.outlet_count_id).where(its)
    less = select(func.count()).where(its, e.outlet_count_id == o.id).scalar_subquery()
    whole = select(o.count_id).join(evidence, e.outlet_count_id == o.id).where(its)
    of_whole = (
        select(func.count())
        .select_from(evidence)
        .join(outlet_counts, e.outlet_count_id == o.id)
        .where(its, o.count_id == c.id)
        .scalar_subquery()
    )
    await tx.execute(update(counts).where(c.id.in_(whole)).values(n=c.n - of_whole))
    await tx.execute(update(outlet_counts).where(o.id.in_(here)).values(n=o.n - less))
    await tx.execute(delete(evidence).where(its))


async def interviews_counted(tx: AsyncConnection, case_id: int) -> list[InterviewCount]:
    """How the case's interviews stand."""
    c = interview_counts.c
    found = (
        select(c.questionnaire, c.edition, c.mode, c.status, c.assigned, c.n)
        .where(c.case_id == case_id, c.n > 0)
        .order_by(c.questionnaire, c.edition, c.status)
    )
    return [
        InterviewCount((id, edition), Mode(mode), Status(status), assigned, n)
        for id, edition, mode, status, assigned, n in (await tx.execute(found)).all()
    ]


async def assignments_counted(tx: AsyncConnection, case_id: int) -> int:
    c = assignment_counts.c
    return (await tx.execute(select(c.n).where(c.case_id == case_id))).scalar_one_or_none() or 0


async def counts_of_case(tx: AsyncConnection, case_id: int) -> list[Count]:
    """What was said in the case, at all outlets together."""
    c = counts.c
    found = select(c.id, c.questionnaire, c.edition, c.question, c.outcome, c.degree, c.n)
    found = found.where(c.case_id == case_id, c.n > 0)
    return [_count(*row) for row in (await tx.execute(found)).all()]


async def counts_of_outlets(tx: AsyncConnection, case_id: int) -> list[Count]:
    """What was said of characteristics in the case, at each outlet in each wave, in the order of
    the waves."""
    c, o = counts.c, outlet_counts.c
    found = (
        select(
            c.id, c.questionnaire, c.edition, c.question, c.outcome, c.degree, o.n,
            o.outlet_id, o.wave_id,
        )
        .join(outlet_counts, o.count_id == c.id)
        .where(c.case_id == case_id, c.degree != "", o.n > 0)
        .order_by(o.wave_id, o.outlet_id, c.id)
    )  # fmt: skip
    return [_count(*row) for row in (await tx.execute(found)).all()]


async def raters(
    tx: AsyncConnection, case_id: int, asked: Mapping[Edition, Sequence[str]]
) -> dict[tuple[int, int], int]:
    """How many interviews rate by one of the questions *asked*, by outlet and wave."""
    c, o, e = counts.c, outlet_counts.c, evidence.c
    these = [
        (c.questionnaire == id) & (c.edition == edition) & c.question.in_(questions)
        for (id, edition), questions in asked.items()
        if questions
    ]
    if not these:
        return {}
    found = (
        select(o.outlet_id, o.wave_id, func.count(e.interview_id.distinct()))
        .join(counts, o.count_id == c.id)
        .join(evidence, e.outlet_count_id == o.id)
        .where(c.case_id == case_id, c.degree != "", or_(*these))
        .group_by(o.outlet_id, o.wave_id)
    )
    return {(outlet, wave): n for outlet, wave, n in (await tx.execute(found)).all()}


def _count(
    id: int, questionnaire: str, edition: int, question: str, outcome: str, degree: str, n: Any,
    *place: int,
) -> Count:  # fmt: skip
    of: Edition = (questionnaire, edition)
    where = (place[0], place[1]) if place else None
    return Count(id, of, question, outcome_of(outcome), degree_of(degree), int(n), where)


def _degree(one: Said) -> str:
    return "" if one.degree is None else str(one.degree)


async def more(tx: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add each row's n, its last column, to the count of its key, new or not."""
    await tx.execute(_adding(table, tx.dialect.name), rows)


# The statements are made once: making one costs more than running it.


@cache
def _adding(table: Table, dialect: str) -> Any:
    new = insert_on(dialect)(table)
    key = [column.name for column in table.c if column.name not in ("id", "n")]
    return new.on_conflict_do_update(index_elements=key, set_={"n": table.c.n + new.excluded.n})


@cache
def _more_at_outlet(dialect: str) -> Any:
    """Adds :by to the count of one outlet in one wave, new or not, within a count of the case."""
    o = outlet_counts.c
    new = insert_on(dialect)(outlet_counts).from_select(
        ["count_id", "wave_id", "outlet_id", "n"],
        select(
            counts.c.id, _given("wave", o.wave_id), _given("outlet", o.outlet_id),
            _given("by", o.n),
        ).where(*_is_key()),
    )  # fmt: skip
    return new.on_conflict_do_update(
        index_elements=["count_id", "wave_id", "outlet_id"], set_={"n": o.n + new.excluded.n}
    )


@cache
def _as_counted() -> Any:
    """One answer as evidence, within the outlet's count that it was just added to."""
    e, o = evidence.c, outlet_counts.c
    return insert(evidence).from_select(
        ["interview_id", "question", "outlet_count_id", "at"],
        select(
            _given("interview", e.interview_id), _given("asked", e.question), o.id,
            _given("given_at", e.at),
        )
        .join(counts, o.count_id == counts.c.id)
        .where(
            *_is_key(), o.wave_id == _given("wave", o.wave_id),
            o.outlet_id == _given("outlet", o.outlet_id),
        ),
    )  # fmt: skip


def _is_key() -> list[Any]:
    names = ("case_id", "questionnaire", "edition", "question", "outcome", "degree")
    return [counts.c[name] == _given(_of(name), counts.c[name]) for name in names]


def _given(name: str, column: Any) -> Any:
    return bindparam(name, type_=column.type)


def _of(name: str) -> str:
    """A parameter's name, which must not be that of a column that is inserted."""
    return f"of_{name}"


def insert_on(dialect: str) -> Any:
    return postgresql.insert if dialect == "postgresql" else sqlite.insert
