"""``anfang export N --bundle``, ``anfang score --bundle``, ``anfang explain N``."""

import json
from pathlib import Path

import pytest

from app.commands import explain, export, import_, migrate, score
from app.settings import Settings
from tests.certification.sheets import filled

EXAMPLE = Path(__file__).parents[2] / "examples" / "appliance-retailer"
Output = pytest.CaptureFixture[str]


def bundles(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("case.zip*")]


@pytest.fixture
async def settings(tmp_path: Path, capsys: Output) -> Settings:
    made = Settings(data_dir=tmp_path / "data", _env_file=None)
    await migrate.run(made)
    await import_.case(made, EXAMPLE)
    sheet = tmp_path / "audit.xlsx"
    sheet.write_bytes(filled("cct-gz-sc03@B2", ("5.1.1.2", "percent", 90)))
    await import_.audit(made, sheet, 1)
    capsys.readouterr()
    return made


async def test_the_bundle_scores_as_the_case_does_without_its_database(
    settings: Settings, tmp_path: Path, capsys: Output
) -> None:
    sheet, file = tmp_path / "sheet.json", tmp_path / "case.zip"
    assert await export.run(settings, 1, "score-sheet", "json", output=sheet) == 0
    assert await export.bundle(settings, 1, file) == 0
    assert bundles(tmp_path) == ["case.zip"]
    capsys.readouterr()
    assert await score.of_case(settings, 1, None, True, "en") == 0
    from_database = capsys.readouterr().out
    assert await score.of_case(settings, 1, 0, True, "en") == 0
    assert json.loads(capsys.readouterr().out)["earned"] == "0"
    assert await score.of_case(settings, 7, None, True, "en") == 2
    (settings.data_dir / "anfang.db").unlink()
    capsys.readouterr()

    assert score.run_bundle(file, None, True, "en") == 0
    out, err = capsys.readouterr()
    told, case = json.loads(out), json.loads(sheet.read_text("utf-8"))
    assert told == {key: case[key] for key in told}
    assert told == json.loads(from_database)
    assert "bundle.json SHA-256" in err
    assert score.run_bundle(file, 0, True, "en") == 0
    assert json.loads(capsys.readouterr().out)["earned"] == "0"


async def test_a_bundle_that_cannot_be_made_leaves_the_old_one(
    settings: Settings, tmp_path: Path, capsys: Output
) -> None:
    file = tmp_path / "case.zip"
    file.write_bytes(b"older")

    assert await export.bundle(settings, 7, file) == 2
    assert file.read_bytes() == b"older"
    assert await export.bundle(settings, 1, tmp_path / "nowhere" / "case.zip") == 2
    assert "nowhere" in capsys.readouterr().err


def test_what_is_no_bundle_prints_nothing_but_the_reason(tmp_path: Path, capsys: Output) -> None:
    file = tmp_path / "case.zip"
    file.write_bytes(b"no")

    assert score.run_bundle(file, None, False, "en") == 2
    assert capsys.readouterr() == (
        "", f"{file}:1: this is no bundle: a ZIP file with bundle.json is wanted\n"
    )  # fmt: skip
    assert score.run_bundle(tmp_path / "none.zip", None, False, "en") == 2
    assert score.which("en") == 2


async def test_a_case_is_explained_down_to_who_stated_it(
    settings: Settings, capsys: Output
) -> None:
    assert await explain.of_case(settings, 1, "5.1.1.2", "en") == 0
    told = capsys.readouterr().out

    assert "Clause 5.1.1.2" in told
    assert "stated by" in told
    assert "lacking for the next grade (Five stars, from 95): 4" in told
    assert await explain.of_case(settings, 1, "5.10", "en") == 2
    assert await explain.of_case(settings, 7, None, "en") == 2
