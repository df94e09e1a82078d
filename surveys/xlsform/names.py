"""Names of a form as ids of ours: short, small letters, one namespace; consistently everywhere."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping

LONGEST_ID = 24
LONGEST_CODE = 12
LONGEST_SLUG = 63
PER_REPEAT = 3  # an instance is addressed name.12, so inside a repeat a name is shorter


def fitted(name: str, most: int, taken: Collection[str], otherwise: str) -> str:
    """*name* as an id of at most *most* characters that is not *taken*; *otherwise* if nothing of
    it can stay (漢字)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^a-z0-9_]+", "_", plain.lower()).strip("_")
    short = (plain or otherwise)[:most].rstrip("_")
    found, number = short, 1
    while found in taken:
        number += 1
        ending = f"_{number}"
        found = f"{short[: most - len(ending)].rstrip('_')}{ending}"
    return found


def ids(names: Iterable[tuple[str, int]], reserved: Collection[str] = ()) -> list[str]:
    """An id for each of the *names* (and how long its id may be), in the same order.

    A name that can stay as it is stays, whatever comes before it; a second of the same name
    becomes another.
    """
    wanted = list(names)
    taken = {name for name, most in wanted if _stays(name, most)} | set(reserved)
    stayed: set[str] = set()
    given: list[str] = []
    for number, (name, most) in enumerate(wanted, start=1):
        if _stays(name, most) and name not in stayed and name not in reserved:
            stayed.add(name)
            given.append(name)
            continue
        # An expression cannot name what begins with a digit.
        bare = name.lstrip("_-.")
        id = fitted(f"q{bare}" if bare[:1].isdigit() else name, most, taken, f"q{number}")
        taken.add(id)
        given.append(id)
    return given


def _stays(name: str, most: int) -> bool:
    return len(name) <= most and re.fullmatch(r"[a-z0-9][a-z0-9_]*", name) is not None


def codes(names: Iterable[str]) -> list[str]:
    """A code for each name of a choice list, in order; of names that stand twice, each its own."""
    wanted = list(names)
    taken = {name for name in wanted if _stays(name, LONGEST_CODE)}
    given: list[str] = []
    for number, name in enumerate(wanted, start=1):
        if name in taken and name not in given:
            given.append(name)
            continue
        minus = re.fullmatch(r"-(\d+)", name)  # -99, as many forms write "don't know"
        code = fitted(f"m{minus[1]}" if minus else name, LONGEST_CODE, taken, f"o{number}")
        taken.add(code)
        given.append(code)
    return given


def first(names: Iterable[str], given: Iterable[str]) -> Mapping[str, str]:
    """From each name to its code; the first counts where one stands twice."""
    found: dict[str, str] = {}
    for name, code in zip(names, given, strict=True):
        found.setdefault(name, code)
    return found


def slug(text: str, otherwise: str) -> str:
    """A form_id as the id of a questionnaire: small letters, digits, - and _."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9_-]+", "-", plain).strip("-_")[:LONGEST_SLUG] or otherwise
