"""``anfang plan``: which outlets to visit, how often and how many customers to ask, with the seed
and the reasons, and which clauses still want samples."""

import secrets
import sys
from collections.abc import Iterator, Sequence
from fractions import Fraction

from sqlalchemy.ext.asyncio import AsyncConnection

from app.refusals import REFUSED, Refused, refusals
from app.settings import Settings
from app.wiring import clock, house
from certification.sampling import AuditKind, Enough, Plan, Risk, Why, plan, sufficiency
from certification.sheet import CaseSheet
from db.audit import Act, acts, record
from db.engine import transaction
from locales import CHINA, say
from scoring.statistics.domain import OutOfDomain

ACTION, BY = "sampling.plan", "command-line"


async def run(
    settings: Settings,
    case_id: int,
    *,
    audit: str = AuditKind.INITIAL,
    seed: int | None = None,
    risks: Sequence[str] = (),
    lang: str = "zh",
) -> int:
    """*risks*: "S03=2" or "S03=2: complaints in May", each outlet once.  What was drawn is kept
    with the case, once.  0: printed.  2: refused, with the why."""
    read = [*map(_risk, risks)]
    stated = dict(read)
    if audit not in tuple(AuditKind) or None in stated.values() or len(stated) < len(read):
        print(say(lang, "plan-usage", kinds=", ".join(AuditKind)), file=sys.stderr)
        return REFUSED
    try:
        with refusals(lang):
            async with house(settings) as whole, transaction(whole.engine) as tx:
                case = await whole.cases.of_house(tx, case_id)
                sheet = await whole.cases.sheet(tx, case.id)
                made = plan(
                    [outlet.code for outlet in sheet.outlets],
                    AuditKind(audit),
                    secrets.randbelow(10**9) if seed is None else seed,
                    risks={code: risk for code, risk in stated.items() if risk is not None},
                    min_sample=int(sheet.sheet.policies["min_sample"]),
                )
                before = await _kept(tx, case.id, made)
    except Refused as refused:
        return refused.code
    except OutOfDomain:
        unknown = ", ".join(stated.keys() - {outlet.code for outlet in sheet.outlets})
        id = "plan-unknown-outlets" if unknown else "plan-no-outlets"
        print(say(lang, id, outlets=unknown), file=sys.stderr)
        return REFUSED
    for line in (*sentences(made, sheet, lang), *_before(before, lang)):
        print(line)
    return 0


async def _kept(tx: AsyncConnection, case_id: int, made: Plan) -> list[Act]:
    """Keep what was drawn, unless it is already; what was drawn before otherwise."""
    drawn = {
        "kind": made.kind.value, "seed": str(made.seed), "of": made.of,
        "outlets": [one.outlet for one in made.drawn],
    }  # fmt: skip
    known = await acts(tx, f"case:{case_id}", [ACTION])
    if drawn not in [act.details for act in known]:
        await record(tx, clock(), BY, ACTION, f"case:{case_id}", drawn)
    return [act for act in known if act.details != drawn]


def _before(known: Sequence[Act], lang: str) -> Iterator[str]:
    for act in known:
        yield say(
            lang, "plan-before", day=f"{act.at.astimezone(CHINA):%Y-%m-%d}",
            kind=say(lang, f"plan-kind-{act.details['kind']}"), seed=act.details["seed"],
            outlets=", ".join(act.details["outlets"]),
        )  # fmt: skip


def sentences(made: Plan, sheet: CaseSheet, lang: str) -> Iterator[str]:
    """The plan in words, then the clauses that want samples."""
    names = {outlet.code: outlet.name for outlet in sheet.outlets}
    yield say(
        lang, "plan-outlets", kind=say(lang, f"plan-kind-{made.kind}"), count=len(made.drawn),
        of=made.of, seed=str(made.seed),
    )  # fmt: skip
    for one in made.drawn:
        risk = one.risk
        reason = risk.reason if risk and one.why is Why.RISK else ""
        weight = f"{float(risk.weight):g}" if risk else ""
        why = say(lang, f"plan-why-{one.why}", weight=weight, reason=reason)
        yield f"  {one.outlet}  {names[one.outlet]}  {why.rstrip()}"
    yield say(lang, "plan-centre")
    yield say(
        lang, "plan-visits", visits=made.visits, least=made.min_sample,
        one=f"{float(made.one_visit):.2f}", reliability=f"{float(made.reliability):.2f}",
    )  # fmt: skip
    assumed = {"margin": f"{float(made.margin * 100):g}", "rho": f"{float(made.rho):g}"}
    if made.customers is None:
        yield say(lang, "plan-customers-never", **assumed)
    else:
        yield say(lang, "plan-customers", count=made.customers, **assumed)
    yield from _wanting(sufficiency(sheet.sheet.lines, made.min_sample), lang)


def _wanting(found: Sequence[Enough], lang: str) -> Iterator[str]:
    short = [one for one in found if one.short]
    yield say(lang, "plan-enough", enough=len(found) - len(short), of=len(found))
    for one in short:
        yield "  " + say(lang, "plan-short", clause=one.clause, have=one.have, least=one.need)


def _risk(text: str) -> tuple[str, Risk | None]:
    """None in the place of a risk that cannot be read."""
    code, _, rest = text.partition("=")
    weight, _, reason = rest.partition(":")
    try:
        number = Fraction(weight.strip())
    except (ValueError, ZeroDivisionError):
        return code, None
    return code.strip(), Risk(number, reason.strip()) if number > 0 else None
