"""Whatever is sent an end can be reached, and what one changes one's mind about is only that."""

from random import Random

from hypothesis import given, note
from hypothesis import strategies as st

from surveys import events as e
from surveys.entries import Status
from surveys.events import Ask, Event, Finish, Summarise
from surveys.load import packaged, questionnaire
from surveys.path import way_of
from surveys.questionnaire import Media, QuestionId, Questionnaire, Roster, Stopwatch
from tests.surveys.any_form import any_form
from tests.surveys.effort import examples
from tests.surveys.filling import Filling, answers
from tests.surveys.test_properties_path import forms

chances = st.randoms(use_true_random=False)
Edit = tuple[QuestionId, Event]


def some_form(chance: Random) -> Questionnaire:
    """One of any shape; sometimes one that a person wrote."""
    if chance.random() < 0.3:
        return chance.choice(list(forms().values()))
    text = any_form(chance)
    return questionnaire(text, "any@1.yaml")


def ends(filling: Filling) -> None:
    if filling.over:
        return
    filling.finish()
    assert isinstance(filling.shown, Summarise), filling.shown
    assert isinstance(filling.do(e.Confirmed()), Finish)
    assert filling.seen.status is Status.SUBMITTED


@examples(80)
@given(chance=chances)
def test_whatever_was_sent_an_end_can_be_reached(chance: Random) -> None:
    form = some_form(chance)
    note(form.written)
    filling = Filling(form, chance.randint(0, 9))
    filling.wander(chance)
    ends(filling)


@examples(2)
@given(chance=chances)
def test_whatever_was_sent_to_what_ships_an_end_can_be_reached(chance: Random) -> None:
    filling = Filling(chance.choice(list(packaged().values())))
    filling.wander(chance)
    ends(filling)


def complete(chance: Random) -> Filling:
    filling = Filling(some_form(chance), chance.randint(0, 9))
    filling.finish(chance)
    return filling


def changeable(filling: Filling) -> list[QuestionId]:
    """Whose answer can be another one, given in one step."""
    return [
        stop.question.id for stop in way_of(filling.form, filling.seen).stops
        if stop.value is not None and stop.question.asked and not stop.question.read_only
        and not isinstance(stop.question, Roster | Stopwatch | Media)
    ]  # fmt: skip


def change(filling: Filling, edit: Edit) -> bool:
    """Jump there and say it; False where it cannot be said."""
    id, said = edit
    filling.do(e.Jumped(id))
    if not isinstance(filling.shown, Ask) or filling.shown.question.id != id:
        return False
    filling.do(now(said, filling.shown.revision))
    if isinstance(filling.shown, Ask) and filling.shown.doubt is not None:
        filling.do(e.Tapped(id, filling.shown.revision, e.SURE))
    return id in filling.seen.answers


def now(said: Event, revision: int) -> Event:
    """The same said on today's screen."""
    match said:
        case e.Tapped(id, _, code):
            return e.Tapped(id, revision, code)
        case e.Picked(id, _, codes):
            return e.Picked(id, revision, codes)
        case _:
            return said


def edits(filling: Filling, chance: Random, many: int) -> list[Edit]:
    """What might be said instead, as it is offered where the person stands now."""
    found: list[Edit] = []
    ids = changeable(filling)
    for id in chance.sample(ids, min(many, len(ids))):
        filling.do(e.Jumped(id))
        found.append((id, chance.choice(answers(filling.asked()))))
        filling.do(e.Tapped(id, filling.asked().revision, e.KEEP))
        while isinstance(filling.shown, Ask) and filling.shown.doubt is not None:
            filling.do(e.Tapped(id, filling.shown.revision, e.SURE))
    return found


def copied(filling: Filling) -> Filling:
    other = Filling(filling.form)
    other.rows, other.interview = list(filling.rows), filling.interview
    return other


def there_and_back(chance: Random) -> bool:
    """Whether it came to a comparison."""
    filling = complete(chance)
    if filling.over or not (ids := changeable(filling)):
        return False
    before, id = filling.result, chance.choice(ids)
    filling.do(e.Jumped(id))
    again = e.Tapped(id, 0, e.KEEP)
    there = chance.choice(answers(filling.asked()))
    held = before[id]
    back = next((one for one in answers(filling.asked()) if gives(filling, one) == held), again)
    if not change(filling, (id, there)) or filling.over or not change(filling, (id, back)):
        return False
    if filling.seen.answers[id].value != held:
        return False  # it was given in words that are not among the answers tried
    assert filling.result == before
    return True


def gives(filling: Filling, said: Event) -> object:
    other = copied(filling)
    other.do(said)
    id = filling.asked().question.id
    held = other.seen.answers.get(id)
    return held.value if held else other.seen.doubted.get(id)


def in_any_order(chance: Random) -> bool:
    """The same said in two orders, where both can be said in each; whether it came to that."""
    first = complete(chance)
    if first.over or len(wanted := edits(first, chance, 3)) < 2:
        return False
    if not isinstance(first.do(e.Opened()), Summarise):
        return False
    second = copied(first)
    other = [*wanted[1:], wanted[0]]
    for filling, order in ((first, wanted), (second, other)):
        for edit in order:
            if not change(filling, edit) or filling.over:
                return False
        filling.finish()
    assert first.result == second.result
    return True


@examples(60)
@given(chance=chances)
def test_changing_an_answer_there_and_back_restores_the_result(chance: Random) -> None:
    there_and_back(chance)


@examples(60)
@given(chance=chances)
def test_the_order_of_editing_does_not_matter_to_the_result(chance: Random) -> None:
    in_any_order(chance)


def test_most_of_these_do_come_to_a_comparison() -> None:
    for compares in (there_and_back, in_any_order):
        assert sum(compares(Random(seed)) for seed in range(60)) >= 20, compares
