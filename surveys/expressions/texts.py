"""Functions over texts: XPath 1.0's (section 4.2) and ODK's."""

import base64
import binascii
import hashlib
import math
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import re2  # type: ignore[import-untyped]

from surveys.expressions.at import LONGEST_OUTPUT
from surveys.expressions.errors import Fault
from surveys.expressions.numbers import rounded
from surveys.expressions.values import SPACE, Value, members, number, string

BLANKS = re.compile(f"[{SPACE}]+")
LONGEST_PATTERN = 1000  # characters
MEMORY = 1 << 20  # bytes one pattern may take
ALGORITHMS = {
    "MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512",
}  # fmt: skip
ENCODINGS = ("base64", "hex")


def glued(parts: Iterable[str], between: str = "") -> str:
    """Raises Fault where the whole grows too long."""
    whole, length = [], 0
    for part in parts:
        length += len(part) + len(between)
        if length > LONGEST_OUTPUT + len(between):
            raise Fault(f"makes a text longer than {LONGEST_OUTPUT} characters")
        whole.append(part)
    return between.join(whole)


def concat(*values: Value) -> str:
    return glued(map(string, members(*values)))


def join(between: Value, *values: Value) -> str:
    """Of a node-set, all that was answered; single values stand as they are, empty ones too."""
    if len(values) == 1:
        return glued(map(string, members(*values)), string(between))
    parts = (one for v in values for one in (v if isinstance(v, tuple) else (v,)))
    return glued(map(string, parts), string(between))


def substr(text: Value, start: Value, end: Value = math.inf) -> str:
    """From *start* (the first letter is 0) to before *end*; below 0 counts from the end."""
    whole, begin, stop = string(text), number(start), number(end)
    if begin != begin or stop != stop:
        return ""
    size = len(whole)

    def place(found: float) -> int:
        return int(min(max(0.0, found + size if found < 0 else found), float(size)))

    return whole[place(begin) : place(stop)]


def substring(text: Value, start: Value, length: Value | None = None) -> str:
    """XPath's own: the first letter is 1, and both numbers are rounded."""
    whole, begin = string(text), rounded(start)
    end = math.inf if length is None else begin + rounded(length)
    if begin != begin or end != end:
        return ""
    least, most = max(1.0, begin), min(len(whole) + 1.0, end)
    return whole[int(least) - 1 : int(most) - 1] if least < most else ""


def substring_before(text: Value, part: Value) -> str:
    before, found, _ = string(text).partition(string(part) or "\0")
    return before if found else ""


def substring_after(text: Value, part: Value) -> str:
    whole, wanted = string(text), string(part)
    return whole.partition(wanted)[2] if wanted else whole


def translate(text: Value, letters: Value, others: Value) -> str:
    new = string(others)
    table: dict[int, str | None] = {}
    for place, letter in enumerate(string(letters)):
        table.setdefault(ord(letter), new[place] if place < len(new) else None)
    return string(text).translate(table)


def normalized(text: Value) -> str:
    return BLANKS.sub(" ", string(text)).strip(" ")


@lru_cache(256)
def pattern(text: str) -> Any:
    """*text* compiled.  Raises Fault.  RE2 takes time in proportion to what it reads."""
    if len(text) > LONGEST_PATTERN:
        raise Fault(f"a pattern longer than {LONGEST_PATTERN} characters")
    options = re2.Options()
    options.max_mem, options.log_errors = MEMORY, False
    try:
        return re2.compile(text, options)
    except (re2.error, UnicodeError) as error:
        why = error.args[0] if error.args else ""
        said = why.decode("utf-8", "replace") if isinstance(why, bytes) else str(why)
        raise Fault(f"{text} is no pattern here ({said}); look-around and \\1 are not") from None


def matches(text: str, compiled: Any) -> bool:
    """Whether the whole of *text* fits."""
    try:
        return compiled.fullmatch(text) is not None
    except UnicodeError:  # half a letter of another encoding
        return False


def digest(text: Value, algorithm: Value, encoding: Value = "base64") -> str:
    name, form = string(algorithm), string(encoding)
    if name not in ALGORITHMS:
        raise Fault(f"{name} is none of {', '.join(ALGORITHMS)}")
    if form not in ENCODINGS:
        raise Fault(f"{form} is none of {', '.join(ENCODINGS)}")
    data = string(text).encode("utf-8", "replace")
    found = hashlib.new(ALGORITHMS[name], data, usedforsecurity=False).digest()
    return found.hex() if form == "hex" else base64.b64encode(found).decode()


def base64_decode(text: Value) -> str:
    try:
        return base64.b64decode(string(text), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""
