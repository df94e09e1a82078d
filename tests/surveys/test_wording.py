"""Earlier answers in later words: as they read in the person's language, and never read again."""

from decimal import Decimal

from surveys.questionnaire import QuestionId
from surveys.values import Amount, ChosenAll, Value, Words
from surveys.wording import asked, worded
from tests.builders import logic, tiny

SHOWN, PRICE = QuestionId("shown"), QuestionId("price")


def test_several_answers_read_as_a_list_in_each_language() -> None:
    price = logic()[PRICE]
    known = {SHOWN: ChosenAll(("fees", "hours"))}

    assert "“收费、时间”" in asked(price.text, known, logic(), "zh")
    assert "You saw: Fees, Hours." in asked(price.text, known, logic(), "en")


def test_an_answer_that_is_not_there_leaves_a_gap_and_no_braces() -> None:
    assert asked(logic()[PRICE].text, {}, logic(), "en").startswith("You saw: ….")


def test_what_a_person_wrote_is_not_read_again() -> None:
    texts = {"zh": "您说：${instead}", "en": "You said: ${instead}"}
    known: dict[QuestionId, Value] = {
        QuestionId("instead"): Words("${warmth} {x} %s"),
        QuestionId("warmth"): Amount(Decimal(5)),
    }

    assert asked(texts, known, tiny(), "en") == "You said: ${warmth} {x} %s"


def test_nothing_of_several_is_an_answer() -> None:
    assert worded(logic()[SHOWN], ChosenAll(()), "en") == "none"
