"""A database with as many accepted visits as wanted, thirty answers each, at fifty outlets.

Evidence and interviews are written straight into the tables, or filling would take hours; the logs
of the visits only up to LOGS of them: no refresh and no count reads another interview's log.
"""

import csv
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from pathlib import Path
from random import Random

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.case import Case
from certification.service import Cases
from db.engine import make_engine, transaction
from migrations import chain
from scoring.index import CHARACTERISTICS
from scoring.load import scheme_named
from surveys import store
from surveys.acts import Accepted, Answered, Began, Submitted
from surveys.entries import Interview, Moment
from surveys.load import questionnaire
from surveys.questionnaire import QuestionId, Questionnaire
from surveys.values import Amount

SCHEME = "cct-gz-sc03@B2"
ANSWERS, OUTLETS, LOGS = 30, 50, 1000
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
VALUES = (1, 2, 3, 4, 5)
DAY = timedelta(days=1)
HEAD = """\
questionnaire: thirty
edition: 1
mode: mystery
title: {zh: 三十题, en: Thirty}
intro: {zh: 开始, en: Start}
thanks: {zh: 谢谢, en: Thanks}
minutes: 9
source: none
sections:
  - id: all
    title: {zh: 全部, en: All}
    questions:
"""
RATING = """\
      - id: q%d
        kind: rating
        label: {zh: 题目, en: Label}
        text: {zh: 怎么样？, en: How was it?}
        characteristic: %s
        clauses: [%s]
        low: 1
        high: 5
        ends: [{zh: 差, en: Bad}, {zh: 好, en: Good}]
        degree: "(. - 1) div 4"
"""


def thirty() -> Questionnaire:
    clauses = [clause.ref for clause in scheme_named(SCHEME).clauses]
    return questionnaire(HEAD + "".join(
        RATING % (n, CHARACTERISTICS[n % 6], clauses[n % len(clauses)]) for n in range(ANSWERS)
    ), "thirty.yaml")  # fmt: skip


def url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"


def drawn(visits: int) -> Iterator[list[int]]:
    """What each visit answered: thirty numbers from 1 to 5, the same in every run."""
    chance = Random(27922)
    for _ in range(visits):
        yield chance.choices(VALUES, (1, 1, 2, 4, 6), k=ANSWERS)


def submitted(answers: list[int]) -> Interview:
    log = Interview().add(Began(0), Moment(AT))
    for n, value in enumerate(answers):
        log = log.add(Answered(QuestionId(f"q{n}"), Amount(Decimal(value))), Moment(AT))
    return log.add(Submitted("000-000"), Moment(AT))


async def fill(file: Path, visits: int) -> None:
    """The database *file* with so many visits, its counts counted; beside it the evidence as
    `file.csv`, for those who do not read SQLite."""
    asked, engine = thirty(), make_engine(url(file))
    await chain.upgrade(engine)
    async with transaction(engine) as tx:
        case = await opened(tx, asked)
        await store.freeze(tx, asked, AT)
        wave = await store.add_wave(tx, case_id=case.id, name="1", opens=AT - DAY, closes=AT + DAY)
        for n in range(OUTLETS):
            await store.add_outlet(
                tx, client_id=case.client.id, code=f"S{n:02}", name=f"outlet {n}", address="-"
            )
    _rows(file, case.id, wave, visits)
    async with transaction(engine) as tx:
        await store.count_again(tx)
        for held in await store.interviews_after(tx, 0, LOGS) if visits <= LOGS else []:
            answers = next(islice(drawn(visits), held.id - 1, None))
            done = submitted(answers).add(Accepted("user:1"), Moment(AT))
            await store.append(tx, held.id, 0, done.entries)
    await engine.dispose()


async def opened(tx: AsyncConnection, asked: Questionnaire) -> Case:
    cases = Cases(scheme_named, {(asked.id, asked.edition): asked})
    client = await cases.add_client(tx, {"zh": "示例", "en": "Example"}, "user:1", AT)
    return await cases.open(tx, client.id, SCHEME, "user:1", AT)


def _rows(file: Path, case: int, wave: int, visits: int) -> None:
    at = AT.strftime("%Y-%m-%d %H:%M:%S.%f")
    said = [Fraction(value - 1, 4) for value in VALUES]
    counted = [
        (count_id(n, value), case, "thirty", 1, f"q{n}", f"met {said[value - 1]}",
         str(said[value - 1]), 0)
        for n in range(ANSWERS) for value in VALUES
    ]  # fmt: skip
    outlets = [
        (outlet_count_id(count, outlet), count, wave, outlet + 1, 0)
        for count, *_ in counted for outlet in range(OUTLETS)
    ]  # fmt: skip
    interviews = (
        (
            n + 1,
            f"k{n}",
            f"t{n}",
            case,
            wave,
            n % OUTLETS + 1,
            "thirty",
            1,
            "mystery",
            at,
            "accepted",
        )
        for n in range(visits)
    )
    with sqlite3.connect(file) as to, file.with_suffix(".csv").open("w", newline="") as lines:
        table = csv.writer(lines)
        table.writerow(("interview_id", "question", "outlet_count_id"))
        to.executemany("INSERT INTO counts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", counted)
        to.executemany("INSERT INTO outlet_counts VALUES (?, ?, ?, ?, ?)", outlets)
        to.executemany(
            "INSERT INTO interviews (id, key, token, case_id, wave_id, outlet_id, questionnaire, "
            "edition, mode, started_at, status) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            interviews,
        )  # fmt: skip
        for n, answers in enumerate(drawn(visits)):
            rows = [
                (n + 1, f"q{q}", outlet_count_id(count_id(q, value), n % OUTLETS))
                for q, value in enumerate(answers)
            ]
            table.writerows(rows)
            to.executemany(f"INSERT INTO evidence VALUES (?, ?, ?, '{at}')", rows)
        to.executemany(
            "INSERT INTO interview_counts VALUES (?, ?, 'thirty', 1, 'mystery', 'accepted', 0, ?)",
            [(case, n + 1, len(range(n, visits, OUTLETS))) for n in range(OUTLETS)],
        )
    to.close()


def count_id(question: int, value: int) -> int:
    return question * len(VALUES) + value


def outlet_count_id(count: int, outlet: int) -> int:
    return (count - 1) * OUTLETS + outlet + 1
