"""The SQL of who rated what: rows of one person's ratings, and what several shoppers saw."""

from collections.abc import Sequence
from fractions import Fraction

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from surveys.counts import Edition, degree_of
from surveys.double_coding import Seen
from surveys.evidence_tables import counts, evidence, outlet_counts
from surveys.questionnaire import Mode
from surveys.tables import interviews

Row = tuple[int, Edition, str, Fraction]  # interview, edition, question, degree


async def newest_ratings(
    tx: AsyncConnection, case_id: int, editions: Sequence[Edition], most: int
) -> list[Row]:
    """What the newest *most* customers of the case rated under *editions*, instances of repeats
    left out."""
    if not editions:
        return []
    c, o, e, i = counts.c, outlet_counts.c, evidence.c, interviews.c
    these = or_(*((i.questionnaire == id) & (i.edition == edition) for id, edition in editions))
    newest = (
        select(i.id).where(i.case_id == case_id, these).order_by(i.id.desc()).limit(most)
    ).subquery()
    found = (
        select(e.interview_id, c.questionnaire, c.edition, c.question, c.degree)
        .select_from(newest)
        .join(evidence, e.interview_id == newest.c.id)
        .join(outlet_counts, e.outlet_count_id == o.id)
        .join(counts, o.count_id == c.id)
        .where(c.degree != "", e.question == c.question)
        .order_by(e.interview_id, c.question)
    )
    return [
        (id, (questionnaire, edition), question, degree_of(degree) or Fraction())
        for id, questionnaire, edition, question, degree in (await tx.execute(found)).all()
    ]


async def seen_twice(tx: AsyncConnection, case_id: int) -> list[Seen]:
    """What visits that count say of what they rate, where different people visited one outlet in
    one wave with one questionnaire."""
    c, o, e, i = counts.c, outlet_counts.c, evidence.c, interviews.c
    places = (
        select(i.outlet_id, i.wave_id, i.questionnaire)
        .where(i.case_id == case_id, i.mode == Mode.MYSTERY.value, i.person_id.is_not(None))
        .group_by(i.outlet_id, i.wave_id, i.questionnaire)
        .having(func.count(i.person_id.distinct()) > 1)
        .subquery()
    )
    found = (
        select(
            i.outlet_id, i.wave_id, i.questionnaire, i.edition, i.person_id, e.question,
            c.question, c.degree,
        )
        .select_from(places)
        .join(
            interviews,
            (i.outlet_id == places.c.outlet_id)
            & (i.wave_id == places.c.wave_id)
            & (i.questionnaire == places.c.questionnaire),
        )
        .join(evidence, e.interview_id == i.id)
        .join(outlet_counts, e.outlet_count_id == o.id)
        .join(counts, o.count_id == c.id)
        .where(i.case_id == case_id, i.person_id.is_not(None), c.degree != "")
        .order_by(i.id, e.question)
    )  # fmt: skip
    return [
        Seen(outlet, wave, (questionnaire, edition), person, question, base,
             degree_of(degree) or Fraction())
        for outlet, wave, questionnaire, edition, person, question, base, degree
        in (await tx.execute(found)).all()
    ]  # fmt: skip
