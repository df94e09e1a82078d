"""Which of our kinds a type of XLSForm is, with the fields that only this kind has."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from surveys.xlsform.form import Form
from surveys.xlsform.numbers import bounds, decimals_of, plain, whole
from surveys.xlsform.tree import TRUE, Leaf
from surveys.xlsform.vocabulary import HELD, MATRIX, PARAMETERS, parameters

Fields = dict[str, Any]
SELECTS = {
    "select_one": "choice", "select_multiple": "choices", "rank": "ranking",
    "select_one_from_file": "choice", "select_multiple_from_file": "choices",
}  # fmt: skip
MEDIA = {"image": "photo", "audio": "audio", "video": "video", "file": "document"}
SAME = {
    "text": "text", "date": "date", "datetime": "date", "time": "time", "note": "note",
    "barcode": "barcode", "calculate": "calculate", "hidden": "hidden",
    "acknowledge": "consent",
}  # fmt: skip
ENDS: tuple[Mapping[str, str], Mapping[str, str]] = (
    {"zh": "最低", "en": "Lowest"}, {"zh": "最高", "en": "Highest"},
)  # fmt: skip
UNIT: Mapping[str, str] = {"zh": "（数）", "en": "(number)"}
COARSE = frozenset(("month-year", "year"))


def kind_of(form: Form, leaf: Leaf, ours: Fields) -> tuple[str, Fields]:
    """The kind, and its own fields.  What our columns say of the kind stands (*ours*)."""
    if kind := ours.pop("kind", None):
        return kind, {}
    name = leaf.type.name
    if name in SELECTS:
        return SELECTS[name], _randomize(form, leaf)
    if name in SAME:
        kind = SAME[name]
        return kind, (TYPED[kind](form, leaf) if kind in TYPED else {})
    if name in MEDIA:
        if "signature" in appearances(leaf):
            return "signature", {}
        return MEDIA[name], {} if "most" in ours else {"most": "1"}
    if name == "range":
        return _range(form, leaf, ours)
    if name == "geopoint":
        return "location", _place(form, leaf)
    return "number", _number(form, leaf, ours)


def appearances(leaf: Leaf) -> set[str]:
    return set(leaf.line.get("appearance").lower().split())


def looks(form: Form, leaf: Leaf) -> None:
    """What the appearance and the parameters say and we have nothing for."""
    at, name = leaf.line.place, leaf.type.name
    shown = appearances(leaf)
    if coarse := shown & COARSE:
        form.remarks.changed("coarse-date", at, name=min(coarse))
    for one in sorted(shown - HELD.get(name, set()) - COARSE - MATRIX):
        form.remarks.noted("appearance", at, name=one)
    held = PARAMETERS.get(name, set())
    for one in sorted(parameters(leaf.line.get("parameters")).keys() - held):
        form.remarks.lost("parameter", at, name=one)


def _randomize(form: Form, leaf: Leaf) -> Fields:
    given = parameters(leaf.line.get("parameters"))
    if given.get("randomize", "").lower() not in TRUE:
        return {}
    if seed := given.get("seed"):
        before = form.items[leaf.line.row].order
        rule = form.expressions.rule(seed, leaf.line.place, "seed", before=before)
        return {"randomize": rule or "true"}
    return {"randomize": "true"}


def _text(form: Form, leaf: Leaf) -> Fields:
    rows = whole(parameters(leaf.line.get("parameters")).get("rows", ""))
    tall = "multiline" in appearances(leaf) or (rows or 0) > 1
    return {} if tall else {"size": "short"}


TYPED: Mapping[str, Callable[[Form, Leaf], Fields]] = {"text": _text}


def _place(form: Form, leaf: Leaf) -> Fields:
    accuracy = parameters(leaf.line.get("parameters")).get("capture-accuracy", "")
    found = re.fullmatch(r"(\d{1,5})(\.\d+)?", accuracy)
    return {"accuracy_m": str(max(5, int(found[1])))} if found else {}


def _range(form: Form, leaf: Leaf, ours: Fields) -> tuple[str, Fields]:
    """A rating where it is a scale of whole numbers, else a number."""
    given = parameters(leaf.line.get("parameters"))
    start, end, step = given.get("start", "1"), given.get("end", "10"), given.get("step", "1")
    low, high = whole(start), whole(end)
    if low is not None and high is not None and low > high:
        low, high, start, end = high, low, end, start
        form.remarks.changed("range-down", leaf.line.place)
    scale = low is not None and high is not None and -10 <= low <= 10 and low < high <= 100
    if not scale or step not in ("1", "1.0") or (high or 0) < -9:
        form.remarks.review("range-number", leaf.line.place)
        decimals = decimals_of(start, end, step)
        fields: Fields = {"least": start, "most": end, "unit": form.languages.made(UNIT)}
        if not re.fullmatch(r"-?\d+(\.\d+)?", start) or not re.fullmatch(r"\d+(\.\d+)?", end):
            form.remarks.problem("range-bad", leaf.line.place, start=start, end=end)
        return "number", fields | ({"decimals": str(decimals)} if decimals else {})
    fields = {"low": str(low), "high": str(high)}
    if "rating" in appearances(leaf):
        fields["look"] = "stars"
    labels = _labels(form, given.get("tick_labelset", ""), low or 0, high or 0)
    if "ends" not in ours:
        if str(low) in labels and str(high) in labels:
            fields["ends"] = [labels[str(low)], labels[str(high)]]
        else:
            form.remarks.review("ends", leaf.line.place)
            fields["ends"] = [form.languages.made(end) for end in ENDS]
    if labels and "labels" not in ours:
        fields["labels"] = labels
    return "rating", fields


def _labels(form: Form, name: str, low: int, high: int) -> Mapping[str, Any]:
    """The words of a choice list whose names are points of the scale."""
    found = form.lists.get(name)
    if found is None:
        return {}
    words = {option["code"]: option["label"] for option in found.options}
    by_point = {old: words[code] for old, code in found.codes.items()}
    points = map(str, range(low, high + 1))
    return {point: by_point[point] for point in points if point in by_point}


def _number(form: Form, leaf: Leaf, ours: Fields) -> Fields:
    name, line = leaf.type.name, leaf.line
    if "least" in ours and "most" in ours and "unit" in ours:
        return {}
    if name == "percentage":
        unit = dict.fromkeys(form.languages.all, "%")
        return {"least": "0", "most": "100", "unit": unit}
    decimals = 0 if name == "integer" else 4
    least, most = bounds(line.get("constraint"), decimals)
    fields: Fields = {"least": plain(least), "most": plain(most)}
    if decimals:
        fields["decimals"] = str(decimals)
    form.remarks.review("unit", line.place)
    return fields | {"unit": form.languages.made(UNIT)}
