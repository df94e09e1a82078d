"""What an interview's quality flags say on the pages."""

from sqlalchemy.ext.asyncio import AsyncConnection

from locales import say
from surveys import store as surveys
from surveys.load import Questionnaires
from surveys.pace import pace_for
from surveys.quality import Filled, Flag, filled, flags
from surveys.records import Held

BESIDE = 500  # the newest of the case, whose texts are compared


async def flagged(
    tx: AsyncConnection, this: Held, questionnaires: Questionnaires
) -> tuple[Flag, ...]:
    """The flags of *this*: against the frozen pace, against what the same person filled in, and
    against the newest interviews of the case."""
    others = await surveys.beside(tx, this, BESIDE)
    asked = questionnaires[this.questionnaire, this.edition]
    measure = await pace_for(tx, this, asked)
    read = [_filled(held, questionnaires) for held in others]
    return flags(_filled(this, questionnaires), read, measure)


def sentence(flag: Flag, language: str) -> str:
    """The flag in words, and what it means."""
    return say(language, f"console-flag-{flag.id}", **flag.args)


def _filled(held: Held, questionnaires: Questionnaires) -> Filled:
    asked = questionnaires[held.questionnaire, held.edition]
    return filled(asked, held.interview, held.key, held.person_id)
