"""The difference, and why an interview stays, in a person's language."""

from collections.abc import Iterable

from locales import say
from surveys.editions.difference import Change, Verdict
from surveys.editions.migration import Reason


def gravity(verdict: Verdict, old: str, new: str, language: str) -> str:
    """The verdict on two editions, which are named (tiny@1, tiny@2)."""
    id = verdict.name.lower().replace("_", "-")
    return say(language, f"edition-verdict-{id}", old=old, new=new)


def told(change: Change, language: str) -> str:
    where = change.where or say(language, "edition-questionnaire")
    return say(language, f"edition-{change.what}", where=where, part=change.part)


def why(reasons: Iterable[Reason], language: str) -> str:
    """All of them in one sentence."""
    sentences = (
        say(language, f"edition-stays-{reason.id}", question=reason.question) for reason in reasons
    )
    return "; ".join(sentences)
