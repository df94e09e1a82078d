"""Whatever name the house draws, the pages answer to it and Telegram takes it as a deep link."""

import re

import pytest

from app.wiring import new_key, new_token
from web.respondent.routes import CODE, INTERVIEW


def pattern(route: str) -> re.Pattern[str]:
    """The expression of an aiohttp route's one variable part."""
    return re.compile(route.partition(":")[2].removesuffix("}"))


@pytest.mark.parametrize("route", [CODE, INTERVIEW])
def test_every_code_that_is_drawn_is_an_address(route: str) -> None:
    drawn = [new_token() for _ in range(2000)]
    assert any("_" in code for code in drawn)
    assert any("-" in code for code in drawn)

    assert all(pattern(route).fullmatch(code) for code in drawn)


def test_every_code_fits_a_deep_link() -> None:
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", new_token()) for _ in range(2000))


def test_a_key_is_short_and_spells_nothing() -> None:
    assert all(re.fullmatch(r"[2-9b-df-hj-np-tv-xz]{8}", new_key()) for _ in range(2000))
