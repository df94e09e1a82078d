"""The survey's lines as what they mean: groups and repeats with questions in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from surveys.xlsform.remarks import Remarks
from surveys.xlsform.sheets import Line, Sheet
from surveys.xlsform.vocabulary import Type, read_type

TRUE = frozenset(("yes", "true", "true()", "1"))


@dataclass(slots=True)
class Leaf:
    """One question, calculation or piece of metadata."""

    line: Line
    type: Type
    name: str


@dataclass(slots=True)
class Branch:
    """A group or a repeat; the form itself is the outermost, without a line."""

    line: Line | None
    name: str = ""
    repeat: bool = False
    parts: "list[Leaf | Branch]" = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def every(self, repeats: int = 0) -> "Iterator[tuple[Leaf | Branch, int]]":
        """Every part below, in order, and how many repeats stand around it."""
        for part in self.parts:
            yield part, repeats
            if isinstance(part, Branch):
                yield from part.every(repeats + part.repeat)


DEEPEST = 30  # groups in groups: more is no form, and each costs a call


def tree(survey: Sheet, remarks: Remarks) -> Branch:
    """What the sheet says; everything that is no question or does not close is a problem."""
    root = Branch(None)
    around = [root]
    for line in survey.lines:
        written = line.get("type")
        if line.get("disabled").lower() in TRUE:
            remarks.noted("disabled", line.place)
        elif not written:
            _untyped(line, remarks)
        elif (type := read_type(written)) is None:
            remarks.problem("type-unknown", line.place, type=written)
        elif type.name.startswith("end "):
            _close(around, line, type.name == "end repeat", remarks)
        elif type.name.startswith("begin "):
            _open(around, line, type, remarks)
        else:
            around[-1].parts.append(Leaf(line, type, _name(line, type, around[-1], remarks)))
    for open in around[1:]:
        assert open.line is not None
        remarks.problem("not-closed", open.line.place, name=open.name)
    return root


def _untyped(line: Line, remarks: Remarks) -> None:
    """A line without a type is a comment for pyxform; one with a name was meant to be more."""
    if line.get("name") or line.get("label"):
        remarks.problem("type-missing", line.place)
    else:
        remarks.noted("comment", line.place)


def _open(around: list[Branch], line: Line, type: Type, remarks: Remarks) -> None:
    if type.name == "begin loop":
        remarks.lost("loop", line.place)
    branch = Branch(line, line.get("name"), type.name == "begin repeat")
    if not branch.name:
        branch.name = f"group_{line.row}"
        if branch.repeat:
            remarks.problem("name-missing", line.place)
    _twice(branch.name, line, around[-1], remarks)
    if len(around) > DEEPEST:
        remarks.problem("too-deep", line.place, most=DEEPEST)
    else:
        around[-1].parts.append(branch)
    around.append(branch)


def _close(around: list[Branch], line: Line, repeat: bool, remarks: Remarks) -> None:
    if len(around) == 1:
        remarks.problem("nothing-to-close", line.place)
        return
    open = around.pop()
    assert open.line is not None
    if open.repeat != repeat:
        remarks.problem("closes-another", line.place, name=open.name, row=open.line.row)


def _name(line: Line, type: Type, parent: Branch, remarks: Remarks) -> str:
    name = line.get("name")
    if not name:
        if type.name == "audit":
            return "audit"
        if type.name == "note":
            return f"note_{line.row}"  # nothing can refer to it
        remarks.problem("name-missing", line.place)
        return f"row_{line.row}"
    _twice(name, line, parent, remarks)
    return name


def _twice(name: str, line: Line, parent: Branch, remarks: Remarks) -> None:
    if name in parent.names:
        remarks.problem("name-twice", line.place, name=name)
    parent.names.add(name)
