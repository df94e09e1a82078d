"""The catalogue is whole: every sentence in both languages, each id once, none missing."""

import re
from collections import Counter
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from bot.incoming import NOT_ANSWERS
from locales import LANGUAGES, ids
from surveys.entries import Status
from surveys.questionnaire import Characteristic

ROOT = Path(__file__).parents[1]
SAID = re.compile(r'\b(?:Say|Refused|say|screen_key)\((?:[\w.]+,\s*)?"([a-z][a-z0-9-]+)"')
NAMED = re.compile(r'\bnamed\("([a-z][a-z0-9-]+)",')


def defined(language: str) -> Counter[str]:
    """How often each id is defined in all files of *language*."""
    found: Counter[str] = Counter()
    for file in (ROOT / "locales" / language).glob("*.ftl"):
        for entry in FluentParser().parse(file.read_text("utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{file.name}: {entry.content}"
            if isinstance(entry, ast.Message):
                found[entry.id.name] += 1
    return found


def test_both_languages_say_the_same_things() -> None:
    assert ids("zh") ^ ids("en") == frozenset()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_id_is_defined_once(language: str) -> None:
    """Fluent keeps the first and drops the second without a word."""
    assert [id for id, times in defined(language).items() if times > 1] == []


def test_what_the_survey_and_the_bot_say_is_in_the_catalogue() -> None:
    said = {f"cannot-take-{kind}" for kind in NOT_ANSWERS.values()}
    said |= {f"characteristic-{one}" for one in Characteristic}
    said |= {f"finish-{status}" for status in Status if status.over}
    for file in [*ROOT.glob("surveys/*.py"), *ROOT.glob("bot/**/*.py")]:
        text = file.read_text("utf-8")
        said |= {*SAID.findall(text), *NAMED.findall(text)}

    assert len(said) > 60
    assert said - ids("en") == set()
