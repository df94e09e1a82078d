"""A case's bundle, from the store."""

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.bundle import Whole, bundle
from certification.service import Cases
from surveys import store as surveys
from surveys.records import FeedRow

PAGE = 5_000


async def case_bundle(tx: AsyncConnection, cases: Cases, case_id: int) -> bytes:
    """Everything the case's score is a function of, as it stands in this transaction.

    Raises NoSuchCase, SchemeChanged.
    """
    sheet = await cases.sheet(tx, case_id, indices=True, evidence=True)
    rows: list[FeedRow] = []
    while page := await surveys.feed(tx, sheet.case.id, rows[-1].cursor if rows else 0, PAGE):
        rows += page
    log = await cases.findings(tx, case_id)
    held = await surveys.of_case(tx, sheet.case.id)
    policies = await cases.policies_log(tx, sheet.case.id)
    return bundle(Whole(sheet, rows, log, held, policies), cases.questionnaires)
