"""Free words from people and files, made fit to be stored and shown."""

import unicodedata

from certification.errors import Rejected, complaint
from scoring.finding import Objection

LONGEST = 4000
# Line breaks and tabs are writing; other control characters are not, and PostgreSQL takes no NUL.
KEPT = "\n\t"


def cleaned(text: str) -> str:
    """*text* without control characters and lone surrogates, without space around it."""
    kept = (c for c in text if c in KEPT or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(kept).strip()


def required(text: str, what: str) -> str:
    """*text* cleaned; raises Rejected if nothing is left of it or it is too long.

    *what* names it: the catalogue has ``cert-needed-<what>``.
    """
    kept = cleaned(text)
    if not kept:
        raise Rejected([complaint(f"needed-{what}")])
    if len(kept) > LONGEST:
        raise Rejected([complaint("too-long", most=LONGEST)])
    return kept


def too_long(key: str, text: str) -> list[Objection]:
    """What is wrong with *text*, cleaned, as the field or column *key*: its length, or nothing."""
    if len(text) <= LONGEST:
        return []
    return [Objection("too-long", {"key": key, "most": str(LONGEST)}, key)]
