"""The path a second time: from a questionnaire's text and a log's rows, nothing of ours between.

Written to be obvious and slow.  It reads the YAML by itself, walks expressions as texts
(brute_expressions), and goes through sections, groups and repeats from the top each time.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from tests.surveys.brute_expressions import Place, Scalar, evaluate, number, truth, words

Stored = Mapping[str, Any]  # a value as a row has it: one tag
Row = tuple[str, str | None, Stored | None]  # kind, question, value


@dataclass
class State:
    """What a log's rows amount to: values by question; keys added and taken out, by repeat."""

    answers: dict[str, Stored] = field(default_factory=dict)
    added: dict[str, set[int]] = field(default_factory=dict)
    removed: dict[str, set[int]] = field(default_factory=dict)


def state(rows: Iterable[Row]) -> State:
    """The last answer stands, unless its question was opened again since."""
    found = State()
    for kind, question, value in rows:
        if question is None:
            continue
        if kind == "answered":
            found.answers[question] = value or {}
        elif kind == "reopened":
            found.answers.pop(question, None)
        elif kind in ("added", "removed"):
            key = int((value or {})["key"])
            here, there = found.added, found.removed
            if kind == "removed":
                here, there = there, here
            there.setdefault(question, set()).discard(key)
            here.setdefault(question, set()).add(key)
    return found


@dataclass
class Stop:
    """A question on the path: what is written of it, what can be seen from it, what it holds."""

    id: str
    written: Any
    place: Place
    held: Scalar | None = None

    @property
    def asked(self) -> bool:
        return self.written["kind"] not in ("calculate", "hidden")

    def offered(self) -> list[str]:
        """The codes on offer."""
        wanted = self.written.get("choice_filter", "1 = 1")
        return [
            option["code"] for option in self.written.get("options", ())
            if truth(evaluate(wanted, Place(
                {}, self.place, {"name": option["code"], **option.get("with", {})}
            )))
        ]  # fmt: skip

    def needed(self) -> bool:
        wanted = self.written.get("required", "true")
        if wanted in ("true", "false"):
            must = wanted == "true"
        else:
            must = truth(evaluate(wanted, self.place))
        return must and (self.written["kind"] != "choice" or bool(self.offered()))

    def says(self, rule: str, value: Stored) -> bool | None:
        """What *rule*, a field of the question, says of *value*; None where there is no rule."""
        if rule not in self.written:
            return None
        return truth(evaluate(self.written[rule], Place({".": plain(value)}, self.place)))

    def suggested(self) -> Scalar | None:
        """What the default gives, if the question can hold it."""
        if "default" not in self.written:
            return None
        found = words(evaluate(self.written["default"], self.place))
        match self.written["kind"]:
            case "choice":
                return found if found in self.offered() else None
            case "choices":
                return self._several(found)
            case "text":
                return found or None
            case _:
                low, high = (
                    float(self.written[name[0] if name[0] in self.written else name[1]])
                    for name in (("low", "least"), ("high", "most"))
                )
                given = number(found)
                return given if given.is_integer() and low <= given <= high else None

    def _several(self, found: str) -> Scalar | None:
        codes, offered = found.split(), self.offered()
        if not codes:
            return None
        least = min(int(self.written.get("least", 0)), len(self.written["options"]))
        alone = [o["code"] for o in self.written["options"] if o.get("exclusive") == "true"]
        if not set(codes) <= set(offered) or len(set(codes)) < least:
            return None
        return None if set(codes) & set(alone) and len(set(codes)) > 1 else found


def stops(text: str, state: State) -> list[Stop]:
    """The path of the questionnaire in *text*, in order."""
    form = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - strings, and nothing else
    return list(_members(form["sections"], state, Place(), ()))


def _members(members: Any, state: State, place: Place, keys: tuple[int, ...]) -> Iterator[Stop]:
    for member in members:
        if not truth(evaluate(member.get("relevant", "1 = 1"), place)):
            continue
        if "questions" not in member:
            yield _question(member, state, place, keys)
        elif "repeat" not in member:
            yield from _members(member["questions"], state, place, keys)
        else:
            yield from _repeat(member, state, place, keys)


def _question(asked: Any, state: State, place: Place, keys: tuple[int, ...]) -> Stop:
    stop = Stop(".".join((asked["id"], *map(str, keys))), asked, place)
    given = state.answers.get(stop.id)
    if asked["kind"] == "calculate":
        value = evaluate(asked["value"], place)
        value = words(value) if isinstance(value, bool) else value
        stop.held = None if value == "" or value != value else value
    elif given is not None and _can_be(stop, given):
        stop.held = plain(given)
    if stop.held is not None:
        place.held[asked["id"]] = stop.held
    return stop


def _can_be(stop: Stop, given: Stored) -> bool:
    """Whether it can be said where the other answers stand now."""
    if "skipped" in given:
        return not stop.needed()
    codes = given.get("all", [given["chosen"]] if "chosen" in given else [])
    return "choice_filter" not in stop.written or set(codes) <= set(stop.offered())


def _repeat(block: Any, state: State, place: Place, keys: tuple[int, ...]) -> Iterator[Stop]:
    name = block.get("group") or block["id"]
    id, about = ".".join((name, *map(str, keys))), block["repeat"]
    if "count" in about:
        wanted = number(evaluate(about["count"], place))
        here = (
            list(range(1, min(int(wanted), int(about.get("most", 20))) + 1)) if wanted > 0 else []
        )
    else:
        least = set(range(1, int(about.get("least", 1)) + 1))
        here = sorted(least - state.removed.get(id, set()) | state.added.get(id, set()))
    places = [Place({}, place) for _ in here]
    for inside, key in zip(places, here, strict=True):
        yield from _members(block["questions"], state, inside, (*keys, key))
    place.held[name] = [float(n) for n, _ in enumerate(here, 1)]
    for inner in _names(block["questions"]):
        gathered: list[Scalar] = []
        for inside in places:
            one = inside.held.get(inner, [])
            gathered += one if isinstance(one, list) else [one]
        place.held[inner] = gathered
    if "count" not in about:
        yield Stop(id, {"kind": "roster"}, place, plain(state.answers.get(id)))


def _names(members: Any) -> Iterator[str]:
    for member in members:
        if "questions" not in member:
            yield member["id"]
        else:
            yield from _names(member["questions"])
            if "repeat" in member:
                yield member["group"]


def plain(value: Stored | None) -> Any:
    """A stored value as an expression sees it."""
    if value is None:
        return None
    [(tag, held)] = value.items()
    if tag in ("amount", "lasted"):
        return float(held)
    if tag in ("all", "ranked"):
        return " ".join(held)
    if tag in ("photos", "listed"):
        return float(len(held))
    if tag == "timed":
        return float(held["seconds"])
    if tag == "place":
        return "" if held["metres"] is None else float(held["metres"])
    return "" if tag in ("seen", "skipped") else str(held)
