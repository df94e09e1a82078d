"""What an interview does, against a second implementation, on questionnaires of any shape."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from surveys.events import Ask, Say
from surveys.load import questionnaire
from surveys.path import way_of
from surveys.questionnaire import Questionnaire, Roster
from surveys.values import dump
from tests.builders import logic, tiny
from tests.surveys.any_form import any_form
from tests.surveys.brute_force import Stop, plain, state, stops
from tests.surveys.effort import examples
from tests.surveys.filling import Filling, anything

HERE = Path(__file__).parent
chances = st.randoms(use_true_random=False)


@cache
def forms() -> dict[str, Questionnaire]:
    files = (HERE / "rosters@1.yaml", HERE.parent / "web" / "kinds@1.yaml")
    read = [questionnaire(file.read_text("utf-8"), file.name) for file in files]
    return {one.key: one for one in (tiny(), logic(), *read)}


def agrees(filling: Filling) -> None:
    """The path and what it holds; of the question that is asked, all that can be done about it."""
    wanted = stops(filling.form.written, state(filling.rows))
    found = [
        (stop.question.id, None if stop.value is None else plain(dump(stop.value)))
        for stop in way_of(filling.form, filling.seen).stops
    ]
    assert found == [(stop.id, stop.held) for stop in wanted]
    if not isinstance(filling.shown, Ask):
        return
    ask = filling.shown
    here = next(stop for stop in wanted if stop.asked and stop.held is None)
    assert ask.question.id == here.id
    assert (ask.number, ask.total) == numbered(here, wanted)
    if isinstance(ask.question, Roster):
        return
    assert sorted(option.code for option in ask.options) == sorted(here.offered())
    assert ask.optional == (not here.needed())
    suggested = None if ask.suggested is None else plain(dump(ask.suggested))
    assert suggested == here.suggested()


def numbered(here: Stop, wanted: list[Stop]) -> tuple[int, int]:
    asked = [stop.id for stop in wanted if stop.asked]
    return asked.index(here.id) + 1, len(asked)


def keeps_to_limits(filling: Filling, before: int) -> None:
    """What was written down since *before* holds by its constraint, and was doubted if odd."""
    for place in range(before, len(filling.rows)):
        kind, id, value = filling.rows[place]
        if kind not in ("answered", "doubted") or value is None or {"skipped", "seen"} & {*value}:
            continue
        path = stops(filling.form.written, state(filling.rows[:place]))
        stop = next((one for one in path if one.id == id), None)
        if stop is None or stop.written.get("read_only") == "true":
            continue
        assert stop.says("constraint", value) is not False
        if kind == "doubted":
            assert stop.says("warning", value)
        elif stop.says("warning", value):
            assert ("doubted", id, value) in filling.rows[:place]


def walked(
    form: Questionnaire, chance: Random, most: int, tell: Callable[[str], object] = note
) -> Filling:
    filling = Filling(form, chance.randint(0, 9))
    for _ in range(chance.randint(0, most)):
        event, before = anything(filling, chance), len(filling.rows)
        tell(repr(event))
        filling.do(event)
        agrees(filling)
        keeps_to_limits(filling, before)
    return filling


@pytest.mark.parametrize("key", ["rosters@1", "kinds@1", "logic@1", "tiny@1"])
@examples(8)
@given(chance=chances)
def test_the_path_is_what_brute_force_says(key: str, chance: Random) -> None:
    walked(forms()[key], chance, 15)


@examples(30)
@given(chance=chances)
def test_the_path_of_a_form_of_any_shape_is_what_brute_force_says(chance: Random) -> None:
    text = any_form(chance)
    note(text)
    walked(questionnaire(text, "any@1.yaml"), chance, 12)


def test_the_forms_have_of_everything_and_every_part_of_a_step_is_compared() -> None:
    chance, seen = Random(3), set[str]()
    for _ in range(90):
        form = questionnaire(any_form(chance), "any@1.yaml")
        filling = walked(form, chance, 8, tell=str)
        filling.finish(chance)
        agrees(filling)
        seen |= {kind for kind, _, _ in filling.rows}
        seen |= {tag for _, _, value in filling.rows for tag in value or ()}
        seen |= {said.id for said in filling.said if isinstance(said, Say)}
        seen |= {name for q in filling.form for name in ("choice_filter", "default", "warning")
                 if getattr(q, name) is not None}  # fmt: skip
        seen |= {f"{len(q.keys or q.repeats)} deep" for q in filling.form}
    assert seen >= {
        "answered", "reopened", "doubted", "added", "removed", "ticked", "skipped", "seen",
        "chosen", "all", "amount", "words", "listed", "choice_filter", "default", "warning",
        "0 deep", "1 deep", "2 deep",
    }  # fmt: skip
