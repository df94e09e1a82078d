"""``anfang edition move``: what it says is what it did."""

import pytest

from app.commands import edition
from app.settings import Settings
from db.engine import make_engine, transaction
from surveys import store
from surveys.moving import Moves
from tests.app.test_desk_commands import Output, settings
from tests.builders import NOON, a_world, interviews, tiny
from tests.stores.test_moving import customer, second

__all__ = ["settings"]


@pytest.fixture
async def keys(settings: Settings) -> list[str]:
    """One interview that runs and one that ended, both on tiny@1; tiny@2 is known."""
    engine, service = make_engine(settings.database), interviews(tiny(), second())
    async with transaction(engine) as tx:
        world = await a_world(tx, visit="tiny", survey="tiny")
        await store.freeze(tx, tiny(), NOON)
        await store.freeze(tx, second(), NOON)
    running = await customer(engine, service, world, "yes")
    ended = await customer(engine, service, world, "yes", "4", "@confirm")
    await engine.dispose()
    return [running.held.key, ended.held.key]


async def editions(settings: Settings, keys: list[str]) -> list[int]:
    engine = make_engine(settings.database)
    async with transaction(engine) as tx:
        found = [await store.by_key(tx, key) for key in keys]
    await engine.dispose()
    return [held.edition for held in found if held]


async def test_a_dry_run_says_what_would_be_and_changes_nothing(
    settings: Settings, keys: list[str], capsys: Output
) -> None:
    assert await edition.run(settings, "tiny@1", "tiny@2", dry_run=True, not_begun=True) == 0

    assert capsys.readouterr().out.splitlines() == [
        "tiny@1 → tiny@2: compatible, running interviews can go on",
        "wave 1: 1 interview goes on there, 1 stays",
        f"  {keys[1]} stays: it has ended",
        "  not begun: 1 visit and 1 card go there too",
        "Dry run: nothing was changed.",
    ]
    assert await editions(settings, keys) == [1, 1]


async def test_what_it_moved_it_says_and_what_it_did_not_it_does_not(
    settings: Settings, keys: list[str], capsys: Output
) -> None:
    assert await edition.run(settings, "tiny@1", "tiny@2") == 0
    assert "1 interview goes on there, 1 stays" in capsys.readouterr().out
    assert await editions(settings, keys) == [2, 1]

    assert await edition.run(settings, "tiny@1", "tiny@2") == 0
    assert "no interview goes on there, 1 stays" in capsys.readouterr().out
    for narrowed in ({"case": 99}, {"wave": 99}):
        assert await edition.run(settings, "tiny@1", "tiny@2", **narrowed) == 0  # type: ignore[arg-type]
        assert capsys.readouterr().out == "Nothing is on tiny@1: nothing was moved.\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("tiny@1", "tiny@9", "tiny@9: no questionnaire"),
        ("tiny", "tiny@2", "tiny: no questionnaire"),
        ("tiny@1", "perception@1", "two questionnaires"),
        ("tiny@1", "tiny@1", "already on tiny@1"),
    ],
)
async def test_what_are_no_two_editions_is_refused_in_words(
    settings: Settings, keys: list[str], capsys: Output, old: str, new: str, said: str
) -> None:
    assert await edition.run(settings, old, new) == 2
    assert said in capsys.readouterr().err
    assert await editions(settings, keys) == [1, 1]


def test_nothing_is_called_nothing() -> None:
    from surveys.editions import Verdict

    assert Moves(Verdict.WORDING).nothing
    assert not Moves(Verdict.WORDING, ("k1",)).nothing
