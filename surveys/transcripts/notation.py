"""A value in YAML's own notation, on one line, so that scoring.datafile reads it back."""

import json
import re
from collections.abc import Mapping

# What YAML reads as written, in a list as well as alone.
MARKS = r"./@+!?)！？。，、；：“”《》（）…-"
PLAIN = re.compile(rf"(?:[^\W_]|[(“])[\w{MARKS}]*( [\w({MARKS}][\w{MARKS}]*)*")
NOTHING = ("null", "Null", "NULL")


def flow(value: object) -> str:
    """*value* on one line."""
    if value is None:
        return "~"
    if isinstance(value, Mapping):
        pairs = (f"{scalar(str(key))}: {flow(one)}" for key, one in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(one) for one in value) + "]"
    return scalar(str(value))


def scalar(value: str) -> str:
    """*value* so that YAML reads it back, in quotes where it must be."""
    if PLAIN.fullmatch(value) and value not in NOTHING:
        return value
    # JSON's quotes are YAML's; what JSON leaves bare and YAML forbids is escaped.
    return re.sub(
        r"[\x7f-\x9f\ufeff\u2028\u2029]", _escaped, json.dumps(value, ensure_ascii=False)
    )


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
