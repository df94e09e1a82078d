"""What an interview's quality flags say on the pages."""

from sqlalchemy.ext.asyncio import AsyncConnection

from locales import known, say
from scoring.statistics.shares import clopper_pearson
from surveys import store as surveys
from surveys.load import Questionnaires
from surveys.pace import pace_for
from surveys.quality import HONEST, Filled, Flag, filled, flags
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
    """The flag in words, what it means, and how often it comes up where nobody cheats."""
    said = say(language, f"console-flag-{flag.id}", **flag.args)
    return f"{said}{'' if known(language) == 'zh' else ' '}{how_often(*HONEST[flag.id], language)}"


def how_often(alarms: int, of: int, language: str) -> str:
    """A false-alarm rate in words, with its upper 95 % bound."""
    bound = 100 * clopper_pearson(alarms, of).high
    return say(
        language, "console-flag-honest", alarms=str(alarms), of=str(of), bound=f"{bound:.1f}"
    )


def _filled(held: Held, questionnaires: Questionnaires) -> Filled:
    asked = questionnaires[held.questionnaire, held.edition]
    return filled(asked, held.interview, held.key, held.person_id)
