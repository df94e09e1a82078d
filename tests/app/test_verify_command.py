"""``anfang verify``: what is different is told with its place; --repair puts it right."""

import pytest
from sqlalchemy import text

from app.commands import migrate, verify
from app.settings import Settings
from db.engine import make_engine, transaction
from migrations import chain
from surveys import store
from surveys.load import questionnaire
from tests.app.test_desk_commands import Output, settings
from tests.builders import NOON, TINY, a_world, interviews
from tests.stores.test_moving import customer

__all__ = ["settings"]


@pytest.fixture
async def key(settings: Settings) -> str:
    """A customer who answered tiny@1: yes, 4."""
    perceived = questionnaire(TINY.replace("mode: mystery", "mode: perception"), "tiny@1.yaml")
    engine, service = make_engine(settings.database), interviews(perceived)
    async with transaction(engine) as tx:
        world = await a_world(tx, visit="tiny", survey="tiny")
        await store.freeze(tx, perceived, NOON)
    turn = await customer(engine, service, world, "yes", "4", "@confirm")
    await engine.dispose()
    return turn.held.key


async def spoil(settings: Settings, statement: str) -> None:
    engine = make_engine(settings.database)
    async with transaction(engine) as tx:
        await tx.execute(text(statement))
    await engine.dispose()


@pytest.mark.parametrize(
    ("lang", "well"),
    [("zh", "证据和计数与日志一致。"), ("en", "Evidence and counts are what the logs say.")],
)
async def test_nothing_is_different_and_it_says_so(
    settings: Settings, key: str, capsys: Output, lang: str, well: str
) -> None:
    assert await verify.run(settings, lang=lang) == 0

    assert capsys.readouterr() == (well + "\n", "")


async def test_a_difference_is_told_with_its_place_and_put_right(
    settings: Settings, key: str, capsys: Output
) -> None:
    await spoil(settings, "DELETE FROM evidence WHERE question = 'greeted'")
    assert await verify.run(settings) == 1
    out, err = capsys.readouterr()
    assert out == "2 differences. To put them right: anfang verify --repair\n"
    lines = err.splitlines()
    assert lines[0].startswith(
        f"Interview {key}, question greeted: kept is nothing; its log says met 1 (1) [case=1 "
    )
    assert [line.split(" of ")[0] for line in lines[1:]] == ["outlet_counts"]
    assert lines[1].endswith("kept is 1, there are 0.")

    assert await verify.run(settings, mend=True) == 0
    assert capsys.readouterr().out == "2 differences were put right.\n"
    assert await verify.run(settings) == 0


async def test_what_lay_there_before_counts_were_kept_is_counted_when_the_database_is_brought_up(
    settings: Settings, key: str, capsys: Output
) -> None:
    engine = make_engine(settings.database)
    await chain.downgrade(engine, "0005")
    await engine.dispose()

    assert await migrate.run(settings) == 0

    assert "derived from the logs" in capsys.readouterr().out
    assert await verify.run(settings) == 0


async def test_a_database_that_is_not_up_to_date_is_refused(
    settings: Settings, key: str, capsys: Output
) -> None:
    engine = make_engine(settings.database)
    await chain.downgrade(engine, "0005")
    await engine.dispose()

    assert await verify.run(settings) == 2

    assert "anfang migrate" in capsys.readouterr().err
