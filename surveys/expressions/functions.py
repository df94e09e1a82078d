"""The functions that look at nothing but their arguments, and the names there are none for."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from surveys.expressions import dates, lists, numbers, texts
from surveys.expressions.values import Value, boolean, number, string

Gives = Literal["text", "number", "truth", "any"]


@dataclass(frozen=True, slots=True)
class Function:
    """*said*: how it is written, ``substr(text, start[, end])``; ``...`` is any number more."""

    said: str
    run: Callable[..., Value]
    gives: Gives


@cache
def arity(said: str) -> tuple[int, float]:
    """The fewest and the most arguments of a function that is written so."""
    inside = said[said.index("(") + 1 : said.rindex(")")]
    must, _, may = inside.partition("[")
    named = [one for one in must.split(",") if one.strip() not in ("", "...")]
    more = [one for one in may.strip("]").split(",") if one.strip()]
    return len(named), math.inf if "..." in inside else len(named) + len(more)


def _strings(function: Callable[[str, str], bool]) -> Callable[[Value, Value], bool]:
    return lambda one, two: function(string(one), string(two))


def _table(*functions: Function) -> dict[str, Function]:
    return {one.said.partition("(")[0]: one for one in functions}


F = Function
FUNCTIONS: Mapping[str, Function] = _table(
    F("boolean(value)", boolean, "truth"),
    F("boolean-from-string(text)", lambda a: string(a) in ("true", "1"), "truth"),
    F("not(condition)", lambda a: not boolean(a), "truth"),
    F("true()", lambda: True, "truth"),
    F("false()", lambda: False, "truth"),
    F("number([value])", number, "number"),
    F("string([value])", string, "text"),
    F("int(number)", numbers.whole(math.trunc), "number"),
    F("floor(number)", numbers.whole(math.floor), "number"),
    F("ceiling(number)", numbers.whole(math.ceil), "number"),
    F("round(number[, places])", numbers.round_to, "number"),
    F("abs(number)", numbers.real(abs), "number"),
    F("pow(number, power)", numbers.real(numbers.power), "number"),
    F("sqrt(number)", numbers.real(math.sqrt), "number"),
    F("exp(number)", numbers.real(math.exp), "number"),
    F("exp10(number)", numbers.real(lambda n: numbers.power(10, n)), "number"),
    F("log(number)", numbers.real(numbers.logarithm(math.log)), "number"),
    F("log10(number)", numbers.real(numbers.logarithm(math.log10)), "number"),
    F("pi()", lambda: math.pi, "number"),
    F("sin(number)", numbers.real(math.sin), "number"),
    F("cos(number)", numbers.real(math.cos), "number"),
    F("tan(number)", numbers.real(math.tan), "number"),
    F("asin(number)", numbers.real(math.asin), "number"),
    F("acos(number)", numbers.real(math.acos), "number"),
    F("atan(number)", numbers.real(math.atan), "number"),
    F("atan2(y, x)", numbers.real(math.atan2), "number"),
    F("concat(value, ...)", texts.concat, "text"),
    F("join(between, value, ...)", texts.join, "text"),
    F("string-length([text])", lambda a: float(len(string(a))), "number"),
    F("normalize-space([text])", texts.normalized, "text"),
    F("contains(text, part)", _strings(lambda a, b: b in a), "truth"),
    F("starts-with(text, part)", _strings(str.startswith), "truth"),
    F("ends-with(text, part)", _strings(str.endswith), "truth"),
    F("substr(text, start[, end])", texts.substr, "text"),
    F("substring(text, start[, length])", texts.substring, "text"),
    F("substring-before(text, part)", texts.substring_before, "text"),
    F("substring-after(text, part)", texts.substring_after, "text"),
    F("translate(text, letters, others)", texts.translate, "text"),
    F("digest(text, algorithm[, encoding])", texts.digest, "text"),
    F("base64-decode(text)", texts.base64_decode, "text"),
    F("selected(choices, code)", lists.selected, "truth"),
    F("selected-at(choices, place)", lists.selected_at, "text"),
    F("count-selected(choices)", lists.count_selected, "number"),
    F("count(answers)", lists.count, "number"),
    F("count-non-empty(answers)", lists.count_non_empty, "number"),
    F("sum(answers)", lists.total, "number"),
    F("min(answers, ...)", lists.least, "number"),
    F("max(answers, ...)", lists.most, "number"),
    F("checklist(least, most, answer, ...)", lists.checklist, "truth"),
    F("weighted-checklist(least, most, answer, weight, ...)", lists.weighted_checklist, "truth"),
    F("date(value)", dates.date, "any"),
    F("date-time(value)", dates.date_time, "any"),
    F("decimal-date-time(value)", dates.decimal_date_time, "number"),
    F("decimal-time(value)", dates.decimal_time, "number"),
)
AT_THIS = ("string", "number", "string-length", "normalize-space")  # of ``.`` without argument

DEVICE = "works only on a device"
PATH = "belongs to paths through XML, and there are none here"
PLACE = "a place is seen here as its distance to the outlet in metres: compare that"
UNSUPPORTED: Mapping[str, str] = {
    "property": f"{DEVICE}: what is known of a person or an assignment is a hidden question",
    "device-id": f"{DEVICE}; nothing here asks what it is",
    "version": "the edition stands with every interview and in every export",
    "jr:itext": "texts stand in the questionnaire; jr:choice-name gives an option's words",
    "jr:preload": f"{DEVICE}: what is known beforehand is a hidden question",
    "uuid": "every interview has an id of its own; chance here is drawn from one small seed",
    "extract-signed": f"{DEVICE}: no keys are kept here",
    "area": PLACE,
    "enclosed-area": PLACE,
    "distance": PLACE,
    "geofence": PLACE,
    "intersects": PLACE,
    "randomize": "options are shuffled with randomize: true beside them",
    "search": f"{DEVICE}: use pulldata, or choice_filter over columns of the options",
    "thousands": "write the number with a unit in the text",
    "depend": "what an expression looks at is found by itself",
    "is-selected": "write selected",
    "last-saved": f"{DEVICE}: an interview knows no other interview",
    "instance": f"{PATH}: use pulldata, or choice_filter over columns of the options",
    "current": f"{PATH}: the answer itself is .",
    "last": f"{PATH}: use count(${{repeat}})",
    "id": PATH,
    "name": f"{PATH}; in a choice_filter the option's code is name, without brackets",
    "local-name": PATH,
    "namespace-uri": PATH,
    "lang": PATH,
    "text": PATH,
    "node": PATH,
    "comment": PATH,
    "processing-instruction": PATH,
    "document": PATH,
}
