"""The tables that a form looks into with ``pulldata``: CSV files beside the workbook."""

import csv
import io
import re
from collections.abc import Mapping, Sequence

from surveys.xlsform.names import LONGEST_ID, ids
from surveys.xlsform.remarks import Place, Remarks

Rows = Sequence[Mapping[str, str]]  # column -> cell

_PULLED = re.compile(r"""pulldata\(\s*['"]([^'"]*)['"]""")
# The table, the column that is looked for, and the question whose answer is looked for in it.
_KEYED = re.compile(
    r"""pulldata\(\s*['"]([^'"]*)['"]\s*,[^,()]*,\s*['"]([^'"]*)['"]\s*,\s*\$\{(\w+)\}\s*\)"""
)


class Attached:
    """*names*: from what the form calls a table to our name.  What is looked into goes along."""

    def __init__(self, tables: Mapping[str, Rows], remarks: Remarks) -> None:
        self.tables, self.remarks = tables, remarks
        given = ids((name, LONGEST_ID) for name in tables)
        self.names = dict(zip(tables, given, strict=True))
        self._used: dict[str, dict[str, dict[str, str]]] = {}  # table, column: old code, new code
        for old, new in self.names.items():
            if old != new:
                remarks.renamed("table", name=old, new=new)

    def attach(self, name: str, at: Place) -> None:
        """The table *name* goes along, whoever looks into it."""
        if name in self.names:
            self._used.setdefault(self.names[name], {})
        else:
            self.remarks.lost("table-missing", at, what="csv-external", name=name)

    def has(self, text: str, at: Place, what: str) -> bool:
        """Whether every table that *text* (in our names) looks into is there; if not, a remark."""
        missing = [name for name in _PULLED.findall(text) if name not in self.names.values()]
        for name in missing:
            self.remarks.lost("table-missing", at, what=what, name=name)
        return not missing

    def takes(self, text: str, codes: Mapping[str, Mapping[str, str]]) -> None:
        """What *text* looks into goes along.  Where it looks for a choice whose code is another
        now (*codes*: by question), the table has the new one."""
        for name in _PULLED.findall(text):
            self._used.setdefault(name, {})
        for name, column, question in _KEYED.findall(text):
            renamed = {old: new for old, new in codes.get(question, {}).items() if old != new}
            self._used[name].setdefault(column, {}).update(renamed)

    def written(self) -> dict[str, str]:
        """Every table that goes along, as CSV text, by our name."""
        return {
            new: _csv(self.tables[old], self._used[new])
            for old, new in self.names.items()
            if new in self._used
        }


def _csv(rows: Rows, renamed: Mapping[str, Mapping[str, str]]) -> str:
    out = io.StringIO()
    columns = list(rows[0]) if rows else []
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({c: renamed.get(c, {}).get(cell, cell) for c, cell in row.items()})
    return out.getvalue()
