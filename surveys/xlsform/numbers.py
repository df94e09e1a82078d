"""Bounds of a number, which XLSForm says in a constraint and we in fields of their own."""

import re
from collections.abc import Mapping
from decimal import Decimal

LEAST, MOST = Decimal(-(10**9)), Decimal(10**9)  # ODK's integers have nine digits
_BOUND = re.compile(r"\s*\.\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?)\s*")


def bounds(constraint: str, decimals: int) -> tuple[Decimal, Decimal]:
    """The least and the most that *constraint* lets through, as far as it says so plainly.

    What is joined with "or" or looks at anything else bounds nothing.
    """
    least, most = LEAST, MOST
    step = Decimal(1).scaleb(-decimals)
    for part in re.split(r"\band\b", constraint) if "or" not in constraint.split() else ():
        if found := _BOUND.fullmatch(part.strip().removeprefix("(").removesuffix(")")):
            value = Decimal(found[2])
            match found[1]:
                case ">=":
                    least = max(least, value)
                case ">":
                    least = max(least, value + step)
                case "<=":
                    most = min(most, value)
                case _:
                    most = min(most, value - step)
    # The most of a number is above 0 with us; a constraint says the rest.
    return least, most if most > 0 and most >= least else MOST


def plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def whole(text: str) -> int | None:
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else None


def decimals_of(*texts: str) -> int:
    """The most digits behind the point in any of *texts*, at most the four we take."""
    return min(4, max((len(text.partition(".")[2]) for text in texts), default=0))


def said_of(question: Mapping[str, str]) -> str:
    """The constraint that says what ``least`` and ``most`` say; "" if there is neither."""
    parts = [
        f". {sign} {question[name]}"
        for name, sign in (("least", ">="), ("most", "<="))
        if name in question
    ]
    return " and ".join(parts)
