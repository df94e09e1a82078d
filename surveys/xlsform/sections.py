"""Groups and repeats of a form as sections, groups and repeats of ours."""

from collections.abc import Iterator, Mapping
from typing import Any

from surveys.xlsform.extras import REPEAT, extras
from surveys.xlsform.form import Form
from surveys.xlsform.matrices import drawn, header, matrix
from surveys.xlsform.questions import questions, said, short
from surveys.xlsform.tree import Branch, Leaf

Block = dict[str, Any]
GROUPS, REPEATS = 4, 2  # deep, the section counted
TOGETHER = 100  # loose questions of one section
ANOTHER: Mapping[str, str] = {"zh": "还有吗？", "en": "Was there another one?"}


def sections(form: Form) -> list[Block]:
    """Every section with something in it.  What stands in no group gets one of its own."""
    found: list[Block] = []
    loose: list[Any] = []
    taken = {*form.groups.values(), *(item.id for item in form.items.values())}

    def close() -> None:
        for start in range(0, len(loose), TOGETHER):
            number = 1
            while f"part_{number}" in taken:
                number += 1
            taken.add(f"part_{number}")
            part = loose[start : start + TOGETHER]
            found.append({"id": f"part_{number}", "title": dict(form.title), "questions": part})
        loose.clear()

    for part in form.root.parts:
        if isinstance(part, Leaf):
            loose += questions(form, part)
        elif drawn(part) and (grid := list(_matrix(form, part))):
            loose += grid
        else:
            close()
            if (block := _block(form, part, 1, 0)) is not None:
                block["id"] = block.pop("group")
                found.append(block)
    close()
    return found


def _members(form: Form, branch: Branch, deep: int, repeats: int) -> Iterator[Any]:
    for part in branch.parts:
        if isinstance(part, Leaf):
            yield from questions(form, part)
            continue
        if drawn(part) and (grid := list(_matrix(form, part))):
            yield from grid
            continue
        block = _block(form, part, deep + 1, repeats)
        if block is not None and deep < GROUPS:
            yield block
        elif block is not None:
            yield from _flat(form, part, block)


def _block(form: Form, branch: Branch, deep: int, repeats: int) -> Block | None:
    """The section or group, or None if nothing is left in it."""
    assert branch.line is not None
    block = _head(form, branch)
    if branch.repeat and (repeats >= REPEATS or deep > GROUPS):
        form.remarks.lost("repeat-deep", branch.line.place, name=branch.name, most=REPEATS)
    elif branch.repeat:
        block["repeat"] = _repeat(form, branch)
        repeats += 1
    inside = list(_members(form, branch, deep, repeats))
    if not inside:
        form.remarks.lost("group-empty", branch.line.place, name=branch.name)
        return None
    return block | {"questions": inside}


def _head(form: Form, branch: Branch) -> Block:
    """group, title, relevant."""
    line = branch.line
    assert line is not None
    item = form.items.get(line.row)
    id = item.id if item else form.groups[line.row]
    title = form.languages.said(line.texts("label"), form.remarks, line.place, "label")
    if title is None:
        # A group without a label is there for its condition or its look.
        title = dict.fromkeys(form.languages.all, branch.name)
        form.remarks.review("title", line.place)
    head: Block = {"group": id, "title": {k: short(w) or branch.name for k, w in title.items()}}
    if max(map(len, title.values())) < 100 and not any("${" in w for w in title.values()):
        head["title"] = title
    if text := line.get("relevant"):
        rule = form.expressions.rule(text, line.place, "relevant", before=line.row)
        if rule:
            head["relevant"] = rule
    for one in sorted(set(line.get("appearance").lower().split()) - {"table-list"}):
        form.remarks.noted("appearance", line.place, name=one)
    return head


def _repeat(form: Form, branch: Branch) -> Block:
    line = branch.line
    assert line is not None
    ours = extras(line, form.languages, form.remarks)
    found: Block = {name: ours[name] for name in REPEAT & ours.keys()}
    if text := line.get("repeat_count"):
        count = form.expressions.rule(text, line.place, "repeat_count", before=line.row)
        if count:
            return {"count": count} | found
    if not found:
        form.remarks.review("repeat-open", line.place)
        found["text"] = form.languages.made(ANOTHER)
    label = said(form, line, "label", form.items[line.row].order + 1)
    if "label" not in found and label and any("${" in words for words in label.values()):
        found["label"] = label
    return found


def _matrix(form: Form, branch: Branch) -> Iterator[Block]:
    """The grid as one matrix, or nothing: then the group is an ordinary one."""
    line = branch.line
    assert line is not None
    first = header(branch)
    if any(isinstance(part, Branch) for part in branch.parts):
        form.remarks.changed("no-matrix", line.place, name=branch.name)
        return
    if first is not None:
        branch.parts.remove(first)
        form.remarks.changed("matrix-head", first.line.place)
    rows = [
        question
        for part in branch.parts
        if isinstance(part, Leaf)
        for question in questions(form, part)
    ]
    ours = extras(line, form.languages, form.remarks)
    head = _head(form, branch)
    own = {**head, **ours, "id": head.pop("group")}
    if (made := matrix(form, branch, rows, own)) is not None:
        yield made | {k: v for k, v in ours.items() if k not in ("id", "kind", "title")}
    elif rows:
        yield {"group": own["id"], **head, "questions": rows}


def _flat(form: Form, branch: Branch, block: Block) -> Iterator[Any]:
    """What is too deep for a group of its own, each under the group's condition."""
    assert branch.line is not None
    form.remarks.changed("group-deep", branch.line.place, name=branch.name, most=GROUPS)
    for question in block["questions"]:
        if "relevant" in block:
            both = [block["relevant"], question.get("relevant")]
            question["relevant"] = " and ".join(f"({one})" for one in both if one)
        yield question
