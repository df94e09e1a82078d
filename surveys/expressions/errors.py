"""What can go wrong, by whose fault: the text (the author is told) or one evaluation of it."""

MOST_TOLD = 1000  # texts; an author has fewer mistakes


class BadRule(Exception):
    """The author wrote something we cannot evaluate; the message says what and where."""


class Fault(Exception):
    """An expression that reads well could not be worked out on these answers."""


_told: dict[str, str] = {}
_taken: set[str] = set()


def tell(text: str, error: Exception) -> None:
    """Note that *text* failed; the first reason stays."""
    if len(_told) < MOST_TOLD:
        _told.setdefault(text, str(error) or type(error).__name__)


def untold() -> dict[str, str]:
    """Expressions that failed since they were asked for, and why, each once in a process: the
    cores write no log, so whoever runs them asks."""
    fresh = {text: why for text, why in _told.items() if text not in _taken}
    _taken.update(fresh)
    return fresh
