"""The statements that count what one interview says; the engine does the work.

On SQLite there are three.  On PostgreSQL they are one: each is a way there and back, and what one
returns is what the next one needs.  They all take the same parameters: *case*, *questionnaire*,
*edition*, *wave*, *outlet*, *interview*, and *said*, which is what `as_json` makes.  A list for
each row would cost several times as much, and so would making a statement anew.
"""

import json
from collections.abc import Iterable
from datetime import UTC
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    DateTime,
    Text,
    bindparam,
    cast,
    column,
    func,
    insert,
    literal_column,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from surveys.counts import text_of
from surveys.evidence import Said
from surveys.evidence_tables import counts, evidence, outlet_counts


def as_json(said: Iterable[Said]) -> str:
    """A list of (asked, question, outcome, degree, at), all of them texts."""
    return json.dumps([
        (one.question, one.base, text_of(one.outcome),
         "" if one.degree is None else str(one.degree),
         one.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f"))
        for one in said
    ])  # fmt: skip


@cache
def counting(dialect: str) -> tuple[Any, ...]:
    """Every different thing that was said in the counts of the case, as often as it was; the same
    in the counts of the outlet, which stand within those; then each answer as a row within the
    outlet's count."""
    each, different, c, o = _each(dialect), _different(dialect), counts.c, outlet_counts.c
    if dialect == "postgresql":
        its = _into_counts(dialect).returning(c.id, c.question, c.outcome, c.degree)
        its = its.cte("its").c
        here = _into_outlet_counts(dialect, its.id, *_alike(its, different))
        here = here.returning(o.id, o.count_id).cte("here").c
        return (_into_evidence(dialect, here.id, *_alike(its, each), here.count_id == its.id),)
    # Not joins: from each answer to its count, never the other way round.
    wave, outlet = _given("wave", "outlet")
    count = select(c.id).where(*_of_case(different)).scalar_subquery()
    within = (
        select(o.id)
        .join(counts, o.count_id == c.id)
        .where(*_of_case(each), o.wave_id == wave, o.outlet_id == outlet)
        .scalar_subquery()
    )
    return (
        _into_counts(dialect),
        _into_outlet_counts(dialect, count),
        _into_evidence(dialect, within),
    )


def _into_counts(dialect: str) -> Any:
    said = _different(dialect)
    found = select(
        *_given("case", "questionnaire", "edition"),
        said.question,
        said.outcome,
        said.degree,
        said.n,
    ).where(said.n > 0)  # fmt: skip - without a WHERE SQLite reads ON as a join's
    key = ["case_id", "questionnaire", "edition", "question", "outcome", "degree"]
    new = insert_on(dialect)(counts).from_select([*key, "n"], found)
    return new.on_conflict_do_update(index_elements=key, set_={"n": counts.c.n + new.excluded.n})


def _into_outlet_counts(dialect: str, count: Any, *where: Any) -> Any:
    said = _different(dialect)
    found = select(count, *_given("wave", "outlet"), said.n).where(said.n > 0, *where)
    key = ["count_id", "wave_id", "outlet_id"]
    new = insert_on(dialect)(outlet_counts).from_select([*key, "n"], found)
    n = outlet_counts.c.n + new.excluded.n
    return new.on_conflict_do_update(index_elements=key, set_={"n": n})


def _into_evidence(dialect: str, count: Any, *where: Any) -> Any:
    said = _each(dialect)
    at = cast(said.at + "+00", DateTime(timezone=True)) if dialect == "postgresql" else said.at
    found = select(*_given("interview"), said.asked, count, at).where(*where)
    return insert(evidence).from_select(
        ["interview_id", "question", "outlet_count_id", "at"], found
    )


def insert_on(dialect: str) -> Any:
    return postgresql.insert if dialect == "postgresql" else sqlite.insert


@cache
def _said(dialect: str) -> Any:
    given: Any = bindparam("said", type_=Text())
    if dialect == "postgresql":
        rows = func.json_array_elements(cast(given, JSON()))
        return rows.table_valued(column("value", JSON())).alias("said")
    return func.json_each(given).table_valued(column("value", Text())).alias("said")


def _cell(dialect: str, n: int) -> ColumnElement[Any]:
    """The *n*th place of a row of *said*, as text."""
    value = _said(dialect).c.value
    if dialect == "postgresql":
        return func.json_extract_path_text(value, literal_column(f"'{n}'"), type_=Text())
    return func.json_extract(value, literal_column(f"'$[{n}]'"), type_=Text())


@cache
def _each(dialect: str) -> Any:
    """The columns of *said*, an answer a row."""
    names = ("asked", "question", "outcome", "degree", "at")
    cells = [_cell(dialect, n).label(name) for n, name in enumerate(names)]
    found = select(*cells).select_from(_said(dialect))
    if dialect == "postgresql":
        # Else it takes the texts apart again for every row that it compares them with.
        return found.cte("each").prefix_with("MATERIALIZED").c
    return found.subquery("each").c


@cache
def _different(dialect: str) -> Any:
    """The columns of what is different in it, with how often it comes."""
    what = [_cell(dialect, n).label(name)
            for n, name in ((1, "question"), (2, "outcome"), (3, "degree"))]  # fmt: skip
    found = select(*what, func.count().label("n")).select_from(_said(dialect))
    return found.group_by(*what).subquery("different").c


def _of_case(said: Any) -> list[ColumnElement[bool]]:
    """The count of the case in which a row of *said* stands."""
    c = counts.c
    case, questionnaire, edition = _given("case", "questionnaire", "edition")
    return [
        c.case_id == case, c.questionnaire == questionnaire, c.edition == edition,
        *_alike(c, said),
    ]  # fmt: skip


def _alike(counted: Any, said: Any) -> list[ColumnElement[bool]]:
    return [counted[name] == said[name] for name in ("question", "outcome", "degree")]


def _given(*names: str) -> list[ColumnElement[Any]]:
    """Parameters, with the types of the columns that they are for."""
    types = {
        "case": counts.c.case_id, "questionnaire": counts.c.questionnaire,
        "edition": counts.c.edition, "wave": outlet_counts.c.wave_id,
        "outlet": outlet_counts.c.outlet_id, "interview": evidence.c.interview_id,
    }  # fmt: skip
    return [bindparam(name, type_=types[name].type) for name in names]
