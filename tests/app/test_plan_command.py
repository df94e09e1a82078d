"""``anfang plan`` on a real case: the plan in words, the seed that repeats it, and refusals."""

import re
from pathlib import Path

import pytest

from app.commands import import_, migrate, plan
from app.settings import Settings

EXAMPLE = Path(__file__).parents[2] / "examples" / "appliance-retailer"
Output = pytest.CaptureFixture[str]


@pytest.fixture
async def settings(tmp_path: Path, capsys: Output) -> Settings:
    made = Settings(data_dir=tmp_path / "data", _env_file=None)
    await migrate.run(made)
    await import_.case(made, EXAMPLE)
    capsys.readouterr()
    return made


async def test_a_plan_is_printed_with_a_seed_that_draws_it_again(
    settings: Settings, capsys: Output
) -> None:
    assert await plan.run(settings, 1, lang="en") == 0
    first = capsys.readouterr().out
    seed = re.search(r"Seed (\d+)", first)
    assert seed is not None
    assert "central function" in first
    assert "Customers" in first
    assert await plan.run(settings, 1, seed=int(seed[1]), lang="en") == 0
    assert capsys.readouterr().out == first


async def test_a_stated_risk_is_visited_and_said(settings: Settings, capsys: Output) -> None:
    assert await plan.run(settings, 1, seed=1, risks=["S02=3: complaints in May"], lang="en") == 0
    line = next(x for x in capsys.readouterr().out.splitlines() if x.startswith("  S02"))
    assert line.endswith(("by risk 3 complaints in May", "at random"))
    assert await plan.run(settings, 1, audit="surveillance", seed=1, lang="zh") == 0
    assert "监督审核" in capsys.readouterr().out


async def test_what_was_drawn_is_kept_once_and_said_under_what_is_drawn_later(
    settings: Settings, capsys: Output
) -> None:
    for seed in (1, 1, 2):
        assert await plan.run(settings, 1, seed=seed, lang="en") == 0
    assert await plan.run(settings, 1, audit="surveillance", seed=1, lang="en") == 0

    said = capsys.readouterr().out.splitlines()
    before = [re.search(r"for the initial audit with seed (\d): (S\d\d, )+", x) for x in said[-2:]]
    assert [found and found[1] for found in before] == ["1", "2"]
    assert sum("with seed" in line for line in said) == 1 + 2


@pytest.mark.parametrize("wrong", [{"audit": "yearly"}, {"risks": ["S01=1", "S01=2"]},
                                   {"risks": ["S01=-1"]}, {"risks": ["S01"]},
                                   {"risks": ["X99=1"]}])  # fmt: skip
async def test_what_cannot_be_planned_is_refused_with_the_reason(
    settings: Settings, capsys: Output, wrong: dict[str, object]
) -> None:
    assert await plan.run(settings, 1, lang="en", **wrong) == 2  # type: ignore[arg-type]
    said = capsys.readouterr()
    assert said.out == ""
    assert ("--audit is one of" in said.err) or ("no such outlets: X99" in said.err)
    assert await plan.run(settings, 99, lang="en") == 2
