"""What a command says when it cannot do what was asked: sentences, and exit code 2."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app.wiring import NotMigrated
from certification.errors import CertificationError, Rejected
from scoring.datafile import DataFileError

REFUSED = 2


class Refused(Exception):
    """The command ends with this exit code; everything was said."""

    code = REFUSED


@contextmanager
def refusals(lang: str) -> Iterator[None]:
    """Turns whatever is not our fault into sentences in *lang* and Refused."""
    try:
        yield
    except (CertificationError, DataFileError, NotMigrated, OSError) as error:
        for sentence in sentences(error, lang):
            print(sentence, file=sys.stderr)
        raise Refused from error


def sentences(error: Exception, lang: str) -> Iterator[str]:
    """Every problem of *error*, one a line."""
    match error:
        case Rejected():
            yield from (problem.in_language(lang) for problem in error.problems)
        case CertificationError():
            yield error.in_language(lang)
        case DataFileError():
            yield from map(str, error.problems)
        case OSError() if error.filename:
            yield f"{error.filename}: {error.strerror}"
        case _:
            yield str(error)
