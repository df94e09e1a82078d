"""What an old form, a second tap or an odd order of events must not do, one test each."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from surveys import events as e
from surveys.entries import Declined, Interview, Paused, Reopened, Status, view
from surveys.events import Say
from surveys.interview import LONGEST_HIDDEN, step
from surveys.questionnaire import Medium, QuestionId
from surveys.values import Amount, Attachments, Chosen, ChosenAll, Ranked, Skipped, Timed, Words
from tests.builders import NOON, moment
from tests.surveys.filling import Filling
from tests.surveys.test_dead_ends import (
    CHOICE,
    NOT_SO,
    NUMBER,
    YES_NO,
    asked,
    at,
    filling,
    say,
    tap,
)

HOUR = timedelta(hours=1)
THREE = [{"code": code, "label": {"zh": code, "en": f"Say {code}"}} for code in ("a", "b", "c")]
SEVERAL = {"kind": "choices", "options": [*THREE, {**THREE[0], "code": "none", "exclusive": True}]}
TABLE = {
    "kind": "matrix", "options": YES_NO,
    "rows": [{"id": id, "label": {"zh": id, "en": id}} for id in ("r1", "r2")],
}  # fmt: skip
WATCH = {
    "kind": "stopwatch", "start": {"zh": "开始", "en": "In"}, "stop": {"zh": "停", "en": "Now"},
    "split": {"zh": "中", "en": "Half"}, "splits": 1,
}  # fmt: skip
NOBODY = [{"code": "nobody", "label": {"zh": "没人", "en": "Nobody"}}]
PHOTO = {"kind": "photo", "most": 2, "options": NOBODY}


def ids(*names: str) -> list[QuestionId]:
    return [QuestionId(name) for name in names]


def words(one: Filling) -> list[str]:
    return [said.id for said in one.said if isinstance(said, Say)]


def value(one: Filling, id: str) -> Any:
    return one.result.get(QuestionId(id))


def test_an_old_form_of_several_changes_nothing() -> None:
    one = filling(asked("a", SEVERAL), asked("b", NUMBER))
    old = one.asked().revision
    one.do(e.Picked(QuestionId("a"), old, ("a",)))
    one.do(e.WentBack())
    held = one.interview

    one.do(e.Picked(QuestionId("a"), old, ("b", "c")))

    assert (one.interview, at(one)) == (held, "a")


def test_an_old_form_of_a_table_changes_nothing() -> None:
    one = filling(asked("t", TABLE), asked("b", NUMBER))
    old, both = one.asked().revision, dict.fromkeys(ids("r1", "r2"), "yes")
    one.do(e.Filled(old, both))
    one.do(e.Jumped(QuestionId("r1")))
    held = one.interview

    one.do(e.Filled(old, dict.fromkeys(both, "no")))

    assert (one.interview, at(one)) == (held, "r1")


def test_a_table_is_asked_again_from_the_row_that_was_refused() -> None:
    one = filling(asked("t", TABLE), asked("b", NUMBER))
    r1, r2 = ids("r1", "r2")
    one.do(e.Filled(one.asked().revision, {r1: "nothing", r2: "yes"}))

    assert (at(one), words(one)) == ("r1", ["use-a-button"])
    assert r2 not in one.seen.answers


def test_who_rests_twice_rests_once() -> None:
    one = filling(asked("a", NUMBER))
    one.do(e.Rested())
    one.do(e.Rested())

    assert [type(entry.act) for entry in one.interview.entries].count(Paused) == 1


def test_what_an_exclusive_answer_stands_beside_goes() -> None:
    one = filling(asked("a", SEVERAL))
    for code in ("a", "none", "b"):
        tap(one, code)
    assert one.asked().ticked == ("b",)
    tap(one, e.DONE)

    assert value(one, "a") == ChosenAll(("b",))


def test_of_a_ranking_no_more_are_ranked_than_are_asked_for() -> None:
    one = filling(asked("a", {"kind": "ranking", "options": THREE, "most": 2}))
    for code in ("b", "c", "a"):
        tap(one, code)
    assert one.asked().ticked == ("b", "c")
    tap(one, e.DONE)

    assert value(one, "a") == Ranked(("b", "c"))


def test_a_doubt_about_one_number_allows_no_other() -> None:
    one = filling(asked("a", NUMBER, warning=". > 5", warning_message=NOT_SO))
    say(one, "7")
    say(one, "8")
    assert one.asked().doubt == Amount(Decimal(8))
    assert value(one, "a") is None
    say(one, "8")

    assert value(one, "a") == Amount(Decimal(8))


def test_a_way_out_is_checked_by_no_rule_about_the_answer() -> None:
    rule = {"constraint": ". > 1", "constraint_message": NOT_SO}
    one = filling(asked("a", {**NUMBER, "options": NOBODY}, **rule), asked("b", NUMBER))
    tap(one, "nobody")

    assert value(one, "a") == Chosen("nobody")


def test_what_may_be_left_out_is_checked_by_no_rule_about_the_answer() -> None:
    rule = {"constraint": ". != ''", "constraint_message": NOT_SO}
    one = filling(asked("a", NUMBER, required=False, **rule), asked("b", NUMBER))
    tap(one, e.SKIP)

    assert value(one, "a") == Skipped()


def test_files_and_times_that_were_refused_are_begun_anew() -> None:
    rule = {"constraint": ". > 99", "constraint_message": NOT_SO}
    photo = filling(asked("a", PHOTO, **rule))
    photo.do(e.SentFile("f1"))
    tap(photo, e.DONE)
    assert photo.asked().files == 0 and words(photo) == ["author-says"]

    watch = filling(asked("a", WATCH, **rule))
    for code in (e.START, e.STOP, e.RIGHT):
        tap(watch, code)
    assert watch.asked().stage == "ready" and words(watch) == ["author-says"]


def test_the_last_file_there_is_room_for_is_the_answer() -> None:
    one = filling(asked("a", PHOTO), asked("b", NUMBER))
    one.do(e.SentFile("f1"))
    assert at(one) == "a"
    one.do(e.SentFile("f2"))

    assert value(one, "a") == Attachments(("f1", "f2"))


def test_no_file_is_no_answer() -> None:
    one = filling(asked("a", {"kind": "barcode"}), asked("b", {**PHOTO, "least": 1}))
    tap(one, e.DONE)
    assert (at(one), words(one)) == ("a", ["use-a-button"])
    one.do(e.SentFile("f", medium=Medium.PHOTO))

    assert at(one) == "b"
    tap(one, e.DONE)
    assert (at(one), words(one)) == ("b", ["use-a-button"])


def test_a_stopwatch_starts_once_and_notes_as_many_times_as_it_may() -> None:
    one = filling(asked("a", WATCH))
    tap(one, e.START)
    held = one.interview
    tap(one, e.START)
    assert one.interview == held
    tap(one, e.SPLIT)
    held = one.interview
    tap(one, e.SPLIT)
    assert one.interview == held
    for code in (e.STOP, e.RIGHT):
        tap(one, code)

    assert value(one, "a") == Timed(Decimal("2.0"), False, (Decimal("1.0"),))


def test_a_second_tap_is_told_that_it_is_noted() -> None:
    rating = {"kind": "rating", "low": -2, "high": 2, "ends": [NOT_SO, NOT_SO]}
    one = filling(asked("a", CHOICE), asked("b", rating), asked("c", NUMBER))
    first = one.asked().revision
    tap(one, "yes")
    second = one.asked().revision
    tap(one, "-2")
    assert value(one, "b") == Amount(Decimal(-2))

    for id, revision, code in (("a", first, "yes"), ("b", second, "-2")):
        one.do(e.Tapped(QuestionId(id), revision, code))
        assert (words(one), at(one)) == (["already-noted"], "c")


def test_what_can_only_be_read_takes_no_words() -> None:
    one = filling(asked("a", {"kind": "text"}, read_only=True, default="'given'"))
    say(one, "something else")
    assert (words(one), at(one)) == (["use-a-button"], "a")
    tap(one, e.NEXT)

    assert value(one, "a") == Words("given")
    one.do(e.AskedToChange())
    assert isinstance(one.shown, e.Offer) and one.shown.answered == ()


def test_an_old_way_back_or_refusal_leads_nowhere() -> None:
    one = filling(asked("a", NUMBER), asked("b", NUMBER), asked("c", NUMBER))
    say(one, "1")
    old = one.asked().revision
    say(one, "2")
    held = one.interview
    for event in (e.WentBack(old), e.Refusal("conflict", old)):
        one.do(event)
        assert (one.interview, words(one), at(one)) == (held, ["not-that-one-now"], "c")


def test_only_what_was_asked_and_answered_is_gone_back_to() -> None:
    kept = {"kind": "calculate", "value": "once(${a})", "label": NOT_SO, "show": True}
    one = filling(asked("a", NUMBER), {"id": "k", **kept}, asked("b", NUMBER), asked("c", NUMBER))
    say(one, "1")
    for id in ("k", "b", "nothing"):
        one.do(e.Jumped(QuestionId(id)))
        assert (words(one), at(one)) == (["not-that-one-now"], "b")
    one.do(e.WentBack())

    assert at(one) == "a"
    reopened = [x.act.question for x in one.interview.entries if isinstance(x.act, Reopened)]
    assert reopened == ["a"]


def test_who_comes_again_is_welcomed_and_nothing_is_submitted_half() -> None:
    one = filling(asked("a", NUMBER), asked("b", NUMBER))
    one.do(e.Opened())
    assert words(one) == []
    say(one, "1")
    one.do(e.Opened())
    assert words(one) == ["welcome-back"]
    one.do(e.Confirmed())

    assert (words(one), at(one)) == (["not-complete"], "b")


def test_what_is_no_longer_on_offer_cannot_be_kept() -> None:
    only = {"kind": "choice", "options": THREE, "choice_filter": "name != ${a}"}
    one = filling(asked("a", {"kind": "choice", "options": THREE}), asked("b", only))
    tap(one, "a")
    tap(one, "b")
    one.do(e.Jumped(QuestionId("b")))
    one.do(e.WentBack())
    tap(one, "b")
    held = one.interview
    tap(one, e.KEEP)

    assert (one.interview, words(one), at(one)) == (held, ["use-a-button"], "b")


def test_what_a_link_says_is_cut_where_it_is_too_long() -> None:
    form = filling({"id": "h", "kind": "hidden", "label": NOT_SO}, asked("a", NUMBER)).form
    started = step(form, Interview(), e.Agreed(0, {"h": "x" * 900, "a": "7"}), moment())

    assert view(started.interview).values == {"h": Words("x" * LONGEST_HIDDEN)}


def test_a_refused_consent_is_written_down_before_it_ends() -> None:
    one = filling(asked("a", {"kind": "consent"}), asked("b", NUMBER))
    tap(one, "no")

    assert one.seen.status is Status.DECLINED
    assert one.seen.values == {"a": Chosen("no")}


def test_a_clock_set_back_makes_no_negative_wait() -> None:
    one = filling(asked("a", WATCH))
    interview = one.interview
    for number, code in enumerate((e.START, e.STOP, e.RIGHT)):
        tapped = e.Tapped(QuestionId("a"), interview.revision, code)
        interview = step(one.form, interview, tapped, moment(NOON - number * HOUR)).interview

    assert view(interview).values == {"a": Timed(Decimal(0))}


def test_after_the_end_nothing_more_is_calculated_and_kept() -> None:
    kept = {"kind": "calculate", "value": "once(${a})", "label": NOT_SO}
    one = filling(asked("a", {"kind": "consent"}), {"id": "k", **kept}, asked("b", NUMBER))
    tap(one, "no")

    assert isinstance(one.interview.entries[-1].act, Declined)
