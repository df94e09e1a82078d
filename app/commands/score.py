"""``anfang score``: score a findings file or a case's bundle without a database, or a case."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from app.refusals import Refused, refusals
from app.settings import Settings
from app.wiring import house
from certification.bundle_reading import replayed
from certification.bundling import case_bundle
from db.engine import transaction
from locales import say
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


def which(lang: str) -> int:
    """Neither or both were given."""
    print(say(lang, "cert-bundle-or-file"), file=sys.stderr)
    return 2


def run_bundle(path: Path, upto: int | None, as_json: bool, lang: str) -> int:
    """Print the score of the bundle at *path* as after its first *upto* entries; the exit code.

    Without the database and to the last digit: 0 and 2 as in ``run``.
    """
    try:
        return _replay(path.read_bytes(), str(path), upto, as_json, lang)
    except OSError as error:
        return refuse(Problem(str(path), 1, error.strerror or "cannot be read"))


async def of_case(
    settings: Settings, case_id: int, upto: int | None, as_json: bool, lang: str
) -> int:
    """The same of a case in the database: by the bundle it would be exported as now."""
    try:
        with refusals(lang):
            async with house(settings) as whole, transaction(whole.engine) as tx:
                case = await whole.cases.of_house(tx, case_id)
                data = await case_bundle(tx, whole.cases, case.id)
    except Refused as refused:
        return refused.code
    return _replay(data, f"case {case_id}", upto, as_json, lang)


def _replay(data: bytes, name: str, upto: int | None, as_json: bool, lang: str) -> int:
    try:
        found = replayed(data, name, upto=upto, lang=lang)
    except DataFileError as error:
        return refuse(*error.problems)
    _print(found.basis, as_json, lang)
    args = {"upto": str(found.upto), "entries": str(found.entries), "digest": found.digest}
    print(say(lang, "cert-bundle-digest", **args), file=sys.stderr)
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
