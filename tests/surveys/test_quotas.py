"""Who has a place, and who is thanked: decided without a database."""

from datetime import timedelta
from decimal import Decimal

import pytest

from surveys.entries import Interview as Log
from surveys.entries import QuotaFull, ScreenedOut, Status, View, view
from surveys.events import Agreed, Ask, Tapped, WentBack
from surveys.interview import step
from surveys.path import way_of
from surveys.questionnaire import QuestionId
from surveys.quotas import (
    NO_PLACE,
    Asked,
    Otherwise,
    Room,
    StoredQuota,
    gives_back,
    named,
    past,
    place,
    text,
    values_of,
)
from surveys.values import Amount, Chosen, Skipped, Words
from tests.builders import moment
from tests.quoted import AGE, VISIT, quoted

FULL, FREE = Room(7, most=2, taken=2), Room(7, most=2, taken=1)


def asked(
    room: Room | None, has: int | None = NO_PLACE, otherwise: str = "open", name: str = "visits"
) -> Asked:
    quota = StoredQuota(
        1, None, "quoted", name, (VISIT,), Otherwise(otherwise), timedelta(hours=24)
    )
    return Asked(quota, ("repair",), room, has)


def answered(*codes: str) -> View:
    """The survey begun and answered so far; ``<`` goes back."""
    log = step(quoted(), Log(), Agreed(), moment()).interview
    for code in codes:
        screen = step(quoted(), log, Agreed(), moment()).effects[-1]
        assert isinstance(screen, Ask)
        event = WentBack() if code == "<" else Tapped(screen.question.id, screen.revision, code)
        log = step(quoted(), log, event, moment()).interview
    return view(log)


@pytest.mark.parametrize(
    ("one", "refused"),
    [
        (asked(FREE), None),
        (asked(FULL), QuotaFull("visits", "visit=repair")),
        (asked(FULL, has=7), None),
        (asked(FULL, has=8), QuotaFull("visits", "visit=repair")),
        (asked(FULL, has=None), QuotaFull("visits", "visit=repair")),
        (asked(Room(7, most=1, taken=5), has=7), None),
        (asked(None), None),
        (asked(None, otherwise="closed"), ScreenedOut("visits", "visit=repair")),
        (asked(None, has=8, otherwise="closed"), ScreenedOut("visits", "visit=repair")),
    ],
    ids=["there is room", "full", "full of it itself", "a place elsewhere is none here",
         "outside and then in a full cell", "the limit was lowered later", "open", "closed",
         "moved to outside"],
)  # fmt: skip
def test_a_place_is_there_or_is_not(one: Asked, refused: object) -> None:
    assert place([one]) == refused


def test_there_must_be_a_place_in_every_quota_and_the_first_without_one_is_named() -> None:
    both = [asked(FREE), asked(FULL, name="ages"), asked(FULL, name="last")]

    assert place(both) == QuotaFull("ages", "visit=repair")


def test_not_to_be_asked_at_all_comes_before_to_be_too_late() -> None:
    both = [asked(FULL), asked(None, otherwise="closed", name="ages")]

    assert place(both) == ScreenedOut("ages", "visit=repair")


def test_what_a_reviewer_asked_for_sends_nobody_away() -> None:
    assert place([asked(FULL), asked(None, otherwise="closed")], corrected=True) is None


@pytest.mark.parametrize(
    ("codes", "visit", "both"),
    [
        ((), False, False),
        (("repair",), True, False),
        (("repair", "good"), True, False),
        (("repair", "good", "old"), True, True),
        (("repair", "good", "old", "bad"), True, True),
        (("repair", "good", "old", "<"), True, False),
    ],
)
def test_a_question_is_behind_somebody_once_the_path_has_come_past_it(
    codes: tuple[str, ...], visit: bool, both: bool
) -> None:
    way = way_of(quoted(), answered(*codes))

    assert past(quoted(), way, [VISIT]) is visit
    assert past(quoted(), way, [VISIT, AGE]) is both


def test_nobody_waits_for_a_question_the_edition_does_not_have() -> None:
    gone = QuestionId("gone")
    way = way_of(quoted(), answered("repair"))

    assert past(quoted(), way, [VISIT, gone])
    assert values_of(way, [VISIT, gone]) == ("repair", "")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""), (Skipped(), ""), (Chosen("repair"), "repair"), (Words("店 1"), "店 1"),
        (Amount(Decimal("4")), "4"), (Amount(Decimal("10")), "10"),
        (Amount(Decimal("2.50")), "2.5"),
    ],
)  # fmt: skip
def test_an_answer_is_written_as_a_cell_names_it(value: object, written: str) -> None:
    assert text(value) == written  # type: ignore[arg-type]


def test_a_cell_in_a_log_names_the_answers() -> None:
    assert named((VISIT, AGE), ("repair", "")) == "visit=repair age="
    assert named((), ()) == ""


def test_what_is_over_and_does_not_count_gives_its_place_back() -> None:
    assert {status for status in Status if gives_back(status)} == {
        Status.VOIDED, Status.DECLINED, Status.SCREENED_OUT, Status.QUOTA_FULL,
    }  # fmt: skip
