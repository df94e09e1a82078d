"""Every sentence the certification says exists, and gets the arguments it speaks of."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from locales import HERE, LANGUAGES

CODE = Path(__file__).parents[2] / "certification"
COMMANDS = Path(__file__).parents[2] / "app" / "commands"


def catalogue(language: str, *names: str) -> dict[str, set[str]]:
    """The ids of these catalogues, each with the arguments its text needs."""
    files = (HERE / language / f"{name}.ftl" for name in names)
    text = "\n".join(file.read_text("utf-8") for file in files)
    blocks = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)
    return {
        block.partition(" =")[0]: set(re.findall(r"\$(\w+)", block))
        for block in blocks
        if block[:1].isalpha()
    }


def said() -> Iterator[tuple[str, set[str]]]:
    """(id, arguments given) of every complaint, refusal and sentence with a literal id."""
    for file in [*CODE.glob("*.py"), COMMANDS / "import_.py", COMMANDS / "export.py"]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            name = node.func.id
            first = node.args[1 if name == "say" else 0] if len(node.args) > (name == "say") else 0
            given = {word.arg or "" for word in node.keywords} - {"row", "sheet"}
            if name in ("complaint", "refuse") and isinstance(first, ast.Constant):
                yield f"cert-{first.value!s}", given
            elif name == "say" and isinstance(first, ast.Constant):
                yield str(first.value), {word.arg or "" for word in node.keywords}
            elif name == "required" and isinstance(node.args[1], ast.Constant):
                yield f"cert-needed-{node.args[1].value!s}", set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_exists_with_its_arguments(language: str) -> None:
    known = catalogue(language, "certification", "xlsform")
    calls = list(said())
    assert len(calls) > 60
    assert {id for id, _ in calls if id not in known} == set()
    assert [(id, known[id] - given) for id, given in calls if known[id] - given] == []


def test_both_languages_speak_of_the_same_arguments() -> None:
    assert catalogue("zh", "certification") == catalogue("en", "certification")
