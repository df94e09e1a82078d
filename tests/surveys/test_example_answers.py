"""The example visits and survey rows walk their questionnaire's path, no more, no less."""

import csv
from pathlib import Path
from typing import Any, cast

import pytest

from app.example import Player
from certification.outlet_sheet import read_outlets
from scoring.datafile import plain, read
from scoring.load import shipped
from surveys import events as e
from surveys.entries import Interview, Moment, Status, view
from surveys.interview import step
from surveys.load import packaged
from surveys.questionnaire import Questionnaire
from surveys.service import Interviews
from tests.builders import NOON, newest

EXAMPLE = Path(__file__).parents[2] / "examples" / "appliance-retailer"
STORED = {"photo-stored", "place-noted"}
VISITS = sorted((EXAMPLE / "answers").glob("*.yaml"))


def load(file: Path) -> Any:
    return plain(read(file.read_text("utf-8"), file.name))


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def named(key: str) -> Questionnaire:
    id, _, edition = key.partition("@")
    return packaged()[id, int(edition)]


def walk(questionnaire: Questionnaire, given: dict[str, str]) -> None:
    """Answer what is asked until the interview is handed in; every answer given is asked for."""
    player = Player(cast("Interviews", None), given, Path(), NOON)
    interview, asked = Interview(), set[str]()
    event: e.Event | None = e.Agreed()
    while event is not None:
        after = step(questionnaire, interview, event, Moment(NOON, "page"))
        interview, screen = after.interview, after.effects[-1]
        refused = [s for s in after.effects[:-1] if isinstance(s, e.Say) and s.id not in STORED]
        assert refused == []
        event = None
        if isinstance(screen, e.Ask):
            asked |= {screen.question.id, screen.question.base}
            event = player.answer(screen, "key")
        elif isinstance(screen, e.Summarise):
            event = e.Confirmed()
    assert view(interview).status is Status.SUBMITTED
    assert given.keys() <= asked


@pytest.mark.parametrize("file", VISITS, ids=lambda file: file.stem)
def test_a_played_visit_answers_exactly_what_is_asked(file: Path) -> None:
    visit = load(file)

    walk(named(visit["questionnaire"]), visit["answers"])


def test_the_customers_rows_answer_exactly_what_is_asked() -> None:
    for row in rows(EXAMPLE / "answers" / "perception.csv"):
        given = {name: cell for name, cell in row.items() if cell and name != "outlet"}

        walk(newest("perception"), given)


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
