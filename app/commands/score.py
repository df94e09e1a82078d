"""``anfang score FILE``: score a findings file, without a database."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from scoring import beside
from scoring.basis import Basis
from scoring.datafile import DataFileError, Problem
from scoring.findings import read_findings
from scoring.load import scheme_named


def run(path: Path, as_json: bool, lang: str) -> int:
    """Print the score of the findings file at *path*; the exit code.

    0: scored, whatever the grade.  2: the file cannot be scored; every problem is on standard
    error as ``file:line: message`` and nothing on standard output.
    """
    try:
        _print(basis_of(path, datetime.now(UTC), lang), as_json, lang)
    except DataFileError as error:
        return refuse(*error.problems)
    return 0


def basis_of(path: Path, at: datetime, lang: str) -> Basis:
    """What the findings file at *path* states.  Raises DataFileError with every problem."""
    try:
        return read_findings(path.read_text("utf-8"), str(path), scheme_named, at=at, lang=lang)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DataFileError([Problem(str(path), line, "not UTF-8 text")]) from None
    except OSError as error:
        problem = Problem(str(path), 1, error.strerror or "cannot be read")
        raise DataFileError([problem]) from None


def _print(basis: Basis, as_json: bool, lang: str) -> None:
    if as_json:
        print(json.dumps(beside.document(basis), ensure_ascii=False, indent=2))
    else:
        print(beside.text(basis, lang), end="")


def refuse(*problems: Problem) -> int:
    """Every problem on standard error; the exit code."""
    for problem in problems:
        print(problem, file=sys.stderr)
    return 2
