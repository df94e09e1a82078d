"""The commands of the desk: users, tokens, import and export, on a real database file."""

import io
import json
import shutil
from pathlib import Path

import pytest
import yaml

from app.commands import export, import_, migrate, token, user
from app.settings import Settings
from certification import accounts
from certification.export import Format
from certification.users import Role
from db.engine import make_engine, transaction
from tests.certification.sheets import GOOD, HEAD, filled, xlsx
from tests.certification.test_books import facts, read

EXAMPLE = Path(__file__).parents[2] / "examples" / "appliance-retailer"
Output = pytest.CaptureFixture[str]


@pytest.fixture
async def settings(tmp_path: Path, capsys: Output) -> Settings:
    made = Settings(data_dir=tmp_path / "data", _env_file=None)
    await migrate.run(made)
    capsys.readouterr()
    return made


async def holder(settings: Settings, secret: str) -> str | None:
    engine = make_engine(settings.database)
    async with transaction(engine) as tx:
        found = await accounts.holder(tx, secret)
    await engine.dispose()
    return found.login if found else None


async def logs_in(settings: Settings, login: str, password: str) -> bool:
    engine = make_engine(settings.database)
    try:
        return (await accounts.log_in(engine, login, password)).login == login
    except accounts.WrongLogin:
        return False
    finally:
        await engine.dispose()


async def test_a_user_is_made_with_a_password_that_is_shown_once_or_read(
    settings: Settings, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await user.add(settings, "li.na", name="Li Na", role=Role.ADMINISTRATOR) == 0
    made = capsys.readouterr().out.splitlines()[-1].removeprefix("password: ")
    assert await logs_in(settings, "li.na", made)

    monkeypatch.setattr("sys.stdin", io.StringIO("typed by myself\n"))
    assert await user.password(settings, "li.na", from_stdin=True) == 0
    assert "typed by myself" not in "".join(capsys.readouterr())
    assert await logs_in(settings, "li.na", "typed by myself")
    assert not await logs_in(settings, "li.na", made)

    assert await user.add(settings, "li.na") == 2
    assert await user.add(settings, "no such login") == 2
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert await user.add(settings, "wang", from_stdin=True, lang="zh") == 2
    assert "密码须有" in capsys.readouterr().err
    assert await user.disable(settings, "li.na") == 0
    await user.listing(settings)
    assert capsys.readouterr().out.splitlines()[-1].split("\t") == [
        "li.na", "administrator", "Li Na", "disabled",
    ]  # fmt: skip


async def test_a_token_is_shown_once_and_revoked(settings: Settings, capsys: Output) -> None:
    await user.add(settings, "li")
    capsys.readouterr()
    assert await token.add(settings, "li", "laptop") == 0
    secret = capsys.readouterr().out.strip()
    assert await holder(settings, secret) == "li"

    await token.listing(settings, "li")
    line = capsys.readouterr().out
    assert "laptop" in line and secret not in line
    number = int(line.split("\t")[0])
    assert await token.revoke(settings, "li", number) == 0
    assert await token.revoke(settings, "li", number) == 2
    assert await token.add(settings, "nobody", "x") == 2
    assert await holder(settings, secret) is None


async def test_a_case_comes_in_from_a_folder_and_goes_out_as_files(
    settings: Settings, tmp_path: Path, capsys: Output
) -> None:
    folder = tmp_path / "without-audit"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("audit.xlsx"))
    assert await import_.case(settings, folder) == 0
    assert "12 outlets" in capsys.readouterr().out

    sheet = tmp_path / "audit.xlsx"
    sheet.write_bytes(filled(
        "cct-gz-sc03@B2", ("5.2.3.2", "conforms", "yes"), ("5.1.1.2", "percent", 90),
        specials=(("special deduction", "+sold as new"),),
    ))  # fmt: skip
    assert await import_.audit(settings, sheet, 1) == 2
    told = capsys.readouterr().err
    assert "3 lines read, 1 to look at; nothing was saved yet." in told
    assert "5.2.3.2 takes" in told
    assert await import_.audit(settings, sheet, 1, good_only=True) == 0

    out = tmp_path / "sheet.json"
    assert await export.run(settings, 1, "score-sheet", "json", output=out) == 0
    document = json.loads(out.read_text("utf-8"))
    assert document["special_deductions"]["texts"] == ["+sold as new"]
    lines = {line["clause"]: line for line in document["lines"]}
    assert lines["5.1.1.2"]["earned"] == "27/10"
    assert lines["5.2.3.2"]["earned"] is None
    out = tmp_path / "answers.csv"
    assert await export.run(settings, 1, "responses", "csv", output=out) == 0
    rows = out.read_text("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in rows] == ["cursor"]  # nobody answered yet
    capsys.readouterr()
    for what, title in (("answers", "codebook"), ("timing", "timing")):
        out = tmp_path / f"{what}.zip"
        assert await export.run(settings, 1, what, "csv", output=out) == 0
        assert facts(read(Format.CSV, out.read_bytes()))[f"rows {title}"] == "0"
        assert capsys.readouterr().err == f"{title}: 0 rows\n"
    out = tmp_path / "outcomes.json"
    assert await export.run(settings, 1, "outcomes", "json", output=out) == 0
    whole, *_ = json.loads(out.read_text("utf-8"))["rows"]
    assert (whole["by"], whole["total"]) == ("case", len(whole["ended"]) + whole["pending"])


async def test_some_interviews_are_exported_by_wave_and_by_day(
    settings: Settings, tmp_path: Path, capsys: Output
) -> None:
    assert await import_.case(settings, EXAMPLE) == 0
    wave = yaml.safe_load((EXAMPLE / "case.yaml").read_text("utf-8"))["wave"]["name"]
    out = tmp_path / "some.json"
    of = (wave, "2026-01-01", "2026-01-31")
    for what in ("answers", "timing"):
        assert await export.run(settings, 1, what, "json", of=of, output=out) == 0
        told = facts(read(Format.JSON, out.read_bytes()))
        assert tuple(told[name] for name in ("wave", "from", "to")) == of
    capsys.readouterr()
    for what, some, said in [
        ("answers", ("nowhere", "", ""), "no wave called nowhere"),
        ("timing", ("", "today", ""), "today is no day"),
        ("responses", of, "for the answers and the times of the questions"),
    ]:
        assert await export.run(settings, 1, what, "csv", of=some) == 2
        assert said in capsys.readouterr().err


async def test_outlets_are_imported_once(
    settings: Settings, tmp_path: Path, capsys: Output
) -> None:
    await import_.case(settings, EXAMPLE)
    file = tmp_path / "more.xlsx"
    file.write_bytes(xlsx(HEAD, ("X01", *GOOD[1:])))
    assert await import_.outlets(settings, file, 1) == 0
    capsys.readouterr()
    assert await import_.outlets(settings, file, 1) == 2
    assert capsys.readouterr().err == "row 2: the client already has an outlet X01\n"
    assert await import_.outlets(settings, file, 99) == 2
    assert await import_.outlets(settings, tmp_path / "none.csv", 1) == 2


@pytest.mark.parametrize(
    ("case", "what", "format", "options"),
    [
        (9, "responses", "csv", {}),
        (1, "everything", "csv", {}),
        (1, "responses", "sav", {}),
        (1, "answers", "sav", {}),
        (9, "answers", "xlsx", {}),
        (1, "timing", "csv", {"login": "li"}),
        (1, "responses", "csv", {"new": True}),
        (1, "responses", "csv", {"login": "nobody"}),
        (1, "responses", "csv", {"login": "li"}),  # not assigned to the case
    ],
)
async def test_an_export_that_cannot_be_touches_no_file(
    settings: Settings,
    tmp_path: Path,
    capsys: Output,
    case: int,
    what: str,
    format: str,
    options: dict[str, str],
) -> None:
    await import_.case(settings, EXAMPLE)
    await user.add(settings, "li")
    out = tmp_path / "out"
    assert await export.run(settings, case, what, format, output=out, **options) == 2  # type: ignore[arg-type]
    assert capsys.readouterr().err
    assert not out.exists()


async def test_without_a_migrated_database_a_command_says_what_to_do(
    tmp_path: Path, capsys: Output
) -> None:
    empty = Settings(data_dir=tmp_path, _env_file=None)
    assert await user.listing(empty) == 2
    assert "anfang migrate" in capsys.readouterr().err


async def test_a_mistake_in_a_folders_audit_sheet_imports_nothing(
    settings: Settings, tmp_path: Path, capsys: Output
) -> None:
    folder = tmp_path / "case"
    shutil.copytree(EXAMPLE, folder)
    (folder / "audit.xlsx").write_bytes(filled("cct-gz-sc03@B2", ("5.1.1.2", "percent", 120)))
    assert await import_.case(settings, folder) == 2
    assert "Percent is 120" in capsys.readouterr().err
    assert await export.run(settings, 1, "score-sheet", "json") == 2
    assert await import_.case(settings, tmp_path / "nowhere") == 2
