"""A grid of selects on one screen is a matrix with us.

XLSForm draws one where a group looks like ``table-list``, or where a select that only shows its
options (``label``) stands above selects that do not (``list-nolabel``).
"""

from typing import Any

from surveys.xlsform.extras import PREFIX
from surveys.xlsform.form import Form
from surveys.xlsform.kinds import appearances
from surveys.xlsform.tree import Branch, Leaf

Question = dict[str, Any]
OF_A_ROW = ("id", "label", "characteristic", "items", "clauses", "weight", "critical", "relevant")
# A row may say these of itself; any other difference makes it a question of its own.
SHARED = ("kind", "options", "required", "randomize", "low", "high", "ends", "look", "labels")


def drawn(branch: Branch) -> bool:
    """Whether the form shows *branch* as a grid."""
    if branch.line is None or branch.repeat:
        return False
    if branch.line.get(f"{PREFIX}kind") == "matrix":
        return True
    shown = set(branch.line.get("appearance").lower().split())
    leaves = [part for part in branch.parts if isinstance(part, Leaf)]
    headed = bool(leaves) and "label" in appearances(leaves[0])
    return "table-list" in shown or (headed and len(leaves) > 1 and all(
        "list-nolabel" in appearances(leaf) for leaf in leaves[1:]
    ))  # fmt: skip


def header(branch: Branch) -> Leaf | None:
    """The line that only shows the options above the grid: no question."""
    first = branch.parts[0] if branch.parts else None
    only = isinstance(first, Leaf) and "label" in appearances(first)
    return first if isinstance(first, Leaf) and only else None


def matrix(form: Form, branch: Branch, rows: list[Question], own: Question) -> Question | None:
    """The matrix of *rows*; None, and a remark, if they are not alike enough to be one.

    *own*: the group's id, title and condition, and what our columns say of the table.
    """
    assert branch.line is not None
    place = branch.line.place
    alike = rows and all(
        row["kind"] in ("choice", "rating")
        and not row.keys() - {*OF_A_ROW, *SHARED, "text"}
        and all(row.get(name) == rows[0].get(name) for name in SHARED)
        for row in rows
    )
    if not alike or len(rows) > 50:
        form.remarks.changed("no-matrix", place, name=branch.name)
        return None
    made: Question = {"id": own["id"], "kind": "matrix", "label": own["title"]}
    made["text"] = own.get("text", own["title"])
    if "relevant" in own:
        made["relevant"] = own["relevant"]
    made |= {name: rows[0][name] for name in SHARED[1:] if name in rows[0]}
    made["rows"] = [{name: _whole(row, name) for name in OF_A_ROW if name in row} for row in rows]
    return made


def _whole(row: Question, name: str) -> Any:
    """In a grid a row is called by its text: there is no other place for it."""
    return row.get("text", row["label"]) if name == "label" else row[name]
