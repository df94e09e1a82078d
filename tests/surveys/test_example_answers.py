"""The example visits and survey rows walk their questionnaire's path, no more, no less."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from certification.outlet_sheet import read_outlets
from scoring.datafile import plain, read
from scoring.load import shipped
from surveys.load import packaged
from surveys.path import path
from surveys.questionnaire import (
    AnyQuestion,
    Location,
    Media,
    Question,
    QuestionId,
    Questionnaire,
    Stopwatch,
)
from surveys.replies import read as read_reply
from surveys.values import Attachments, Chosen, Place, Skipped, Timed, Value
from tests.builders import NOON

EXAMPLE = Path(__file__).parents[2] / "examples" / "appliance-retailer"
VISITS = sorted((EXAMPLE / "answers").glob("*.yaml"))


def load(file: Path) -> Any:
    return plain(read(file.read_text("utf-8"), file.name))


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def named(key: str) -> Questionnaire:
    id, _, edition = key.partition("@")
    return packaged()[id, int(edition)]


def value(question: AnyQuestion, given: str) -> Value:
    """*given* as the files write it.  Raises Refused or ValueError if it is no answer."""
    if question.option(given):
        return Chosen(given)
    match question:
        case Media():
            return Attachments((given,))
        case Location():
            lat, lon = map(float, given.split(","))
            return Place(lat, lon)
        case Stopwatch():
            return Timed(Decimal(given))
        case _:
            return read_reply(question, given, NOON)


def walk(questionnaire: Questionnaire, given: dict[str, str]) -> None:
    """Answer what is asked until nothing is; what may be skipped and is not given is skipped."""
    values: dict[QuestionId, Value] = {}
    asked: list[Question] = []
    while rest := [q for q in path(questionnaire, values) if q.id not in values]:
        question = rest[0]
        asked.append(question)
        assert question.id in given or not question.required, f"{question.id} is asked"
        answer = given.get(question.id)
        values[question.id] = Skipped() if answer is None else value(question, answer)
    assert given.keys() <= {question.id for question in asked}


@pytest.mark.parametrize("file", VISITS, ids=lambda file: file.stem)
def test_a_played_visit_answers_exactly_what_is_asked(file: Path) -> None:
    visit = load(file)

    walk(named(visit["questionnaire"]), visit["answers"])


def test_the_customers_rows_answer_exactly_what_is_asked() -> None:
    for row in rows(EXAMPLE / "answers" / "perception.csv"):
        given = {name: cell for name, cell in row.items() if cell and name != "outlet"}

        walk(packaged()["perception", 1], given)


def test_visits_are_assigned_and_happen_at_the_clients_outlets() -> None:
    sheet = read_outlets((EXAMPLE / "outlets.xlsx").read_bytes())
    outlets = {outlet.code for outlet in sheet.outlets}
    assigned = [(row["outlet"], row["questionnaire"]) for row in rows(EXAMPLE / "assignments.csv")]
    visits = [load(file) for file in VISITS]

    assert sheet.problems == ()
    assert len(outlets) == 12
    assert len(set(assigned)) == len(assigned)
    assert {outlet for outlet, _ in assigned} == outlets
    assert {(visit["outlet"], visit["questionnaire"]) for visit in visits} <= set(assigned)
    surveyed = {row["outlet"] for row in rows(EXAMPLE / "answers" / "perception.csv")}
    assert surveyed == outlets


def test_the_case_names_a_scheme_that_ships_and_every_scenario_assigned() -> None:
    case = load(EXAMPLE / "case.yaml")

    assert case["scheme"] in shipped()
    used = {row["scenario"] for row in rows(EXAMPLE / "assignments.csv")}
    assert used == case["scenarios"].keys()
