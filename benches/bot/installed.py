"""What the bots beside ours need: outside the project's own dependencies, installed when first
asked for, at the versions that peers/requirements.txt and peers/package.json pin."""

import shutil
import subprocess
import sys
from pathlib import Path

PINS = Path(__file__).parent / "peers"
CACHE = Path(__file__).parents[2] / ".bench"


class Missing(Exception):
    """The runtime, or a package of a bot beside ours, cannot be had here."""


def python() -> str:
    return str(CACHE / "python" / "bin" / "python")


def node() -> str:
    found = shutil.which("node")
    if found is None:
        raise Missing("no node on the path")
    return found


def modules() -> Path:
    return CACHE / "node" / "node_modules"


def python_peers() -> None:
    """Raises Missing."""
    pins = PINS / "requirements.txt"
    if _done(pins):
        return
    _run([sys.executable, "-m", "venv", "--clear", str(CACHE / "python")])
    _run([python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
          "--no-input", "-r", str(pins)])  # fmt: skip
    _note(pins)


def node_peers() -> None:
    """Raises Missing."""
    node()
    pins = PINS / "package.json"
    if _done(pins):
        return
    npm = shutil.which("npm")
    if npm is None:
        raise Missing("no npm on the path")
    folder = CACHE / "node"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(pins, folder)
    _run([npm, "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder)])
    _run([node(), "-e", f"require({str(modules() / 'better-sqlite3')!r})"])
    _note(pins)


def _run(words: list[str]) -> None:
    try:
        subprocess.run(words, check=True, capture_output=True, text=True, timeout=600)
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout or "").strip().splitlines()[-1:]
        raise Missing(f"{Path(words[0]).name} failed: {' '.join(said)}") from error
    except subprocess.TimeoutExpired as error:
        raise Missing(f"{Path(words[0]).name} took more than ten minutes") from error


def _done(pins: Path) -> bool:
    """Whether just these versions were installed before."""
    noted = CACHE / pins.name
    return noted.is_file() and noted.read_text() == pins.read_text()


def _note(pins: Path) -> None:
    shutil.copy(pins, CACHE / pins.name)
