"""A column once fielded stays where it stood, under the name it had."""

from surveys.columns import Column, answers, codebook, columns
from surveys.editions import migrate
from surveys.entries import Added, Answered, Interview, Moved, Removed
from surveys.load import questionnaire
from surveys.questionnaire import QuestionId, Questionnaire
from surveys.values import Chosen, ChosenAll, Place, Ranked, Skipped, Words
from tests.builders import LOGIC, TINY, moment, tiny
from tests.stores.test_moving import second
from tests.surveys.test_editions_language import ANSWERED, OLD, answer, log

NESTED = """
questionnaire: nested
edition: 1
mode: mystery
title: {zh: 套, en: Nested}
intro: {zh: 开始, en: Start}
thanks: {zh: 谢谢, en: Thanks}
minutes: 1
source: none
sections:
  - id: counter
    title: {zh: 柜台, en: Counter}
    repeat: {count: "2", most: 2}
    questions:
      - id: colour
        kind: text
        label: {zh: 颜色, en: Colour}
        text: {zh: 什么颜色？, en: Which colour?}
        required: false
      - group: clerk
        title: {zh: 店员, en: Clerk}
        repeat: {count: "2", most: 2}
        questions:
          - id: name
            kind: text
            label: {zh: 名字, en: Name}
            text: {zh: 叫什么？, en: What name?}
            required: false
"""


def edited(text: str, number: int, *edits: tuple[str, str]) -> Questionnaire:
    text = text.replace("edition: 1", f"edition: {number}")
    for before, after in edits:
        assert before in text
        text = text.replace(before, after, 1)
    return questionnaire(text, "edited.yaml")


def names(*editions: Questionnaire, table: str = "") -> list[str]:
    return [column.name for column in columns(editions)[table]]


NAME = QuestionId("name")
HOURS = "          - {code: hours, label: {zh: 时间, en: Hours}}\n"
FIRST = edited(LOGIC, 1)
WITHOUT = edited(LOGIC, 2, (HOURS, ""))
MORE = edited(LOGIC, 3, (HOURS, "          - {code: staff, label: {zh: 人, en: Staff}}\n"))


def test_taking_an_option_away_shifts_no_column() -> None:
    """kobotoolbox/kpi#2089."""
    before = names(FIRST)
    assert before == [
        "shown", "shown/fees", "shown/hours", "shown/line", "shown/none", "price", "bought",
        "came",
    ]  # fmt: skip
    assert names(FIRST, WITHOUT) == before
    assert names(MORE, WITHOUT, FIRST) == [*before, "shown/staff"]  # what is new comes last


def test_a_question_taken_away_keeps_its_column() -> None:
    """kobotoolbox/formpack#99, instedd/surveda#913."""
    assert names(tiny(), second()) == ["greeted", "instead", "warmth", "more"]
    assert [one.editions for one in codebook([tiny(), second()]) if one.column == "instead"] == [
        (1,)
    ]


def test_another_label_renames_no_column_and_the_codebook_has_both() -> None:
    """kobotoolbox/kpi#1358."""
    renamed = edited(TINY, 2, ("en: Warmth}", "en: Welcome}"))
    assert names(tiny(), renamed) == names(tiny())
    found = [one for one in codebook([renamed, tiny()]) if one.column == "warmth"]
    assert [(one.label["en"], one.kind, one.editions) for one in found] == [
        ("Warmth", "rating", (1,)), ("Welcome", "rating", (2,)),
    ]  # fmt: skip
    codes = [one.code for one in codebook([tiny()]) if one.column == "greeted"]
    assert codes == ["", "yes", "no", "unseen"]


def test_who_went_on_under_another_edition_keeps_what_is_asked_no_more() -> None:
    """formbricks/formbricks#4594."""
    said = log(answer("greeted", Chosen("no")), answer("instead", Words("He looked away.")))
    moved = migrate(tiny(), second(), said)
    assert isinstance(moved, Interview)
    moved = moved.add(Moved("user:1", 1, 2), moment())
    moved = moved.add(Answered(QuestionId("more"), Skipped()), moment())

    rows = answers({1: tiny(), 2: second()}, 2, moved)
    assert rows[""][()] == {
        "greeted": Chosen("no"), "instead": Words("He looked away."), "more": Skipped(),
    }  # fmt: skip


def test_a_repeat_is_a_table_and_every_instance_there_is_a_row() -> None:
    tables = columns([OLD])
    assert list(tables) == ["", "staff", "goods"]
    assert [column.name for column in tables["staff"]] == ["name", "kind"]
    assert "staff" in names(OLD)  # which instances there are
    rows = answers({1: OLD}, 1, ANSWERED)
    assert {keys: row[NAME] for keys, row in rows["staff"].items()} == {
        (1,): Words("Li"), (2,): Words("Wang"),
    }  # fmt: skip
    assert list(rows["goods"]) == [(1,), (2,)]
    assert rows["goods"][2,] == {}


def test_a_repeat_in_a_repeat_leads_to_its_parent() -> None:
    nested = questionnaire(NESTED, "nested@1.yaml")
    said = log(answer("name.2.1", Words("Li")))
    rows = answers({1: nested}, 1, said)
    assert list(rows["clerk"]) == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert rows["clerk"][2, 1] == {"name": Words("Li")}
    assert list(rows["counter"]) == [(1,), (2,)]


def test_an_instance_taken_out_has_no_row_and_comes_back_with_its_answers() -> None:
    staff = QuestionId("staff")
    out = ANSWERED.add(Removed(staff, 2), moment())
    assert list(answers({1: OLD}, 1, out)["staff"]) == [(1,)]
    back = answers({1: OLD}, 1, out.add(Added(staff, 2), moment()))
    assert back["staff"][2,][NAME] == Words("Wang")


def test_nothing_ticked_is_told_from_nothing_said() -> None:
    shown = QuestionId("shown")
    column = Column(shown, "fees")
    assert column.data({shown: ChosenAll(())}) == 0
    assert column.data({shown: ChosenAll(("fees",))}) == 1
    assert column.data({}) == column.data({shown: Skipped()}) == ""
    assert Column(shown, "b").data({shown: Ranked(("a", "b"))}) == 2
    assert Column(shown, "metres").data({shown: Place(30.5, 114.2)}) == ""
