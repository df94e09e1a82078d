"""Questionnaires of any shape, as text: kinds, conditions, groups, repeats in repeats.

Whatever chance decides, each can be filled in: a constraint leaves some number free.
"""

import json
from dataclasses import dataclass, field
from random import Random
from typing import Any

HEAD: dict[str, Any] = {
    "questionnaire": "any", "edition": 1, "mode": "mystery", "minutes": 1, "source": "none",
    "title": {"zh": "任意", "en": "Any"}, "intro": {"zh": "开始", "en": "Start"},
    "thanks": {"zh": "谢谢", "en": "Thanks"},
}  # fmt: skip
KINDS = ("choice", "choices", "rating", "number", "text", "note", "calculate")
CODES = ("a", "b", "c")
NUMBERS = ("rating", "number")


def any_form(chance: Random) -> str:
    """The text of a questionnaire that the loader takes.  (JSON is YAML.)"""
    writing = Writing(chance)
    sections = [
        writing.block({"id": f"s{number}"}, "group", 1, 0)
        for number in range(chance.randint(1, 2))
    ]
    return json.dumps(HEAD | {"sections": sections}, ensure_ascii=False)


@dataclass
class Writing:
    """A questionnaire being written.  *near*: kinds of the earlier questions that are one answer
    where we are; *far*: names that are one for each instance of a repeat passed by."""

    chance: Random
    near: list[dict[str, str]] = field(default_factory=lambda: [{}])
    far: set[str] = field(default_factory=set)
    names: list[str] = field(default_factory=list)  # of questions and repeats
    made: int = 0

    def one_in(self, many: int) -> bool:
        return self.chance.randrange(many) == many - 1

    def new(self) -> str:
        self.made += 1
        return f"q{self.made}"

    def known(self, *kinds: str) -> list[str]:
        return sorted(
            name for layer in self.near for name, kind in layer.items()
            if not kinds or kind in kinds
        )  # fmt: skip

    def condition(self, deep: int = 0) -> str:
        pick, known = self.chance.choice, self.known()
        if deep < 2 and (joint := pick(["", "", "", "and", "or", "not"])):
            one = self.condition(deep + 1)
            return f"not({one})" if joint == "not" else (
                f"({one}) {joint} ({self.condition(deep + 1)})")  # fmt: skip
        if self.far and self.one_in(2):
            about = pick(("count(${%s}) > 1", "count(${%s}) = 0", "sum(${%s}) > 2"))
            return str(about % pick(sorted(self.far)))
        if not known:
            return pick(["1 = 1", "1 = 2", "2 > 1"])
        name = pick(known)
        kind = next(layer[name] for layer in self.near if name in layer)
        if kind == "choice":
            return f"${{{name}}} {pick(['=', '!='])} '{pick(CODES)}'"
        if kind == "choices":
            about = pick(("selected(${%s}, 'a')", "string-length(${%s}) > 1"))
            return str(about % name)
        if kind == "text":
            return str(pick(("string-length(${%s}) > 1", "contains(${%s}, 'w')")) % name)
        return f"${{{name}}} {pick(['=', '!=', '<', '<=', '>', '>='])} {pick(range(4))}"

    def sum(self) -> str:
        """What is calculated."""
        numbers = self.known(*NUMBERS)
        if not numbers:
            return self.condition()
        return f"${{{self.chance.choice(numbers)}}} {self.chance.choice('+-*')} 2"

    def question(self) -> dict[str, Any]:
        pick, id = self.chance.choice, self.new()
        kind = pick(KINDS)
        both = {"zh": f"题{id}", "en": f"Question {id}"}
        one: dict[str, Any] = {"id": id, "kind": kind, "label": both, "text": both}
        if self.one_in(2):
            one["relevant"] = self.condition()
        if kind in ("choice", "choices"):
            one |= self.options(kind)
        elif kind == "rating":
            one |= {"low": 1, "high": 3, "ends": [{"zh": "端", "en": "End"}] * 2}
        elif kind == "number":
            one |= {"least": 0, "most": 3, "unit": {"zh": "个", "en": "pieces"}}
        elif kind == "calculate":
            one["value"] = self.sum()
        if kind in NUMBERS:
            one |= self.limits()
        if kind not in ("calculate", "note"):
            one |= self.manner(kind)
        self.near[-1][id] = kind
        self.names.append(id)
        return one

    def options(self, kind: str) -> dict[str, Any]:
        found: dict[str, Any] = {"options": [
            {"code": code, "label": {"zh": f"选{code}", "en": f"Say {code}"},
             "with": {"side": "left" if code == "a" else "right"}} for code in CODES
        ]}  # fmt: skip
        if kind == "choices":
            found["least"] = self.chance.randint(0, 2)
            found["options"][2]["exclusive"] = found["least"] < 2 and self.one_in(2)
        if self.one_in(2):
            which = self.chance.choice(
                ("name != 'a' or ", "side = 'left' or ", "name = 'b' and ", "")
            )
            found["choice_filter"] = f"{which}({self.condition()})"
        return found

    def limits(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        words = {"zh": "不对", "en": "Not so"}
        if self.one_in(3):
            which = self.chance.choice((". = 1", ". != 2", ". > 2"))
            found |= {
                "constraint": f"{which} or ({self.condition()})",
                "constraint_message": words,
            }
        if self.one_in(3):
            which = self.chance.choice((". = 1", ". >= 2", ". < 3"))
            found |= {"warning": f"{which} and ({self.condition()})", "warning_message": words}
        return found

    def manner(self, kind: str) -> dict[str, Any]:
        """Whether it must be answered, what it begins with, whether that is all."""
        found: dict[str, Any] = {}
        if self.one_in(2):
            found["required"] = self.chance.choice((False, self.condition()))
        if self.one_in(4):
            literal = "'b'" if kind in ("choice", "choices", "text") else "3"
            found["default"] = self.chance.choice(
                (literal, *(f"${{{n}}}" for n in self.known(kind)))
            )
            found["read_only"] = self.one_in(2)
        return found

    def members(self, depth: int, repeats: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for _ in range(self.chance.randint(1, 3)):
            shape = self.chance.choice(["question"] * 4 + ["group", "repeat"])
            if shape == "question" or depth >= 4 or (shape == "repeat" and repeats >= 2):
                found.append(self.question())
            else:
                found.append(self.block({"group": self.new()}, shape, depth, repeats))
        return found

    def block(self, block: dict[str, Any], shape: str, depth: int, repeats: int) -> dict[str, Any]:
        name = block.get("group", "")
        block["title"] = {"zh": f"组{name}", "en": f"Group {name}"}
        if self.one_in(2):
            block["relevant"] = self.condition()
        if shape != "repeat":
            block["questions"] = self.members(depth + 1, repeats)
            return block
        if self.one_in(2):
            counts = [f"${{{n}}}" for n in self.known("number")]
            block["repeat"] = {"count": self.chance.choice(["2", "1 + 1", "0", *counts])}
        else:
            block["repeat"] = {"least": self.chance.randint(0, 2), "most": 3}
        first = len(self.names)
        self.near.append({})
        block["questions"] = self.members(depth + 1, repeats + 1)
        self.near.pop()
        self.names.append(name)
        self.far |= set(self.names[first:])
        return block
