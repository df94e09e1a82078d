"""The list of a repeat's instances: added, removed, brought back, looked into; one test each."""

from decimal import Decimal

from surveys import events as e
from surveys.events import Say
from surveys.questionnaire import QuestionId
from surveys.values import Amount, Chosen, ChosenAll
from tests.surveys.filling import Filling
from tests.surveys.test_dead_ends import CHOICE, NUMBER, asked, at, filling, group, say, tap
from tests.surveys.test_engine_edges import SEVERAL, TABLE, words


def met(**repeat: int) -> Filling:
    """Somebody at the first instance of "met", with one number asked of each."""
    return filling(group("met", repeat, asked("b", NUMBER)), asked("z", NUMBER))


def shown(one: Filling) -> list[int]:
    return [instance.key for instance in one.asked().instances]


def test_what_is_added_after_a_removal_is_a_new_one() -> None:
    one = met(most=9)
    say(one, "1")
    tap(one, e.ADD)
    say(one, "2")
    tap(one, f"{e.DROP}2")
    tap(one, e.ADD)

    assert at(one) == "b.3"
    say(one, "3")
    assert shown(one) == [1, 3]
    assert [instance.key for instance in one.asked().dropped] == [2]


def test_a_repeat_has_no_more_than_99_in_all_the_removed_ones_too() -> None:
    one = met(least=0, most=3)
    for number in range(1, 100):
        tap(one, e.ADD)
        assert at(one) == f"b.{number}"
        say(one, "1")
        tap(one, f"{e.DROP}{number}")
    tap(one, e.ADD)

    assert (at(one), words(one)) == ("met", ["no-more-instances"])


def test_no_more_are_brought_back_than_there_is_room_for() -> None:
    one = met(most=2)
    say(one, "1")
    tap(one, e.ADD)
    say(one, "2")
    tap(one, f"{e.DROP}1")
    tap(one, e.ADD)
    say(one, "3")
    held = one.interview
    for code in (e.ADD, f"{e.RESTORE}1"):
        tap(one, code)
        assert (one.interview, words(one)) == (held, ["no-more-instances"])


def test_fewer_than_are_wanted_are_not_all() -> None:
    one = met(least=2, most=3)
    say(one, "1")
    say(one, "2")
    tap(one, f"{e.DROP}1")
    tap(one, e.DONE)

    assert one.said == (Say("too-few-instances", {"least": 2}),)
    assert at(one) == "met"


def test_nothing_is_kept_that_was_not_there_before() -> None:
    one = met()
    say(one, "1")
    tap(one, e.KEEP)
    assert (at(one), words(one)) == ("met", ["use-a-button"])
    tap(one, e.DONE)
    one.do(e.WentBack())
    tap(one, e.KEEP)

    assert at(one) == "z"


def test_to_change_one_shows_its_answers_and_no_others() -> None:
    one = met()
    say(one, "1")
    tap(one, e.ADD)
    say(one, "2")
    tap(one, f"{e.EDIT}2")

    assert isinstance(one.shown, e.Offer)
    assert [question.id for question, _ in one.shown.answered] == ["b.2"]


def test_places_are_counted_as_they_stand_and_not_by_their_keys() -> None:
    one = met()
    say(one, "1")
    tap(one, e.ADD)
    say(one, "2")
    tap(one, f"{e.DROP}1")
    one.do(e.Jumped(QuestionId("b.2")))

    [inside] = one.asked().inside
    assert (inside.position, inside.total) == (1, None)


def test_of_so_many_the_total_is_told_within_each_outer_one() -> None:
    inner = group("in", {"count": "${many}"}, asked("b", NUMBER))
    outer = group("out", {"count": "2"}, asked("many", NUMBER), inner)
    one = filling(outer)
    for typed in ("3", "5", "5", "5", "2", "5"):
        say(one, typed)

    assert at(one) == "b.2.2"
    assert [(inside.position, inside.total) for inside in one.asked().inside] == [(2, 2), (2, 2)]


def test_words_within_an_instance_tell_of_that_instance_and_outside_of_all() -> None:
    speaking = {"zh": "${a} ${b}", "en": "${a} ${b}"}
    inner = group("met", {}, asked("b", NUMBER), asked("c", NUMBER, text=speaking))
    one = filling(asked("a", NUMBER), inner, asked("z", NUMBER, text=speaking))
    for typed in ("7", "1", "9"):
        say(one, typed)
    tap(one, e.ADD)
    say(one, "2")
    assert one.asked().known == {"a": Amount(Decimal(7)), "b": Amount(Decimal(2))}
    say(one, "9")
    tap(one, e.DONE)

    assert dict(one.asked().known)[QuestionId("b")] == (Amount(Decimal(1)), Amount(Decimal(2)))


def test_what_is_suggested_can_be_answered() -> None:
    several = filling(asked("a", SEVERAL, default="'a b'"))
    assert several.asked().suggested is not None
    tap(several, e.KEEP)
    assert several.result == {"a": ChosenAll(("a", "b"))}

    gone = filling(asked("a", CHOICE, default="'yes'", choice_filter="name != 'yes'"))
    assert gone.asked().suggested is None
    tap(gone, "no")
    assert gone.result == {"a": Chosen("no")}


def test_a_table_in_a_repeat_has_the_rows_of_its_own_instance() -> None:
    one = filling(group("met", {"count": "2"}, asked("t", TABLE)))
    assert [row.question.id for row in one.asked().rows] == ["r1.1", "r2.1"]
    tap(one, "yes")
    tap(one, "no")

    assert [row.question.id for row in one.asked().rows] == ["r1.2", "r2.2"]
