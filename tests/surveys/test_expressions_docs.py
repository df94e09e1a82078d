"""docs/expressions.md says what the code does."""

import re
from pathlib import Path

from surveys.expressions.at import LETTERS, LONGEST_OUTPUT, MOST_STEPS
from surveys.expressions.functions import FUNCTIONS, UNSUPPORTED
from surveys.expressions.special import SPECIAL
from surveys.expressions.texts import LONGEST_PATTERN
from surveys.rules import DEEPEST, LONGEST, compile_rule

PAGE = (Path(__file__).parents[2] / "docs" / "expressions.md").read_text("utf-8")
ROW = re.compile(r"^\| (.+?) \|(?: (.*?))? ?\|$", re.MULTILINE)


def rows(heading: str) -> list[tuple[str, str]]:
    """First and second cell of the tables under *heading*, the subheadings' too."""
    part = PAGE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [(one, two) for one, two in ROW.findall(part) if not one.startswith(("-", "function"))]


def test_every_function_stands_on_the_page_as_it_is_written() -> None:
    said = [one.said for one in FUNCTIONS.values()] + [one.said for one in SPECIAL.values()]
    known = [f"`{written}`" for written in said]

    assert sorted(cell for cell, _ in rows("Functions")) == sorted(known)


def test_every_function_that_is_not_supported_stands_there_with_its_reason() -> None:
    assert rows("Not supported") == [(f"`{name}`", why) for name, why in UNSUPPORTED.items()]


def test_the_limits_are_those_of_the_code() -> None:
    found = [int(cell) for cell, _ in rows("When one fails") if cell.isdigit()]

    assert found == [LONGEST, DEEPEST, MOST_STEPS, LONGEST_OUTPUT, LONGEST_PATTERN]
    assert f"every {LETTERS} letters" in PAGE


def test_the_examples_on_the_page_can_be_written() -> None:
    block = PAGE.split("```yaml\n")[1].split("```")[0]
    examples = re.findall(r'^\w+: "(.*)"$', block, re.MULTILINE)

    assert len(examples) == 4
    for text in examples:
        columns = frozenset({"region"}) if text.startswith("region") else frozenset()
        assert not compile_rule(text, columns).misfits
    for text in ("${visited} <= today()", "date(${visited} + 14)", "${left} > '18:00'",
                 "pulldata('prices', 'price', 'sku', ${sku})"):  # fmt: skip
        assert f"`{text}`" in PAGE
        assert not compile_rule(text).misfits
