"""Questionnaire files become questionnaires; every mistake is told with its line.

The form of a file: docs/data-files.md.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from scoring.datafile import DataFileError, Problem, read, validate
from surveys.build import Building
from surveys.cost import steps
from surveys.form import QuestionnaireSpec, wordings
from surveys.limits import DEFAULT, Limits
from surveys.nodes import longest, nodes
from surveys.questionnaire import Node, Questionnaire, Section
from surveys.scope import Rows

Questionnaires = Mapping[tuple[str, int], Questionnaire]
Fielded = tuple[str, int, str, str]  # id, edition, hash, the file's text

HERE = Path(__file__).parent / "questionnaires"


def questionnaire(text: str, file: str, limits: Limits = DEFAULT) -> Questionnaire:
    """The questionnaire in *text*; raises DataFileError with every problem."""
    node = read(text, file)
    spec = validate(QuestionnaireSpec, node)
    building = Building(spec, node, limits)
    for place, texts in wordings(spec):
        missing = [one for one in spec.languages if one not in texts.root]
        if missing:
            building.wrong(place, f"{place[-1]}: says nothing in {', '.join(missing)}")
    tables = {name: _table(building, name, rows) for name, rows in spec.tables.items()}
    read_nodes = nodes(building)
    if building.count > limits.questions:
        building.wrong((), f"{building.count} questions; {limits.questions} are the most")
    elif (asked := longest(read_nodes)) > (most := min(limits.path, limits.entries)):
        building.wrong((), f"a path of up to {asked} questions; {most} are the most")
    elif problem := _costly(read_nodes, file, limits):
        building.problems.append(problem)
    if building.problems:
        raise DataFileError(building.problems)
    return Questionnaire(
        id=spec.questionnaire,
        edition=spec.edition,
        mode=spec.mode,
        title=spec.title.root,
        intro=spec.intro.root,
        thanks=spec.thanks.root,
        minutes=spec.minutes,
        source=spec.source,
        sections=tuple(Section(s.id, s.title.root) for s in spec.sections),
        nodes=read_nodes,
        languages=spec.languages,
        tables=tables,
        hash=hashlib.sha256(text.encode()).hexdigest(),
        written=text,
        limits=limits,
    )


def _costly(read_nodes: tuple[Node, ...], file: str, limits: Limits) -> Problem | None:
    """Whether each answer would ask for more work than *limits*; told where the most is."""
    work = list(steps(read_nodes))
    total = sum(cost for _, cost in work)
    if total <= limits.steps:
        return None
    worst, cost = max(work, key=lambda one: one[1])
    told = f"{worst.id}: up to {total} answers are looked at on every step, {cost} of them here"
    return Problem(file, worst.line, f"{told}; {limits.steps} are the most")


def _table(building: Building, name: str, text: str) -> Rows:
    """An attached table: CSV with a head."""
    rows = list(csv.reader(io.StringIO(text.strip()), strict=False))
    head = [cell.strip() for cell in rows[0]] if rows else []
    if not head or len(set(head)) < len(head) or "" in head:
        building.wrong(("tables", name), f"{name}: a first line with the names of the columns")
    for row in rows[1:]:
        if len(row) != len(head):
            building.wrong(
                ("tables", name), f"{name}: {','.join(row)[:40]}: not {len(head)} cells"
            )
    return tuple(dict(zip(head, row, strict=False)) for row in rows[1:])


@cache
def packaged() -> Questionnaires:
    """Every questionnaire that ships with Anfang, by id and edition.  Raises DataFileError."""
    problems: list[Problem] = []
    found: dict[tuple[str, int], Questionnaire] = {}
    for file in sorted(HERE.glob("*.yaml")):
        try:
            one = questionnaire(file.read_text("utf-8"), f"surveys/questionnaires/{file.name}")
        except DataFileError as error:
            problems += error.problems
            continue
        if file.stem != one.key:
            problems.append(Problem(file.name, 1, f"this is {one.key}, not {file.stem}"))
        found[one.id, one.edition] = one
    if problems:
        raise DataFileError(problems)
    return found


class EditionChanged(Exception):
    """A questionnaire file was changed after it was fielded; the message says what to do."""


def with_fielded(files: Questionnaires, fielded: Iterable[Fielded]) -> Questionnaires:
    """*files* and every edition that was ever fielded, each as it was then.

    Raises EditionChanged if a file is no longer what was fielded under its name.
    """
    known = dict(files)
    for id, edition, hash, written in fielded:
        if (id, edition) not in known:
            known[id, edition] = questionnaire(written, f"{id}@{edition}, as fielded")
        elif known[id, edition].hash != hash:
            raise EditionChanged(
                f"{id}@{edition} was changed after it was fielded. Give the new text a new "
                "edition number in a file of its own, and put the fielded file back."
            )
    return known
