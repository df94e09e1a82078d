"""What changed between two editions, what may go on, what may be counted together."""

from dataclasses import fields, is_dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from surveys import questionnaire as language
from surveys.editions import (
    Apart,
    NotOneQuestionnaire,
    Reason,
    Stays,
    Verdict,
    apart,
    changes,
    migrate,
    parts,
    poolable,
    pooled,
    verdict,
)
from surveys.entries import Answered, Began, Interview, Moved, Reopened, Submitted, view
from surveys.load import packaged, questionnaire
from surveys.path import current, result
from surveys.questionnaire import (
    AnyQuestion,
    Choice,
    Number,
    QuestionId,
    Questionnaire,
    Rating,
    Text,
)
from surveys.rules import Rule, compile_rule
from surveys.values import Amount, Chosen, Skipped, Value, Words
from tests.builders import TINY, moment, tiny

MORE = """\
      - id: more
        kind: text
        label: {zh: 其他, en: More}
        text: {zh: 还有吗？, en: Anything else?}
        required: false
"""
WORDING, COMPATIBLE, MEANING = Verdict
UNSEEN = (
    "          - {code: unseen, label: {zh: 没看到, en: Did not see}, outcome: not_observed}\n"
)


def edition(*edits: tuple[str, str], more: str = "") -> Questionnaire:
    text = TINY
    for part, instead in edits:
        assert part in text
        text = text.replace(part, instead, 1)
    return questionnaire(text.replace("edition: 1", "edition: 2") + more, "tiny@2.yaml")


def held(*answers: tuple[str, Value]) -> Interview:
    interview = Interview().add(Began(), moment())
    for id, value in answers:
        interview = interview.add(Answered(QuestionId(id), value), moment())
    return interview


@pytest.mark.parametrize(
    ("part", "instead", "told", "grave"),
    [
        ("Were you greeted?", "Did they greet you?", [("reworded", "greeted", "text")], WORDING),
        ("en: Did not see", "en: Not seen", [("reworded", "greeted", "unseen")], WORDING),
        ("en: All", "en: Everything", [("reworded", "", "only")], WORDING),
        ("${greeted} = 'no'", "${greeted}='no'", [], WORDING),
        ("required: false", "required: true", [("adjusted", "warmth", "required")], COMPATIBLE),
        (UNSEEN, UNSEEN + UNSEEN.replace("unseen", "na").replace("没看到", "无").replace(
            "Did not see", "None"), [("option-added", "greeted", "na")], COMPATIBLE),
        (UNSEEN, "", [("option-removed", "greeted", "unseen")], MEANING),
        ("outcome: not_met", "outcome: not_observed",
         [("meaning", "greeted", "no.meaning"), ("meaning", "greeted", "no.degree")], MEANING),
        ("courtesy", "comfort", [("meaning", "greeted", "characteristic")], MEANING),
        ("[5.2.4.3]", "[5.2.4.1]", [("meaning", "greeted", "clauses")], MEANING),
        ("${greeted} = 'no'", "${greeted} != 'yes'",
         [("meaning", "instead", "relevant")], MEANING),
        ("high: 5", "high: 7", [("meaning", "warmth", "high")], MEANING),
        ('". >= 4"', '". >= 3"', [("meaning", "warmth", "met")], MEANING),
        ("{zh: 冷淡, en: Cold}, {zh: 热情, en: Warm}",
         "{zh: 热情, en: Warm}, {zh: 冷淡, en: Cold}",
         [("meaning", "warmth", "ends")], MEANING),
        ("en: Warm}", "en: Very warm}", [("reworded", "warmth", "ends")], WORDING),
        ("mode: mystery", "mode: perception", [("meaning", "", "mode")], MEANING),
    ],
)  # fmt: skip
def test_a_change_is_told_by_its_kind(
    part: str, instead: str, told: list[tuple[str, str, str]], grave: Verdict
) -> None:
    found = changes(tiny(), edition((part, instead)))

    assert [(c.what, c.where, c.part) for c in found] == told
    assert verdict(found) is grave


def test_questions_that_came_went_and_moved() -> None:
    old = edition(more=MORE)
    first, _, third, fourth = old.questions
    new = replace(old, nodes=(fourth, first, third))

    assert [(c.what, c.where) for c in changes(old, new)] == [
        ("moved", "more"),
        ("removed", "instead"),
    ]
    assert [(c.what, c.where) for c in changes(new, old)] == [
        ("added", "instead"),
        ("moved", "more"),
    ]
    assert verdict(changes(old, new)) is COMPATIBLE


def test_a_narrower_limit_may_refuse_what_was_given_and_a_wider_one_may_not() -> None:
    visit = packaged()["store-visit", 1]
    price = next(q for q in visit.questions if isinstance(q, Number) and q.id == "price")
    place = visit.questions.index(price)

    def with_most(most: int) -> Questionnaire:
        questions = list(visit.questions)
        questions[place] = replace(price, most=Decimal(most))
        return replace(visit, nodes=tuple(questions))

    assert verdict(changes(visit, with_most(200_000))) is COMPATIBLE
    assert verdict(changes(visit, with_most(50_000))) is MEANING


def test_two_questionnaires_have_no_editions_in_common() -> None:
    with pytest.raises(NotOneQuestionnaire, match="tiny and store-visit"):
        changes(tiny(), packaged()["store-visit", 1])


def test_an_interview_goes_on_where_it_was_and_is_asked_what_came_new() -> None:
    interview = held(("greeted", Chosen("yes")), ("warmth", Amount(Decimal(4))))
    new = edition(more=MORE)

    moved = migrate(tiny(), new, interview)

    assert moved == interview
    asked = current(new, view(interview))
    assert asked is not None and asked.id == "more"


@pytest.mark.parametrize(
    ("new", "interview", "reasons"),
    [
        (
            edition(("high: 5", "high: 7")),
            held(("greeted", Chosen("yes"))),
            [Reason("meaning")],
        ),
        (
            edition(("required: false", "required: true")),
            held(("greeted", Chosen("yes")), ("warmth", Skipped())),
            [Reason("no-longer", "warmth")],
        ),
        (
            edition(("required: false", "required: \"${greeted} = 'yes'\"")),
            held(("greeted", Chosen("yes")), ("warmth", Skipped())),
            [Reason("no-longer", "warmth")],
        ),
        (edition(more=MORE), held(("more", Words("1"))), [Reason("returns", "more")]),
        (edition(), held().add(Submitted("r"), moment()), [Reason("over")]),
    ],
)
def test_an_interview_that_may_not_go_on_stays_and_says_why(
    new: Questionnaire, interview: Interview, reasons: list[Reason]
) -> None:
    assert migrate(tiny(), new, interview) == Stays(tuple(reasons))


def test_what_was_skipped_may_stay_skipped_where_the_condition_does_not_ask_for_it() -> None:
    new = edition(("required: false", "required: \"${greeted} = 'yes'\""))
    skipped = ("warmth", Skipped())

    for interview in (
        held(("greeted", Chosen("no")), ("instead", Words("Nothing.")), skipped),
        held(("greeted", Chosen("unseen")), skipped),
    ):
        assert migrate(tiny(), new, interview) == interview


def test_where_nothing_was_touched_any_edition_may_be_asked() -> None:
    new = edition(("high: 5", "high: 7"))

    for interview in (Interview(), held()):
        assert migrate(tiny(), new, interview) == interview
    back = held().add(Reopened(QuestionId("warmth")), moment())
    assert migrate(tiny(), new, back) == Stays((Reason("meaning"),))


def test_every_property_of_a_question_is_known_to_the_difference() -> None:
    """A new one is classified in surveys.editions.parts before it can be fielded."""
    classes = [
        one
        for one in vars(language).values()
        if isinstance(one, type)
        and is_dataclass(one)
        and one.__module__.startswith("surveys.")
        and one.__name__ not in ("Rule", "Scope", "Limits")
    ]
    assert {one.__name__ for one in classes} >= {"Question", "Option", "Questionnaire", "Rating"}
    unknown = {
        f"{one.__name__}.{field.name}"
        for one in classes
        for field in fields(one)
        if parts.part(one, field.name) is None
    }
    assert unknown == set()


def test_of_several_editions_the_newest_counts_whole_and_older_ones_where_they_are_its_equal() -> (
    None
):
    new = edition(('". >= 4"', '". >= 3"'), more=MORE)

    assert pooled([new, tiny()]) == {
        ("tiny", 1): {"greeted", "instead"},
        ("tiny", 2): {"greeted", "instead", "warmth", "more"},
    }
    assert apart([new, tiny()]) == (Apart("tiny", 1, 2, (QuestionId("warmth"),)),)
    assert apart([tiny()]) == apart([tiny(), edition(("Were you greeted?", "Greeted?"))]) == ()


def test_evidence_is_pooled_only_where_the_same_was_asked_of_the_same_people() -> None:
    assert poolable(tiny(), edition(("Were you greeted?", "Greeted?"), more=MORE)) == {
        "greeted", "instead", "warmth",
    }  # fmt: skip
    assert poolable(tiny(), edition(('". >= 4"', '". >= 3"'))) == {"greeted", "instead"}
    # Who is asked "instead" depends on what "greeted" can be answered.
    assert poolable(tiny(), edition((UNSEEN, ""))) == {"warmth"}
    assert poolable(tiny(), edition(("mode: mystery", "mode: perception"))) == frozenset()


# Any harmless edit of what ships, any answers.

PERCEPTION = packaged()["perception", 1]


def an_answer(draw: st.DrawFn, question: AnyQuestion) -> Value:
    values: list[Value] = [Chosen(option.code) for option in question.options]
    match question:
        case Rating(low=low, high=high):
            values += [Amount(Decimal(n)) for n in range(low, high + 1)]
        case Choice():
            pass
        case _:
            values.append(Words("Fine."))
    if question.required is False:
        values.append(Skipped())
    return draw(st.sampled_from(values))


@st.composite
def edits(draw: st.DrawFn) -> Questionnaire:
    """PERCEPTION with questions removed, reworded, made optional, moved (but for the first,
    which the others depend on) and one added."""
    first, *rest = PERCEPTION.questions
    kept = [q for q in rest if draw(st.integers(0, 9))]
    words = {"zh": "新问法", "en": "In other words"}
    kept = [replace(q, text=words) if not draw(st.integers(0, 3)) else q for q in kept]
    asked_of_some = compile_rule(f"${{{first.id}}} = '{first.options[0].code}'")
    needs: st.SearchStrategy[bool | Rule] = st.sampled_from([True, False, asked_of_some])
    kept = [replace(q, required=draw(needs)) for q in kept]
    kept = draw(st.permutations(kept))
    added = Text(id=QuestionId("new_one"), label=words, text=words, required=False)
    return replace(PERCEPTION, edition=2, nodes=(first, *kept, added))


@st.composite
def interviews(draw: st.DrawFn) -> Interview:
    interview = Interview().add(Began(), moment())
    for _ in range(draw(st.integers(0, 20))):
        seen = view(interview)
        question = current(PERCEPTION, seen)
        if seen.answers and not draw(st.integers(0, 4)):
            back = draw(st.sampled_from(sorted(seen.answers)))
            interview = interview.add(Reopened(back), moment())
        elif question is not None:
            answered = Answered(question.id, an_answer(draw, question))
            interview = interview.add(answered, moment())
    return interview


@given(edits(), interviews())
@settings(max_examples=60, deadline=None)
def test_no_answer_is_lost_and_what_did_not_change_counts_as_before(
    new: Questionnaire, interview: Interview
) -> None:
    assert verdict(changes(PERCEPTION, new)) is not MEANING
    moved = migrate(PERCEPTION, new, interview)
    assume(not isinstance(moved, Stays))
    assert isinstance(moved, Interview)

    moved = moved.add(Moved("user:1", 1, 2), moment())
    assert moved.entries[: interview.revision] == interview.entries
    before, after = result(PERCEPTION, view(interview)), result(new, view(moved))
    assert after == {id: value for id, value in before.items() if new.get(id)}
