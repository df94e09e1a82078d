"""The log of an interview is read in words of the reader's language, not in the machine's."""

import pytest

from surveys.entries import (
    Act,
    Began,
    Clocked,
    Declined,
    Doubted,
    Entry,
    LanguageChosen,
    Paused,
    Returned,
    Ticked,
)
from surveys.questionnaire import QuestionId
from surveys.values import Chosen
from tests.builders import moment
from tests.web.site import KINDS
from web.console.log import logged

SOME, FRIENDLY = QuestionId("wait"), QuestionId("friendly")


@pytest.mark.parametrize(("act", "zh", "en"), [
    (Clocked(SOME, "start"), "开始", "started"),
    (Clocked(SOME, "split"), "中间计时", "time between"),
    (Clocked(SOME, "stop"), "停止", "stopped"),
    (LanguageChosen("zh"), "中文", "中文"),
    (LanguageChosen("fr"), "fr", "fr"),
    (Declined("conflict"), "认识那里的人", "knows somebody there"),
    (Declined("no-consent"), "不愿参加", "did not want to take part"),
    (Declined("other"), "other", "other"),
    (Doubted(FRIENDLY, Chosen("yes")), "是", "Yes"),
    (Ticked(FRIENDLY, ("yes", "no")), "是、否", "Yes, No"),
    (Began(7), "", ""),
    (Paused("no time"), "no time", "no time"),
    (Returned("user:1", "photo"), "Li: photo", "Li: photo"),
])  # fmt: skip
def test_an_entry_is_told_in_words(act: Act, zh: str, en: str) -> None:
    entry = Entry(act, moment())
    told = [logged(entry, KINDS, language, {"user:1": "Li"}).text for language in ("zh", "en")]
    assert told == [zh, en]
