"""What is known of a form while its questions are read: names, lists, tables, languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from surveys.xlsform.attached import Attached, Rows
from surveys.xlsform.choices import List, from_file
from surveys.xlsform.expressions import Expressions, Item, references
from surveys.xlsform.extras import PREFIX
from surveys.xlsform.languages import Languages
from surveys.xlsform.names import LONGEST_ID, PER_REPEAT, ids
from surveys.xlsform.remarks import Remarks
from surveys.xlsform.sheets import Line
from surveys.xlsform.tree import Branch, Leaf
from surveys.xlsform.vocabulary import DEVICE, NOT_HELD, OUR_LOG, parameters

AGREED = {"OK": "yes", "yes": "yes", "no": "no"}  # what an acknowledgement and a consent hold
MADE = f"{PREFIX}made"
PROOF, OTHER, CLOCK = "_ev", "_other", "_time"


@dataclass(slots=True)
class Form:
    """*items* by the row of the survey sheet; *groups* likewise."""

    languages: Languages
    lists: dict[str, List]
    tables: Mapping[str, Rows]
    remarks: Remarks
    root: Branch
    title: Mapping[str, str]
    items: dict[int, Item] = field(default_factory=dict)
    groups: dict[int, str] = field(default_factory=dict)
    followers: list[Item] = field(default_factory=list)  # questions that others bring with them
    expressions: Expressions = field(init=False)

    def __post_init__(self) -> None:
        parts = [(part, repeats) for part, repeats in self.root.every() if part.line is not None]
        looked_at = {
            name for part, _ in parts if part.line is not None
            for text in part.line.cells.values() if "${" in text for name in references(text)
        }  # fmt: skip
        self._name(parts, looked_at)
        self.expressions = Expressions(
            [*self.items.values(), *self.followers],
            self.remarks,
            Attached(self.tables, self.remarks),
        )

    def _name(self, parts: list[tuple[Leaf | Branch, int]], looked_at: set[str]) -> None:
        """Every question, repeat and group gets its id."""
        named: list[tuple[Leaf | Branch, int]] = []
        groups: list[tuple[Line, str]] = []
        for part, repeats in parts:
            if isinstance(part, Branch) and not part.repeat:
                assert part.line is not None
                groups.append((part.line, part.name))
            else:
                longest = max((len(one) for one in self._endings(part)), default=0)
                named.append((part, LONGEST_ID - PER_REPEAT * repeats - longest))
        given = ids((_own(part.line) or part.name, most) for part, most in named)
        made = {part.name for part, _ in named if part.line and part.line.get(MADE)}
        for (part, _), id in zip(named, given, strict=True):
            assert part.line is not None
            for ending in self._endings(part):
                if part.name + ending in made:
                    continue
                if id + ending in given:
                    self.remarks.problem("name-needed", part.line.place, name=id + ending)
                else:
                    order = part.line.row
                    self.followers.append(Item(part.name + ending, id + ending, order))
            if id != part.name and not _own(part.line):
                self.remarks.renamed("name", part.line.place, name=part.name, new=id)
            self.items[part.line.row] = self._item(part, id, looked_at)
        for (line, _), id in zip(groups, ids((n, LONGEST_ID) for _, n in groups), strict=True):
            self.groups[line.row] = _own(line) or id

    def _endings(self, part: Leaf | Branch) -> Iterator[str]:
        """What is added to the id of *part* for the questions that follow it."""
        if isinstance(part, Branch):
            return
        if part.type.other:
            yield OTHER
        if part.type.name == "datetime":
            yield CLOCK
        if part.line.get(f"{PREFIX}evidence"):
            yield PROOF
        if (found := self.lists.get(part.type.of)) is not None:
            yield from (f"_{option['code']}" for option in found.options if "say" in option)

    def _item(self, part: Leaf | Branch, id: str, looked_at: set[str]) -> Item:
        assert part.line is not None
        if isinstance(part, Branch):
            # A repeat can be looked at once it is over.
            rows = [one.line.row for one, _ in part.every() if one.line is not None]
            return Item(part.name, id, max(rows, default=part.line.row))
        item = Item(part.name, id, part.line.row)
        type, line = part.type, part.line
        if type.name in NOT_HELD or type.name == "csv-external":
            item.held = False
        elif type.name in OUR_LOG | DEVICE:
            item.held = part.name in looked_at and type.name not in ("end", "audit")
        elif type.name in ("select_one_from_file", "select_multiple_from_file"):
            item.held = self._read_list(part)
        elif type.of and type.of not in self.lists:
            item.held = not type.of.startswith("${")
            if item.held:
                self.remarks.problem("list-missing", line.place, name=type.of)
            else:
                self.remarks.lost("list-from-repeat", line.place, name=type.of)
        if type.name == "acknowledge" or line.get(f"{PREFIX}kind") == "consent":
            item.codes = AGREED
        elif (found := self.lists.get(type.of)) is not None:
            item.codes = {**found.codes, "other": "other"} if type.other else found.codes
        if type.of in self.lists:
            self.lists[type.of].offered = True
            self.lists[type.of].used += line.get(f"{PREFIX}kind") not in ("rating", "consent")
        if (ways_out := line.get(f"{PREFIX}options")) in self.lists:
            self.lists[ways_out].offered = True
            self.lists[ways_out].used += 1
        item.follows = references(line.get("calculation"))
        return item

    def _read_list(self, part: Leaf) -> bool:
        """The list in a file beside the workbook; False, and a remark, if it is not there."""
        name, kind = part.type.of.rpartition(".")[::2]
        if part.type.of in self.lists:
            return True
        if kind.lower() != "csv" or name not in self.tables:
            id = "file-missing" if kind.lower() == "csv" else "file-kind"
            self.remarks.lost(id, part.line.place, name=part.type.of)
            return False
        given = parameters(part.line.get("parameters"))
        value, label = given.get("value", "name"), given.get("label", "label")
        rows = self.tables[name]
        found = from_file(part.type.of, rows, value, label, self.languages, self.remarks)
        self.lists[part.type.of] = found
        return True


def _own(line: Line | None) -> str:
    return line.get(f"{PREFIX}id") if line is not None else ""
