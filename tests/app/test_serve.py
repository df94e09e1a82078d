"""What keeps it from starting is a sentence and exit code 1, never a stack trace."""

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from structlog.testing import capture_logs

from app.commands import serve
from app.settings import Settings
from app.wiring import only_one
from surveys.expressions import errors

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    """Serving points the log at this test's own standard error, which closes with it."""
    yield
    structlog.reset_defaults()


def settings(folder: Path, **more: object) -> Settings:
    return Settings(_env_file=None, data_dir=folder, port=0, **more)  # type: ignore[arg-type]


def refused(found: Settings, capsys: Output) -> str:
    assert serve.run(found, "web") == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    return said


def test_an_empty_database_says_what_to_run(tmp_path: Path, capsys: Output) -> None:
    assert "anfang migrate" in refused(settings(tmp_path), capsys)


def test_a_database_that_is_away_is_named_without_its_password(
    tmp_path: Path, capsys: Output
) -> None:
    url = "postgresql+asyncpg://anfang:hush-hush@127.0.0.1:1/anfang"

    said = refused(settings(tmp_path, database_url=url), capsys)

    assert "database does not answer" in said
    assert "hush-hush" not in said


def test_a_second_process_on_one_sqlite_file_is_told_so(
    tmp_path: Path, migrated_file: Path, capsys: Output
) -> None:
    shutil.copy(migrated_file, tmp_path / "anfang.db")

    with only_one(settings(tmp_path)):
        assert "SQLite takes one process" in refused(settings(tmp_path), capsys)


def test_a_port_that_is_taken_is_named(
    tmp_path: Path, migrated_file: Path, capsys: Output
) -> None:
    shutil.copy(migrated_file, tmp_path / "anfang.db")
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        port = held.getsockname()[1]

        said = refused(settings(tmp_path).model_copy(update={"port": port}), capsys)

    assert f"127.0.0.1:{port}" in said


async def test_an_expression_that_failed_is_logged_once_and_quotes_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(errors, "_told", {})
    monkeypatch.setattr(errors, "_taken", set())
    errors.tell("${price} div ${many}", errors.Fault("what somebody answered"))

    with capture_logs() as logged:
        await serve.tell_broken()
        await serve.tell_broken()

    assert [line["expression"] for line in logged] == ["${price} div ${many}"]
    assert "somebody" not in str(logged)
