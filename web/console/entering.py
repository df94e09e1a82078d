"""The audit entered clause by clause: each line saved by itself, said, and undone on request."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from certification.audit import BONUS, DELETIONS, Finding, Kind
from certification.errors import CertificationError
from certification.sheet import CaseSheet
from scoring.adjustments import Trigger
from scoring.evidence import Source
from scoring.finding import FRAME
from scoring.policies import stated
from scoring.scheme import Clause
from scoring.score import SheetFlag
from scoring.special_form import KEYS as SPECIAL
from web.console.cases import case_page
from web.console.desk import Desk, see
from web.console.reading import points
from web.errors import Malformed

FIELDS = ("met", "of", "percent", *FRAME)


async def show(desk: Desk) -> web.StreamResponse:
    await desk.case()
    return await _page(desk)


async def enter(desk: Desk) -> web.StreamResponse:
    """One line.  What cannot be is said beside it, as typed, and nothing is changed."""
    await desk.case()
    ref, source = desk.request.match_info["clause"], _source(desk)
    done = desk.form.get("do", "save")
    try:
        if done == "undo":
            await desk.cases.undo(
                desk.tx, desk.case_id, ref, desk.user.actor, desk.at, source=source
            )
        elif done == "withdraw":
            await desk.cases.withdraw(
                desk.tx, desk.case_id, ref, desk.user.actor, desk.at, source=source
            )
        else:
            await desk.cases.enter(
                desk.tx, desk.case_id, ref, _value(desk.form), desk.form.get("note", ""),
                desk.user.actor, desk.at, source=source,
            )  # fmt: skip
    except CertificationError as error:
        wrong = {ref: error.in_language(desk.language)}
        return await _page(desk, wrong, desk.form, status=error.status)
    here = f"/console/cases/{desk.case_id}/audit"
    return see(f"{here}?source={source}&done={done}&at={ref}#c-{ref}")


async def special(desk: Desk) -> web.StreamResponse:
    """Add or take back a special deduction, set or take back the bonus, approve, claim."""
    await desk.case()
    text, by = desk.form.get("text", ""), desk.user.actor
    note = desk.form.get("note", "")
    try:
        match desk.form.get("do"):
            case "special":
                given = {key: desk.form.get(key, "") for key in SPECIAL}
                await desk.cases.add_special(desk.tx, desk.case_id, given, note, by, desk.at)
            case "withdraw-special":
                number = desk.form.get("number", "")[:32]
                await desk.cases.withdraw_special(desk.tx, desk.case_id, number, by, desk.at)
            case "bonus":
                await desk.cases.set_bonus(desk.tx, desk.case_id, text, note, by, desk.at)
            case "withdraw-bonus":
                await desk.cases.withdraw_bonus(desk.tx, desk.case_id, by, desk.at)
            case "approve":
                subject = desk.form.get("subject", "")[:32]
                await desk.cases.approve(desk.tx, desk.case_id, subject, note, by, desk.at)
            case "disapprove":
                subject = desk.form.get("subject", "")[:32]
                await desk.cases.disapprove(desk.tx, desk.case_id, subject, by, desk.at)
            case "claim":
                grade = desk.form.get("grade", "")[:40]
                await desk.cases.claim(desk.tx, desk.case_id, grade, by, desk.at)
            case _:
                raise Malformed
    except CertificationError as error:
        wrong = {desk.form["do"]: error.in_language(desk.language)}
        return await _page(desk, wrong, desk.form, status=error.status)
    return see(f"/console/cases/{desk.case_id}/audit?at=specials#specials")


async def _page(
    desk: Desk,
    wrong: Mapping[str, str] | None = None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> web.Response:
    sheet = await desk.cases.sheet(desk.tx, desk.case_id)
    log = await desk.cases.findings(desk.tx, desk.case_id)
    source = _source(desk, sheet.scheme.decided_by)
    stands = {f.subject: f for f in sheet.audit.of(Kind.CLAUSE) if f.source is source}
    ever = {f.subject for f in log if f.kind is Kind.CLAUSE and f.source is source}
    lines = [x for x in sheet.sheet.lines if x.clause.role(source) != "none"]
    context: dict[str, Any] = {
        "source": source,
        "sources": _sources(sheet.scheme.clauses),
        "groups": [
            (group.group, [x for x in lines if x.clause.group == group.group.ref])
            for group in sheet.sheet.groups
        ],
        "values": {ref: _fields(found) for ref, found in stands.items()},
        "stands": stands,
        "stated": ever,
        "wrong": wrong or {},
        "apart": [
            said
            for ref, said in (wrong or {}).items()
            if ref[:1].isdigit() and ref not in {line.clause.ref for line in lines}
        ],
        "typed": typed or {},
        "done": desk.request.query.get("done", ""),
        "done_at": desk.request.query.get("at", ""),
        "open": sheet.case.stage.takes_findings,
        "bands": sheet.scheme.score_bands,
        "specials": sheet.audit.of(Kind.SPECIAL),
        "bonus": sheet.audit.stands(Kind.BONUS, BONUS),
        "approvals": [*_approvals(sheet)],
        "claimed": sheet.audit.claimed,
        "grades": sheet.scheme.grades,
        "triggers": [*Trigger],
        "special_text": sheet.scheme.special_deduction.text,
        "bonus_text": sheet.scheme.bonus.text,
        "na_any": sheet.sheet.policies["na_allowed"] == "any",
        "entered": len(stands),
        "points": points,
    }
    return await case_page(desk, "audit", context, sheet=sheet, status=status)


@dataclass(frozen=True, slots=True)
class Approval:
    """Something that another person has to approve; *by*: who did, if it stands."""

    subject: str
    text: str
    given: Finding | None


def _approvals(sheet: CaseSheet) -> Iterator[Approval]:
    """What the case's policies want approved, and whether it is."""
    audit, policies = sheet.audit, sheet.sheet.policies
    if stated(policies, "na_approval") == "another_person":
        for found in audit.left_out:
            reason = (found.value or {}).get("not_applicable", "")
            yield Approval(
                found.subject, f"{found.subject} {reason}", audit.approval(found.subject)
            )
    bonus = audit.stands(Kind.BONUS, BONUS)
    if bonus and stated(policies, "bonus_signature") == "second_person":
        yield Approval(BONUS, bonus.text, audit.approval(BONUS))
    if SheetFlag.DELETED_MANY in sheet.sheet.flags:
        out = ", ".join(found.subject for found in audit.left_out)
        yield Approval(DELETIONS, out, audit.approval(DELETIONS))


def _sources(clauses: tuple[Clause, ...]) -> list[Source]:
    """The sources an auditor may enter for in this scheme."""
    both = (Source.AUDITED, Source.SELF_ASSESSED)
    return [s for s in both if any(clause.role(s) != "none" for clause in clauses)]


def _source(desk: Desk, otherwise: Source = Source.AUDITED) -> Source:
    said = desk.form.get("source") or desk.request.query.get("source") or otherwise
    try:
        return Source(said)
    except ValueError:
        raise Malformed from None


def _value(form: Mapping[str, str]) -> dict[str, str]:
    """The fields that were filled in; a reason for leaving out stands alone."""
    if form.get("do") == "not_applicable":
        return {"not_applicable": form.get("not_applicable", "")}
    return {name: form[name].strip() for name in FIELDS if form.get(name, "").strip()}


def _fields(found: Finding) -> dict[str, str]:
    return {**(found.value or {}), "note": found.note}
