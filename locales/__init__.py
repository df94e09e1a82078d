"""The catalogue: everything a person reads that is not wording of a question or a clause.

Messages live in ``locales/<language>/*.ftl`` (Project Fluent), one file a subject; an id is in
every language or in none (a test holds them against each other).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from fluent.runtime import FluentBundle, FluentResource

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
DEFAULT: Language = "zh"
MOST_KEPT = 4096  # sentences that are put together once
HERE = Path(__file__).parent
CHINA = timezone(timedelta(hours=8), "UTC+8")  # one time for the whole country, no summer time
TAGS = {"zh": "zh-CN", "en": "en-GB"}


class NoSuchMessage(KeyError):
    """The catalogue lacks this id, or its text lacks an argument: a mistake of ours."""


def say(language: str, id: str, **args: str | int | float) -> str:
    """The message *id* in *language*, its ``{ $arguments }`` filled in."""
    if all(type(value) is int for value in args.values()):
        return _said(known(language), id, *args.items())
    return _filled(known(language), id, args)


@lru_cache(MOST_KEPT)
def _said(language: Language, id: str, *args: tuple[str, int]) -> str:
    """Most of what a page says is always the same, or has a few numbers in it."""
    return _filled(language, id, dict(args))


def _filled(language: Language, id: str, args: Mapping[str, str | int | float]) -> str:
    found = _bundle(language).get_message(id) if _has(language, id) else None
    if found is None or found.value is None:
        raise NoSuchMessage(f"{language}: {id}")
    text, errors = _bundle(language).format_pattern(found.value, dict(args))
    if errors:
        raise NoSuchMessage(f"{language}: {id}: {errors}")
    return str(text)


def pick(texts: Mapping[str, str], language: str) -> str:
    """The wording of a question, clause or option in *language*, or in the first there is."""
    found = texts.get(language) or texts.get(known(language))
    return found if found is not None else next(iter(texts.values()), "")


def day(at: datetime, language: str) -> str:
    """The day and the time of *at*, in China."""
    local = at.astimezone(CHINA)
    return say(language, "day", day=local.day, month=local.month, time=local.strftime("%H:%M"))


def known(language: str | None) -> Language:
    """*language* if we speak it, else the default; ``en-US`` counts as ``en``."""
    if language in LANGUAGES:
        return language
    short = (language or "").split("-")[0].lower()
    return next((language for language in LANGUAGES if language == short), DEFAULT)


def ids(language: Language) -> frozenset[str]:
    """Every message id of *language*."""
    return frozenset(_bundle(language)._messages)


def _has(language: Language, id: str) -> bool:
    return _bundle(language).has_message(id)


@cache
def _bundle(language: Language) -> FluentBundle:
    # Isolation marks are for mixed directions; both our languages run left to right.
    bundle = FluentBundle([TAGS[language]], use_isolating=False)
    for file in sorted((HERE / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(file.read_text("utf-8")))
    return bundle
