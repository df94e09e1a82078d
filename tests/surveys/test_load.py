"""What an author can get wrong, all of it told at once, each with its line."""

import pytest

from scoring.datafile import DataFileError
from surveys.load import EditionChanged, questionnaire, with_fielded
from tests.builders import TINY, tiny


def told(text: str) -> list[str]:
    with pytest.raises(DataFileError) as refused:
        questionnaire(text, "q.yaml")
    return [str(problem) for problem in refused.value.problems]


def line_of(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if part in line)


@pytest.mark.parametrize(
    ("part", "instead", "says"),
    [
        ("id: warmth", "id: greeted", "this id stands twice"),
        ("id: warmth", "id: Warmth", "String should match pattern"),
        ("kind: text", "kind: essay", "Input should be 'choice'"),
        ("characteristic: courtesy", "characteristic: charm", "functionality"),
        ("\"${greeted} = 'no'\"", '"${warmth} = 5"', "no earlier question is called warmth"),
        ("\"${greeted} = 'no'\"", '"last()"', "count(${repeat})"),
        ("{code: no,", "{code: yes,", "two options have the same code"),
        ("outcome: not_met}", "outcome: partly}", "partly has a degree"),
        ("low: 1", "low: 5", "low must be below high"),
        ("high: 5", "top: 5", "top"),
        ("least_sentences: 1", "within_m: 50", "a text has no within_m"),
        ('met: ". >= 4"', "help: {zh: 无, en: none}", "no answer of it means met or not met"),
        ("{zh: 热情, en: Warmth}", "{zh: 热情}", "en"),
        ("minutes: 1", "minutes: soon", "minutes"),
        ("least_sentences: 1", 'constraint: ". != 1"', "a constraint and its message go together"),
        ("least_sentences: 1", "required: ${warmth} = 1", "no earlier question is called warmth"),
        ("您看到了什么？", '"${warmth}？"', "no earlier question is called warmth"),
        ("outcome: met}", "exclusive: true}", "only one of several can be exclusive"),
    ],
)
def test_a_mistake_is_told_with_its_line(part: str, instead: str, says: str) -> None:
    assert TINY.count(part) >= 1
    text = TINY.replace(part, instead, 1)

    problems = told(text)

    assert any(says in problem for problem in problems), problems
    assert all(problem.startswith("q.yaml:") for problem in problems)


def test_every_mistake_is_told_at_once() -> None:
    text = TINY.replace("id: warmth", "id: greeted").replace("low: 1", "low: 9")
    text = text.replace("\"${greeted} = 'no'\"", '"//x"')

    problems = told(text)

    assert len(problems) == 3
    assert f"q.yaml:{line_of(text, '//x')}:" in problems[0]


def test_an_edition_once_fielded_cannot_change_and_is_never_lost() -> None:
    then, now = tiny(), questionnaire(TINY.replace("greeted?", "welcomed?"), "tiny@1.yaml")
    row = ("tiny", 1, then.hash, then.written)

    assert with_fielded({("tiny", 1): then}, [row]) == {("tiny", 1): then}
    assert with_fielded({}, [row]) == {("tiny", 1): then}
    with pytest.raises(EditionChanged, match="tiny@1"):
        with_fielded({("tiny", 1): now}, [row])
