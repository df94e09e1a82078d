"""Earlier answers in later words: ``${name}``, and a word that goes with its number.

``${visits} ${visits|visit|visits}`` gives "1 visit" and "3 visits": after the name stand the forms
of the language, in the order of CLDR's categories (zero, one, two, few, many, other), as many as
it has: two in English, one in Chinese.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from babel import Locale

PIPE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)((?:\|[^|{}]*)*)\}")
ORDER = ("zero", "one", "two", "few", "many", "other")


def mentioned(texts: Mapping[str, str]) -> set[str]:
    """The names that the wording speaks of, in any language."""
    return {found[1] for words in texts.values() for found in PIPE.finditer(words)}


def problems_of(texts: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the references in a wording."""
    for language, words in texts.items():
        if "${" in PIPE.sub("", words):
            yield f"{language}: an answer is written ${{name}}"
        for found in PIPE.finditer(words):
            forms, wanted = found[2].split("|")[1:], categories(language)
            if forms and len(forms) != len(wanted):
                yield f"{language}: {found[0]} needs {len(wanted)} forms: {', '.join(wanted)}"


def filled(
    words: str, language: str, worded: Callable[[str], str], number: Callable[[str], float | None]
) -> str:
    """*words* with what *worded* says of each name.  What a person wrote is not read again."""

    def fill(found: re.Match[str]) -> str:
        forms = found[2].split("|")[1:]
        if not forms:
            return worded(found[1])
        return _form(forms, language, number(found[1]))

    return PIPE.sub(fill, words)


def categories(language: str) -> tuple[str, ...]:
    """The plural categories of *language*, in CLDR's order."""
    tags = {*_locale(language).plural_form.tags, "other"}
    return tuple(one for one in ORDER if one in tags)


def _form(forms: list[str], language: str, number: float | None) -> str:
    wanted = categories(language)
    if number is None or len(forms) != len(wanted):
        return forms[-1]
    whole = int(number) if float(number).is_integer() else number
    return forms[wanted.index(_locale(language).plural_form(whole))]


@cache
def _locale(language: str) -> Locale:
    """Languages that CLDR does not know have one form."""
    return Locale.parse(language.split("-")[0]) if _known(language) else Locale("zh")


def _known(language: str) -> bool:
    try:
        Locale.parse(language.split("-")[0])
    except ValueError:
        return False
    except LookupError:
        return False
    return True
