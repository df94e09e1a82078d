"""Whose fault it is, as HTTP says it: what passes by itself is a 503 with a time to come back."""

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from web.errors import problem_of


class Postgres(Exception):
    """What asyncpg raises: named by a state."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__()
        self.sqlstate = sqlstate


def said(sqlstate: str) -> DBAPIError:
    return DBAPIError("INSERT", {}, Postgres(sqlstate))


@pytest.mark.parametrize("error", [
    OperationalError("BEGIN", {}, Exception("database is locked")),
    said("53100"), said("40P01"), said("55P03"), said("57P01"), said("08006"),
    DBAPIError("SELECT", {}, Exception(), connection_invalidated=True),
    PoolTimeout(), TimeoutError(), OSError(28, "No space left on device"),
])  # fmt: skip
def test_what_passes_by_itself_is_503(error: Exception) -> None:
    problem = problem_of(error)
    assert (problem.status, problem.headers) == (503, {"Retry-After": "5"})


@pytest.mark.parametrize("error", [said("42P01"), said("22P02"), ValueError(), KeyError("x")])
def test_a_mistake_of_ours_is_500(error: Exception) -> None:
    assert problem_of(error).status == 500


def test_two_at_one_place_is_409() -> None:
    assert problem_of(IntegrityError("INSERT", {}, Postgres("23505"))).status == 409
