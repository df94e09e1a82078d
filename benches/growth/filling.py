"""A database that looks as if it had been in use for long, filled by the engine itself.

Submitted interviews of the benches' survey, each of a person of its own, with their logs, photos,
counts, and the updates and sent messages of the last days.  Same tables, same indexes.
"""

from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import make_engine, transaction

AT_ONCE = 50_000  # interviews of one transaction
CHATS = 10_000_000  # the first chat's number: far from those of the phones
SERIES = {
    "sqlite": "(WITH RECURSIVE s(i) AS (SELECT :low UNION ALL SELECT i + 1 FROM s WHERE i < :high)"
              " SELECT i FROM s) AS s",
    "postgresql": "generate_series(CAST(:low AS bigint), CAST(:high AS bigint)) AS s(i)",
}  # fmt: skip
AT = {"sqlite": "'2026-01-05 09:00:00.000000'", "postgresql": "timestamptz '2026-01-05 09:00:00Z'"}
JSON = {"sqlite": "", "postgresql": "::jsonb"}


def statements(engine: str, entries: int) -> Iterator[str]:
    """Of the interviews from ``:low`` to ``:high``, each with *entries* entries, at least 3."""
    series, at, json = SERIES[engine], AT[engine], JSON[engine]
    yield f"""INSERT INTO persons (id, chat, language, created_at)
      SELECT i, {CHATS} + i, 'en', {at} FROM {series}"""
    yield f"""INSERT INTO interviews (id, key, token, case_id, wave_id, outlet_id, questionnaire,
        edition, mode, card_id, person_id, language, started_at)
      SELECT i, 'f' || i, 'filled-' || i, 1, 1, 1, 'bench', 1, 'perception', 1, i, 'en', {at}
      FROM {series}"""
    position = {"low": "0", "high": str(entries - 1)}
    positions = SERIES[engine].replace("AS s(i)", "AS p(i)").replace("AS s", "AS p")
    for name, value in position.items():
        positions = positions.replace(f":{name}", value)
    yield f"""INSERT INTO entries (interview_id, position, kind, question, value, at, channel)
      SELECT s.i, p.i,
        CASE p.i WHEN 0 THEN 'began' WHEN {entries - 1} THEN 'submitted' ELSE 'answered' END,
        CASE p.i WHEN 0 THEN NULL WHEN {entries - 1} THEN NULL ELSE 'q' || p.i END,
        CASE p.i WHEN 0 THEN NULL WHEN {entries - 1} THEN '{{"receipt": "0000-0000"}}'{json}
          ELSE '{{"chosen": "a"}}'{json} END,
        {at}, 'chat'
      FROM {series}, {positions} ORDER BY s.i, p.i"""
    yield f"""INSERT INTO attachments (id, interview_id, question, source, is_file, path, at)
      SELECT 'a' || i, i, 'q15', '{{"telegram": "p"}}'{json}, {_false(engine)}, 'x.jpg', {at}
      FROM {series}"""
    yield f"""INSERT INTO updates (bot_id, update_id, received_at)
      SELECT 424242, 1000000000000 + i, {at} FROM {series}"""
    yield f"""INSERT INTO outbox (chat, message, created_at, not_before, state)
      SELECT {CHATS} + i, '{{"method": "sendMessage", "text": "Thank you"}}'{json}, {at}, {at},
        'sent' FROM {series}"""


def _false(engine: str) -> str:
    return "0" if engine == "sqlite" else "false"


async def fill(url: str, many: int, entries: int) -> None:
    """*many* interviews into the prepared database at *url*, the ids from 1."""
    engine = make_engine(url)
    name = engine.dialect.name
    for low in range(1, many + 1, AT_ONCE):
        bounds = {"low": low, "high": min(low + AT_ONCE - 1, many)}
        async with transaction(engine) as tx:
            for statement in statements(name, entries):
                await tx.execute(text(statement), bounds)
    await _finish(engine, many)
    await engine.dispose()


async def _finish(engine: AsyncEngine, many: int) -> None:
    name = engine.dialect.name
    async with transaction(engine) as tx:
        counted = f"""INSERT INTO interview_counts
            (case_id, outlet_id, questionnaire, edition, mode, status, assigned, n)
          VALUES (1, 1, 'bench', 1, 'perception', 'submitted', {_false(name)}, :n)"""
        await tx.execute(text(counted), {"n": many})
        if name != "postgresql":
            return
        for table in ("persons", "interviews"):
            await tx.execute(text(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
            ))  # fmt: skip
    async with engine.connect() as alone:  # as autovacuum would have done long ago
        await alone.execution_options(isolation_level="AUTOCOMMIT")
        await alone.execute(text("VACUUM ANALYZE"))
