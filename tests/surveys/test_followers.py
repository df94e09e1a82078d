"""What an answer brings with it: proof with a way out, words with a least number of sentences."""

import pytest

from scoring.datafile import DataFileError
from surveys.load import questionnaire
from surveys.questionnaire import Media, Text
from surveys.xlsform.exporting import as_form
from tests.builders import TINY, newest
from tests.surveys.xlsform.drawn import bare, there_and_back

PROOF = """\
        evidence:
          when: ". = 'no'"
          label: {zh: 照片, en: Photo}
          text: {zh: 请拍照。, en: A photo please.}
          help: {zh: 别拍人。, en: No faces.}
          options: no_photo
          most: 2
      - id: instead
"""
SETS = """\
option_sets:
  no_photo:
    - {code: no_photo, label: {zh: 不便拍照, en: I could not take one}}
sections:
"""
SHOWN = TINY.replace("      - id: instead\n", PROOF, 1).replace("sections:\n", SETS, 1)


def test_a_photo_that_an_answer_wants_has_its_own_words_and_a_way_out() -> None:
    photo = questionnaire(SHOWN, "q.yaml")["greeted_ev"]

    assert isinstance(photo, Media)
    assert photo.label["en"] == "Photo"
    assert photo.help == {"zh": "别拍人。", "en": "No faces."}
    assert [option.code for option in photo.options] == ["no_photo"]
    assert photo.most == 2
    assert photo.of == "greeted"


def test_words_that_an_answer_wants_have_a_least_number_of_sentences() -> None:
    told = newest("store-visit")["greeted_ev"]

    assert isinstance(told, Text)
    assert told.least_sentences == 1
    assert told.required is True


@pytest.mark.parametrize(
    ("part", "instead", "says"),
    [
        ("options: no_photo", "options: nothing", "no option set nothing"),
        ("          most: 2", "          kind: text\n          most: 2", "words have no way out"),
        ("en: No faces.", "en: 'No ${faces'", "an answer is written"),
        ("when: \". = 'no'\"", "when: \"${later} = 'no'\"", "no earlier question is called later"),
    ],
)
def test_a_mistake_in_it_is_told(part: str, instead: str, says: str) -> None:
    assert part in SHOWN

    with pytest.raises(DataFileError, match="greeted") as told:
        questionnaire(SHOWN.replace(part, instead, 1), "q.yaml")

    assert any(says in problem.message for problem in told.value.problems)


def test_the_way_out_travels_in_a_form_and_comes_back() -> None:
    again = questionnaire(there_and_back(SHOWN).text, "again.yaml")

    assert bare(again) == bare(questionnaire(SHOWN, "q.yaml"))
    assert "no_photo" in str(as_form(SHOWN, "q.yaml").sheets["survey"])
