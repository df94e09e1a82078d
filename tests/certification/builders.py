"""Users, cases and played interviews, through the real verbs."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncConnection

from certification import store as certification
from certification.case import Case, CaseId
from certification.service import Cases
from certification.users import Role, User
from surveys import store
from surveys.entries import Moment
from surveys.events import Agreed, Confirmed, Replied, Tapped
from surveys.questionnaire import QuestionId
from surveys.service import Interviews
from surveys.turn import Turn
from tests.builders import DAY, NOON, SCENARIO

KEY = "cct-gz-sc03@B2"
BY = "user:1"
PAGE = Moment(NOON, "page")


async def an_open_case(tx: AsyncConnection, cases: Cases, scheme: str = KEY) -> Case:
    client = await cases.add_client(tx, {"zh": "示例电器", "en": "Example Appliances"}, BY, NOON)
    return await cases.open(tx, client.id, scheme, BY, NOON)


async def a_user(tx: AsyncConnection, login: str = "li", role: Role = Role.AUDITOR) -> User:
    """Nobody logs in as this one: its password is no hash."""
    return await certification.create_user(tx, login, "Li", role, "-", None, NOON)


async def a_visit(tx: AsyncConnection, case: Case, outlet: str, code: str) -> str:
    """An assignment of the tiny questionnaire at a new outlet; its code."""
    waves = await store.waves_of_case(tx, case.id)
    wave = waves[0].id if waves else await store.add_wave(
        tx, case_id=case.id, name="wave 1", opens=NOON - DAY, closes=NOON + DAY
    )  # fmt: skip
    place = await store.add_outlet(
        tx, client_id=case.client.id, code=outlet, name=f"outlet {outlet}", address="-"
    )
    await store.add_assignment(
        tx, code=code, wave_id=wave, outlet_id=place, questionnaire="tiny", edition=1,
        scenario=SCENARIO, opens=NOON - DAY, closes=NOON + DAY, at=NOON,
    )  # fmt: skip
    return code


async def visited(
    tx: AsyncConnection, interviews: Interviews, code: str, greeted: str, warmth: str
) -> Turn:
    """The visit played and submitted."""
    turn = await interviews.by_assignment_code(tx, code, "en", PAGE)
    token = turn.held.token
    turn = await interviews.on_page(tx, token, Agreed(), PAGE)
    turn = await _tap(tx, interviews, turn, "greeted", greeted)
    if greeted == "no":
        turn = await interviews.on_page(tx, token, Replied("=1+1 he looked away."), PAGE)
    turn = await _tap(tx, interviews, turn, "warmth", warmth)
    return await interviews.on_page(tx, token, Confirmed(), PAGE)


async def _tap(
    tx: AsyncConnection, interviews: Interviews, turn: Turn, question: str, code: str
) -> Turn:
    event = Tapped(QuestionId(question), turn.held.interview.revision, code)
    return await interviews.on_page(tx, turn.held.token, event, PAGE)


def every_clause_met(cases: Cases, scheme: str = KEY) -> Mapping[str, Mapping[str, object]]:
    """A finding for each clause, all of it met."""
    full: dict[str, Mapping[str, object]] = {
        "sampled": {"met": 20, "of": 20},
        "all_or_nothing": {"met": True},
        "banded": {"percent": 100},
        "information": {"met": True},
    }
    return {clause.ref: full[clause.method] for clause in cases.schemes(scheme).clauses}


async def entered_all(tx: AsyncConnection, cases: Cases, case: CaseId) -> None:
    for clause, value in every_clause_met(cases).items():
        await cases.enter(tx, case, clause, value, "", BY, NOON)
