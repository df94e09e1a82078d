"""What is proved or refuted before publishing, held against trying every answer there is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.buttons import Button, encode
from surveys.load import packaged, questionnaire
from surveys.proof import Proof, prove
from surveys.proof.paths import reachable
from surveys.proof.wording import LEFT
from surveys.questionnaire import (
    AnyQuestion,
    Choice,
    Mode,
    Number,
    Option,
    QuestionId,
    Questionnaire,
    Rating,
    Text,
)
from surveys.rules import Rule, compile_rule
from surveys.values import Scalar
from tests.builders import TINY

TWO = {"zh": "题", "en": "Question"}


def proof(text: str) -> Proof:
    return prove(questionnaire(text, "q.yaml"), "q.yaml")


def line_of(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if part in line)


@pytest.mark.parametrize("one", packaged().values(), ids=lambda q: q.key)
def test_what_ships_has_no_errors_and_nothing_undecided(one: Questionnaire) -> None:
    found = prove(one, one.key)

    assert found.errors == ()
    assert [str(w) for w in found.warnings if "not decided" in w.message] == []


IF_NO = "\"${greeted} = 'no'\""


@pytest.mark.parametrize(
    ("part", "instead", "at", "level", "says"),
    [
        (IF_NO, "\"${greeted} = 'maybe'\"", "id: instead", "errors", "can never hold"),
        (IF_NO, "\"${greeted} = 'a' and ${greeted} = 'b'\"", "id: instead", "errors", "never"),
        (IF_NO, "\"${greeted} != ''\"", "id: instead", "warnings", "always holds"),
        ("en: Warmth", "en: 热情", "id: warmth", "warnings", 'the same in every language: "热情"'),
        ("en: Were you greeted?", "en: ' '", "id: greeted", "errors", "says nothing in en"),
        ("en: Did not see", "en: NO", "id: greeted", "errors", 'no and unseen both mean "no"'),
        ("en: Did not see", f"en: {'x' * 41}", "id: greeted", "warnings", "numbered list"),
        ("clauses: [5.2.4.3]\n        low", "clauses: [5.1.1.1]\n        low", "", "", ""),
        ('". >= 4"', '". > 5"', "id: warmth", "warnings", "no answer means met"),
        ("required: false", "required: true", "id: warmth", "warnings", "did not see"),
        ("outcome: not_met", "outcome: met", "id: greeted", "warnings", "no answer means not met"),
    ],
)  # fmt: skip
def test_a_finding_has_its_line_and_its_level(
    part: str, instead: str, at: str, level: str, says: str
) -> None:
    assert part in TINY
    text = TINY.replace(part, instead, 1)

    found = proof(text)

    told = [str(problem) for problem in (*found.errors, *found.warnings)]
    if not level:
        assert told == []
        return
    (only,) = getattr(found, level)
    assert [str(only)] == told
    assert says in only.message
    assert (only.file, only.line) == ("q.yaml", line_of(text, at))


def test_a_clause_that_nothing_can_speak_against_is_an_error() -> None:
    text = TINY.replace("outcome: not_met", "outcome: met").replace('". >= 4"', '". >= 1"')

    (only,) = proof(text).errors

    assert only.message == "greeted: clause 5.2.4.3: no answer to anything means not met"


def test_what_no_path_gives_is_shown_by_the_answers_it_would_need() -> None:
    text = (
        TINY
        + """\
      - id: last
        kind: text
        label: {zh: 末, en: Last}
        text: {zh: 完, en: End}
        relevant: "${greeted} = 'yes' and ${instead} != ''"
"""
    )  # asked after 'no' only, and then greeted is not 'yes'

    (only,) = proof(text).errors

    assert "needs greeted = 'yes', instead = 'w', and no path gives that" in only.message


def test_a_form_that_asks_nothing_has_no_path() -> None:
    conditional = Text(
        id=QuestionId("a"), label=TWO, text=TWO, relevant=compile_rule("1 = 2"), line=7
    )

    found = prove(form(conditional), "q.yaml")

    assert [str(e) for e in found.errors] == [
        "q.yaml:7: a: never asked: 1 = 2 can never hold",
        "q.yaml:7: with no answers yet, no question is asked: no path",
    ]


def test_a_condition_on_a_later_question_is_an_error_not_a_cycle() -> None:
    first = Text(id=QuestionId("a"), label=TWO, text=TWO, relevant=compile_rule("${b} = ''"))
    second = Text(id=QuestionId("b"), label=TWO, text=TWO, relevant=compile_rule("${a} = ''"))

    (only,) = prove(form(first, second), "q.yaml").errors

    assert only.message == "a: ${b} = '': b is no earlier question"


def test_a_constraint_that_refuses_everything_is_a_dead_end() -> None:
    one = replace(a_rating("r", 1, 5), constraint=compile_rule(". > 5"))

    assert [e.message for e in prove(form(one), "").errors] == [
        "r: no answer is taken after anything: . > 5"
    ]
    assert prove(form(replace(one, required=False)), "").errors == ()


def test_a_constraint_on_an_earlier_answer_is_walked_with_it() -> None:
    higher = replace(a_rating("b", 1, 3), constraint=compile_rule(". > ${a}"))
    last = {f"b{n}": compile_rule(f"${{b}} = {n}") for n in (1, 3)}
    ends = [Text(id=QuestionId(id), label=TWO, text=TWO, relevant=r) for id, r in last.items()]

    (only,) = prove(form(a_rating("a", 1, 2), higher, *ends), "").errors

    assert only.message == "b1: never asked: ${b} = 1 needs b = 1, and no path gives that"


def test_too_much_to_try_is_said_and_never_passed_over() -> None:
    ratings = [a_rating(f"r{n}", 0, 9) for n in range(8)]
    sum_ = " + ".join(f"${{r{n}}}" for n in range(8))
    wanted = Text(id=QuestionId("t"), label=TWO, text=TWO, relevant=compile_rule(f"{sum_} = 99"))
    words = Text(id=QuestionId("w"), label=TWO, text=TWO)
    odd = Text(
        id=QuestionId("o"), label=TWO, text=TWO,
        relevant=compile_rule("string-length(${w}) * 7 = 371"),
    )  # fmt: skip

    found = prove(form(*ratings, wanted, words, odd), "q.yaml")

    assert found.errors == ()
    assert [w.message for w in found.warnings] == [
        "o: not decided whether string-length(${w}) * 7 = 371 can ever hold",
        f"t: not decided whether {sum_} = 99 can ever hold",
    ]


def test_a_button_is_measured_as_the_chat_builds_it() -> None:
    """The longest that surveys.proof lets pass is the longest that bot.buttons can send."""
    id, code = "q" * 24, "c" * (LEFT - 24)

    assert len(f"a1:{'k' * 12}:999999:{id}:{code}") == 64
    encode(Button("k" * 12, 999_999, id, code[:12]))
    told = [
        e.message
        for e in prove(
            form(a_choice(id, (code, "no")), a_choice(id, (code + "c", "no"))), ""
        ).errors
    ]
    assert told == [f"{id}: with {code}c its button is 1 bytes too long for the chat"]


# Held against brute force: every combination of answers, each walked as the engine walks.


def form(*questions: AnyQuestion) -> Questionnaire:
    return Questionnaire(
        id="f", edition=1, mode=Mode.MYSTERY, title=TWO, intro=TWO, thanks=TWO, minutes=1,
        source="", sections=(), nodes=questions,
    )  # fmt: skip


def a_choice(id: str, codes: tuple[str, ...]) -> Choice:
    options = tuple(Option(code, {"zh": f"选{code}", "en": f"Say {code}"}) for code in codes)
    return Choice(id=QuestionId(id), label=TWO, text=TWO, options=options)


def a_rating(id: str, low: int, high: int) -> Rating:
    return Rating(id=QuestionId(id), label=TWO, text=TWO, low=low, high=high, ends=(TWO, TWO))


def a_number(id: str) -> Number:
    return Number(id=QuestionId(id), label=TWO, text=TWO, least=Decimal(0), most=Decimal(30))


def everything(question: AnyQuestion, held: Mapping[str, Scalar]) -> Iterator[Scalar]:
    """Every value the question takes after *held*, listed here once more."""
    values: Iterable[Scalar] = ["w"]
    match question:
        case Choice(options=options):
            values = [option.code for option in options]
        case Rating(low=low, high=high):
            values = map(float, range(low, high + 1))
        case Number(least=least, most=most):
            values = map(float, range(int(least), int(most) + 1))
        case _:
            pass
    must, need = question.constraint, question.required
    yield from (value for value in values if must is None or must.holds(held, value))
    if not (need.holds(held) if isinstance(need, Rule) else need):
        yield ""


def brute_force(
    questions: tuple[AnyQuestion, ...], held: Mapping[str, Scalar]
) -> Iterator[tuple[str, bool | None]]:
    """(question, asked?) for everything that happens on every path, None: nothing is taken."""
    if not questions:
        return
    first, *rest = questions
    on = first.relevant is None or first.relevant.holds(held)
    yield first.id, on
    values = list(everything(first, held)) if on else [""]
    if not values:
        yield first.id, None
    for value in values:
        yield from brute_force(tuple(rest), {**held, first.id: value})


@st.composite
def conditions(draw: st.DrawFn, earlier: list[str]) -> str:
    def atom() -> str:
        name = draw(st.sampled_from(earlier))
        compare = draw(st.sampled_from(["=", "!=", "<", "<=", ">", ">="]))
        constant = draw(st.sampled_from(["'a'", "'c'", "''", "0", "2", "'2'", "29", "2.5"]))
        right = draw(
            st.sampled_from([constant, constant, f"${{{draw(st.sampled_from(earlier))}}}"])
        )
        left = draw(st.sampled_from([f"${{{name}}}", f"${{{name}}}", f"${{{name}}} + 1"]))
        turned = draw(st.booleans())
        return f"{right} {compare} {left}" if turned else f"{left} {compare} {right}"

    parts = [atom() for _ in range(draw(st.integers(1, 3)))]
    joined = parts[0]
    for part in parts[1:]:
        joined = f"{joined} {draw(st.sampled_from(['and', 'or']))} {part}"
    return draw(st.sampled_from([joined, f"not({joined})"]))


@st.composite
def forms(draw: st.DrawFn) -> Questionnaire:
    questions: list[AnyQuestion] = []

    def rule(*more: str) -> Rule | None:
        names = [*(question.id for question in questions), *more]
        wanted = draw(st.booleans()) if names else False
        text = draw(conditions(names)).replace("${.}", ".") if wanted else None
        return compile_rule(text) if text else None

    for number in range(draw(st.integers(2, 4))):
        kinds: list[AnyQuestion] = [
            a_choice(f"q{number}", ("a", "b")),
            a_rating(f"q{number}", 1, 3),
        ]
        one: AnyQuestion = draw(
            st.sampled_from([*kinds, a_number(f"q{number}")] if number == 0 else kinds)
        )
        required = rule() or draw(st.booleans())
        must = rule(".") if draw(st.booleans()) else None
        questions.append(replace(one, required=required, relevant=rule(), constraint=must))
    return form(*questions)


@given(forms())
@settings(max_examples=200, deadline=None)
def test_what_can_be_asked_is_what_trying_everything_finds(one: Questionnaire) -> None:
    happened = set(brute_force(one.questions, {}))

    proved = prove(one, "")
    told = [problem.message for problem in (*proved.errors, *proved.warnings)]
    if any(asked is None for _, asked in happened):
        assert any("taken" in message for message in told)
        return
    assert not any("is taken after" in message for message in told)
    for id, found in reachable(one).items():
        assert not found.asked or (id, True) in happened
        assert not found.passed or (id, False) in happened
        if found.exact:
            assert found.asked is ((id, True) in happened), one[id].relevant
            assert found.passed is ((id, False) in happened), one[id].relevant


def test_a_few_numbers_stand_for_all_of_them() -> None:
    signs = ("=", "!=", "<", "<=", ">", ">=")
    for one, two in product(signs, signs):
        for low, high in (("2", "4"), ("2.5", "3"), ("29", "29.5"), ("-1", "0")):
            rule = compile_rule(f"${{n}} {one} {low} and {high} {two} ${{n}}")
            text = Text(id=QuestionId("t"), label=TWO, text=TWO, relevant=rule)
            numbers = (a_number("n"), text)

            found = reachable(form(*numbers))[text.id]

            assert found.exact
            assert found.asked is (("t", True) in set(brute_force(numbers, {}))), rule.text
