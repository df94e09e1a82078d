"""Where a piece of evidence comes from, in words: the entry of an interview, the auditor's row."""

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.sheet import CaseSheet
from locales import CHINA, pick, say
from scoring.explain import LookUp
from surveys import store as surveys
from surveys.entries import view
from surveys.load import Questionnaires
from surveys.questionnaire import QuestionId
from surveys.records import Held
from surveys.wording import worded


async def looked_up(
    tx: AsyncConnection, sheet: CaseSheet, questionnaires: Questionnaires, lang: str
) -> LookUp:
    """What stands where a trace leads: entry, question and answer; or who stated it and when.

    An interview is known by its key, an account by its number: nobody's name is said.
    """
    held = {one.key: one for one in await surveys.of_case(tx, sheet.case.id)}

    def look_up(trace: str) -> str | None:
        kind, _, subject = trace.partition(":")
        if kind == "interview":
            key, _, question = subject.partition("#")
            return _answer(held[key], questionnaires, question, lang) if key in held else None
        found = next((f for f in sheet.audit.findings.values() if str(f.id) == subject), None)
        if found is None:
            return None
        at = f"{found.at.astimezone(CHINA):%Y-%m-%d %H:%M}"
        said = say(lang, "cert-explain-finding", number=subject, by=found.by, at=at)
        if not found.note:
            return said
        return say(lang, "cert-explain-noted", finding=said, note=found.note)

    return look_up


def _answer(held: Held, questionnaires: Questionnaires, question: str, lang: str) -> str | None:
    asked = questionnaires[held.questionnaire, held.edition].get(question)
    given = view(held.interview).answers.get(QuestionId(question))
    if asked is None or given is None:
        return None
    return say(
        lang,
        "cert-explain-answer",
        entry=str(given.revision),
        interview=held.key,
        question=pick(asked.label, lang),
        answer=worded(asked, given.value, lang),
        at=f"{given.at.astimezone(CHINA):%Y-%m-%d %H:%M}",
    )
