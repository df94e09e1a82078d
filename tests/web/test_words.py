"""Every sentence the code asks for is in both catalogues, with the same arguments."""

import re
from pathlib import Path

import pytest

import locales
from locales import LANGUAGES, ids
from surveys.questionnaire import Medium

ROOT = Path(locales.__file__).parent.parent
CALLS = re.compile(
    r"""\b(?:Say|Refused|Malformed|PageRefusal|say)\(\s*(?:language,\s*)?["']([a-z][a-z-]+[a-z])["']"""
)
POINTS = re.compile(r'Point\(\w+, "([a-z-]+)"')
ERRORS = re.compile(r'\bid(?:, status)? = "([a-z-]+)"')
ARGUMENT = re.compile(r"\$([a-z-]+)")


def sources() -> list[str]:
    """The surveys and the respondents' pages; the console, the bot and the forms of
    others look after their own."""
    web = ROOT / "web"
    found = [
        *web.glob("*.py"),
        *(web / "respondent").rglob("*.py"),
        *(p for p in (ROOT / "surveys").rglob("*.py") if "xlsform" not in p.parts),
    ]
    found += [*(web / "templates").glob("*.html"), *(web / "templates/respondent").glob("*.html")]
    return [path.read_text("utf-8") for path in found]


def asked_for() -> set[str]:
    return {id for text in sources() for calls in (CALLS, POINTS, ERRORS) for id in
            calls.findall(text)}  # fmt: skip


def arguments(language: str, file: str) -> dict[str, set[str]]:
    """Of each message of a file, the arguments it takes."""
    text = (ROOT / "locales" / language / file).read_text("utf-8")
    messages = re.findall(
        r"^([a-z][a-z0-9-]*) =((?:.*\n?)(?:[ }].*\n?|\n(?= ))*)", text, re.MULTILINE
    )
    return {id: set(ARGUMENT.findall(body)) for id, body in messages}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_that_is_asked_for_exists(language: locales.Language) -> None:
    assert len(asked_for()) > 100
    assert asked_for() - ids(language) == set()


@pytest.mark.parametrize("file", ["page.ftl", "interview.ftl"])
def test_both_catalogues_say_the_same_things_of_the_same_arguments(file: str) -> None:
    assert arguments("zh", file) == arguments("en", file)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_medium_has_its_sentences(language: locales.Language) -> None:
    """Their ids are put together, so nothing above finds them."""
    kept = [medium for medium in Medium if medium is not Medium.SIGNATURE]
    wanted = {f"page-error-{medium}-{why}" for medium in kept for why in ("kind", "large")}
    wanted |= {f"page-choose-{medium}" for medium in kept}
    wanted |= {f"page-take-{medium}" for medium in kept if medium is not Medium.DOCUMENT}
    assert wanted - ids(language) == set()
