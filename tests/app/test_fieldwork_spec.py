"""A case's fieldwork policy in its case.yaml: taken as written, refused with file and line."""

import shutil
from pathlib import Path

import pytest

from app.case_folder import read_folder
from app.commands import import_, migrate
from app.settings import Settings
from db.engine import make_engine, transaction
from scoring.datafile import DataFileError
from surveys import store
from surveys.fieldwork_policy import parse
from surveys.load import packaged

EXAMPLE = Path(__file__).parents[2] / "examples" / "appliance-retailer"


def folder(tmp_path: Path, fieldwork: str) -> Path:
    copied = tmp_path / "case"
    shutil.copytree(EXAMPLE, copied)
    file = copied / "case.yaml"
    file.write_text(f"fieldwork:\n{fieldwork}{file.read_text('utf-8')}", "utf-8")
    return copied


async def test_an_imported_case_has_the_policy_of_its_file(tmp_path: Path) -> None:
    written = "  reminders: {first_after: 12h, most: 2, quiet: 22:00-08:00}\n  expire_after: 3d\n"
    settings = Settings(data_dir=tmp_path / "data", _env_file=None)
    await migrate.run(settings)
    assert await import_.case(settings, folder(tmp_path, written)) == 0
    engine = make_engine(settings.database)
    async with transaction(engine) as tx:
        found = await store.policy_of(tx, 1)
    await engine.dispose()
    assert found == parse({
        "reminders": {"first_after": "12h", "most": "2", "quiet": "22:00-08:00"},
        "expire_after": "3d",
    })  # fmt: skip


@pytest.mark.parametrize(
    ("fieldwork", "problems"),
    [
        (
            "  reminders:\n    first_after: soon\n    most: 99\n"
            "  expire_after: 9y\n  partial: half\n",
            [(3, "first_after"), (4, "most"), (5, "expire_after"), (6, "partial")],
        ),
        ("  partial: 90%\n  complete: 50%\n", [(1, "partial <= complete")]),
        ("  remind: {most: 1}\n", [(2, "not a known key")]),
        ("  reminders: {quiet: 21-9}\n", [(2, "21:00-09:00")]),
    ],
)
def test_every_mistake_is_told_in_its_line(
    tmp_path: Path, fieldwork: str, problems: list[tuple[int, str]]
) -> None:
    with pytest.raises(DataFileError) as refused:
        read_folder(folder(tmp_path, fieldwork), packaged())
    assert [one.line for one in refused.value.problems] == [line for line, _ in problems]
    for one, (_, words) in zip(refused.value.problems, problems, strict=True):
        assert words in str(one)
