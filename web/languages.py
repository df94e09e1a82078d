"""Which language a page is in: the one chosen, else what the phone asks for, else ours."""

from locales import DEFAULT, LANGUAGES, Language

STRANGERS: Language = "en"  # for a phone that asks only for languages we do not speak
LONGEST = 500  # characters of a header worth reading


def chosen(code: str | None) -> Language | None:
    """*code* if it is one of ours, to the letter."""
    return next((language for language in LANGUAGES if language == code), None)


def accepted(header: str | None) -> Language:
    """The best of ours in an Accept-Language header (RFC 9110, 12.5.4)."""
    wishes = sorted(_wishes(header or ""), key=lambda wish: -wish[0])
    if not wishes:
        return DEFAULT
    spoken = (chosen(tag.split("-")[0]) for quality, tag in wishes if quality > 0)
    return next((language for language in spoken if language), STRANGERS)


def _wishes(header: str) -> list[tuple[float, str]]:
    wishes = []
    for part in header[:LONGEST].lower().split(","):
        tag, _, weight = part.strip().partition(";")
        if tag and tag != "*":
            wishes.append((_quality(weight), tag.strip()))
    return wishes


def _quality(weight: str) -> float:
    name, _, digits = weight.strip().partition("=")
    try:
        quality = float(digits) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
    return quality if 0 <= quality <= 1 else 0.0
