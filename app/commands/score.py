"""``anfang score FILE``: score a findings file, without a database."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from scoring import report
from scoring.datafile import DataFileError, Problem
from scoring.findings import read_findings
from scoring.grade import grade
from scoring.load import scheme_named


def run(path: Path, as_json: bool, lang: str) -> int:
    """Print the score of the findings file at *path*; the exit code.

    0: scored, whatever the grade.  2: the file cannot be scored; every problem is on standard
    error as ``file:line: message`` and nothing on standard output.
    """
    try:
        text = path.read_text("utf-8")
        findings = read_findings(text, str(path), scheme_named, at=datetime.now(UTC), lang=lang)
    except DataFileError as error:
        return _refuse(*error.problems)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return _refuse(Problem(str(path), line, "not UTF-8 text"))
    except OSError as error:
        return _refuse(Problem(str(path), 1, error.strerror or "cannot be read"))
    sheet = findings.sheet()
    graded = grade(sheet)
    if as_json:
        print(json.dumps(report.document(sheet, graded), ensure_ascii=False, indent=2))
    else:
        print(report.text(sheet, graded, lang), end="")
    return 0


def _refuse(*problems: Problem) -> int:
    for problem in problems:
        print(problem, file=sys.stderr)
    return 2
