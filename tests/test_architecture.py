"""The shape of the house: imports run one way, and the pages that describe it are true."""

import importlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from app.case_folder import WaveSpec
from app.fieldwork_spec import FieldworkSpec
from app.settings import Settings
from scoring.datafile import plain, read
from scoring.findings import read_findings
from scoring.load import scheme_named
from surveys.fieldwork_policy import DEFAULT, parse
from surveys.load import packaged, questionnaire
from surveys.quota_form import mistakes

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONTRACTS = [contract["name"] for contract in PYPROJECT["tool"]["importlinter"]["contracts"]]
PAGES = ["CONTRIBUTING.md", *sorted(str(p.relative_to(ROOT)) for p in ROOT.glob("docs/**/*.md"))]
LONGEST = 350  # lines of a Python file; past it there are two ideas in it

# For each contract, a module and the one import in it that must break just that contract.
FORBIDDEN = {
    "One way down": ("surveys/planted.py", "import certification.case"),
    "The cores do no input or output": ("surveys/interview.py", "import logging"),
    "Only the bot speaks Telegram": ("surveys/planted.py", "import aiohttp"),
    "A table has one reader": ("web/planted.py", "import surveys.tables"),
}


def repository() -> Iterator[Path]:
    """Every file a commit would hold: what .gitignore names is passed over."""
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text().split()] + [".git"]
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if not any(fnmatch(name, i) for i in ignored)]
        for name in names:
            if not any(fnmatch(name, i) for i in ignored):
                yield Path(folder, name)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The packages under contract, in a folder where they can be spoilt."""
    for package in PYPROJECT["tool"]["importlinter"]["root_packages"]:
        shutil.copytree(
            ROOT / package,
            tmp_path / package,
            ignore=lambda folder, names: [
                n for n in names if not n.endswith(".py") and not Path(folder, n).is_dir()
            ],
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def verdicts(tree: Path) -> dict[str, bool]:
    """Each contract's name, and whether it is kept in *tree*."""
    linted = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tree,
        env={**os.environ, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.findall(r"^(.+?) (KEPT|BROKEN)\b", linted.stdout, re.MULTILINE)
    assert [name for name, _ in found] == CONTRACTS, linted.stdout + linted.stderr
    return {name: verdict == "KEPT" for name, verdict in found}


def test_every_contract_is_kept(copy: Path) -> None:
    assert all(verdicts(copy).values())


def test_every_contract_has_an_import_that_breaks_it() -> None:
    assert len(CONTRACTS) == len(FORBIDDEN)


@pytest.mark.parametrize("beginning", FORBIDDEN)
def test_one_wrong_import_breaks_its_contract_and_no_other(copy: Path, beginning: str) -> None:
    where, statement = FORBIDDEN[beginning]
    with (copy / where).open("a") as module:
        module.write(f"\n{statement}\n")

    broken = [name for name, kept in verdicts(copy).items() if not kept]

    assert [name for name in broken if name.startswith(beginning)] == broken
    assert broken


def named(page: str) -> list[str]:
    """What a page names in backticks."""
    return re.findall(r"`([^`\n]+)`", (ROOT / page).read_text())


def exists(name: str) -> bool:
    """Whether *name* is a module, or something in one: package.module.Class.method."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for attribute in parts[length:]:
            found = getattr(found, attribute, None)
        return found is not None
    return False


@pytest.mark.parametrize("page", PAGES)
def test_every_name_a_page_gives_exists(page: str) -> None:
    packages = "|".join(PYPROJECT["tool"]["importlinter"]["root_packages"])
    names = [n for n in named(page) if re.fullmatch(rf"(?:{packages})(\.[A-Za-z_]\w*)+", n)]
    assert [name for name in names if not exists(name)] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_path_a_page_names_exists(page: str) -> None:
    paths = [name for name in named(page) if re.fullmatch(r"[\w-]*\.?[\w-]+(/[\w.@-]+)+/?", name)]
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_page_the_code_refers_to_exists() -> None:
    pages = {
        page
        for path in repository()
        if path.suffix in (".py", ".yaml", ".yml", ".ftl", ".toml")
        for page in re.findall(r"docs/[\w./-]+\.md", path.read_text("utf-8"))
    }
    assert [page for page in sorted(pages) if not (ROOT / page).exists()] == []


def test_the_examples_of_the_data_files_are_read_without_a_complaint() -> None:
    page = (ROOT / "docs/data-files.md").read_text("utf-8")
    tiny, findings, case, policy = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert len(questionnaire(tiny, "tiny@1.yaml").questions) == 2
    sheet = read_findings(findings, "findings.yaml", scheme_named, at=datetime.now(UTC)).sheet()
    assert sheet.coverage == 1
    written: Any = plain(read(case, "case.yaml"))
    wave = WaveSpec.model_validate(written["wave"])
    assert [*mistakes(wave.quotas, packaged(), {"S01"})] == []
    assert len(wave.quotas) == 2
    written = plain(read(policy, "case.yaml"))
    assert parse(FieldworkSpec.model_validate(written["fieldwork"]).written) == DEFAULT


def test_the_journey_has_its_twelve_steps() -> None:
    steps = re.findall(r"^\| *(\d+) *\|", (ROOT / "docs/journey.md").read_text(), re.MULTILINE)
    assert steps == [str(step) for step in range(1, 13)]


def test_every_setting_is_explained_to_the_one_who_runs_it() -> None:
    settings = {f"ANFANG_{name.upper()}" for name in Settings.model_fields}
    example = re.findall(r"^#? ?(ANFANG_\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    table = re.findall(
        r"^\| `(ANFANG_\w+)`", (ROOT / "docs/operations.md").read_text(), re.MULTILINE
    )
    assert settings - set(example) == set()
    assert set(table) == settings


def test_no_file_knows_a_machine_or_a_registry() -> None:
    # Put together from parts, or this file would be the first to fail.
    addresses = "|".join(
        re.escape("".join(parts))
        for parts in [
            ("files.", "pythonhosted.org"),
            ("pypi.", "org/simple"),
            ("registry.", "npmjs.org"),
            ("deb.", "debian.org"),
            ("/wo", "rk/"),
            ("/ro", "ot/"),
            ("/fa", "rm/"),
        ]
    )
    home = "/home/" + r"(?!anfang)\w"
    knows = re.compile(f"{addresses}|{home}".encode())
    assert [
        str(path.relative_to(ROOT)) for path in repository() if knows.search(path.read_bytes())
    ] == []


def test_no_file_grows_past_one_idea() -> None:
    # A migration is a record of what was done to the tables, all at once, and stays as it is.
    sources = [
        path for path in repository() if path.match("*.py") and path.parent.name != "versions"
    ]
    assert sources
    assert {
        str(path.relative_to(ROOT)): lines
        for path in sources
        if (lines := path.read_text().count("\n")) > LONGEST
    } == {}
