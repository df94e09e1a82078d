"""What is stated on a case and what it comes to.  The caller's transaction holds it all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from certification import store
from certification.audit import (
    BONUS,
    CLAIM,
    Audit,
    Finding,
    Kind,
    Subject,
    Value,
    audit,
    checked,
    next_special,
    undone,
)
from certification.case import Case, CaseDecided
from certification.errors import RejectedFinding, complaint, objected
from certification.policies_log import Change, PoliciesLog
from certification.pooling import pool
from certification.register import Register, known_policies
from certification.scales import NEWEST
from certification.sheet import CaseSheet, Counts, Ratings, case_sheet
from certification.texts import cleaned, required, too_long
from db.audit import acts, record
from scoring.evidence import Evidence, Source
from scoring.finding import FindingError, Objection
from scoring.policies import resolve
from scoring.scheme import Scheme
from scoring.special_form import special
from surveys import store as surveys
from surveys.counts import InterviewCount
from surveys.load import Questionnaires

MOST_SPECIALS = 100  # five already bar a grade


@dataclass(frozen=True, slots=True)
class Cases(Register):
    """The verbs of the auditors.  *questionnaires* by id and edition."""

    questionnaires: Questionnaires

    async def enter(
        self,
        tx: AsyncConnection,
        case_id: int,
        clause: str,
        value: Mapping[str, Any],
        note: str,
        by: str,
        at: datetime,
        *,
        source: Source | None = None,
    ) -> None:
        """State a finding: {"met": 17, "of": 20}, {"met": false}, {"percent": 90} or
        {"not_applicable": reason}.  *source*: by default the one that decides in the scheme.

        Raises RejectedFinding with everything wrong with it, CaseDecided.
        """
        case, scheme = await self._open_case(tx, case_id)
        source = source or scheme.decided_by
        chosen = resolve(scheme, case.policies)
        stated = checked(scheme, clause, source, value, chosen)
        if "not_applicable" not in stated and source is scheme.decided_by:
            standing = audit(scheme, await store.log(tx, case.id), chosen)
            if clause in {found.subject for found in standing.left_out}:
                raise RejectedFinding([objected(Objection("clause-left-out", {"clause": clause}))])
        if "not_applicable" in stated:
            stated = {"not_applicable": required(stated["not_applicable"], "reason")}
        await self._state(tx, case, (Kind.CLAUSE, clause, source), stated, note, by, at)

    async def withdraw(
        self,
        tx: AsyncConnection,
        case_id: int,
        clause: str,
        by: str,
        at: datetime,
        *,
        source: Source | None = None,
    ) -> None:
        """The clause is not assessed by this source any more.  Raises RejectedFinding if it
        never was."""
        case, scheme = await self._open_case(tx, case_id)
        about = (Kind.CLAUSE, clause, source or scheme.decided_by)
        await self._withdraw(tx, case, about, by, at)

    async def undo(
        self,
        tx: AsyncConnection,
        case_id: int,
        clause: str,
        by: str,
        at: datetime,
        *,
        source: Source | None = None,
    ) -> Value | None:
        """What stood before stands again, and is returned.  Raises NothingToUndo."""
        case, scheme = await self._open_case(tx, case_id)
        about = (Kind.CLAUSE, clause, source or scheme.decided_by)
        log = await store.log(tx, case.id)
        before = undone(log, about)
        if before is not None:  # the policies may have changed since it was stated
            checked(scheme, clause, about[2], before, resolve(scheme, case.policies))
        note = next((f.note for f in reversed(log) if f.about == about and f.value == before), "")
        await self._state(tx, case, about, before, note, by, at)
        return before

    async def add_special(
        self,
        tx: AsyncConnection,
        case_id: int,
        given: Mapping[str, str],
        note: str,
        by: str,
        at: datetime,
    ) -> str:
        """A special deduction (row D1), as `scoring.special_form.KEYS`; its number is returned.

        Raises RejectedFinding for everything that is missing or wrong: among it a second one for
        one event (policy special_dedup).
        """
        case, scheme = await self._open_case(tx, case_id)
        said = {key: kept for key, value in given.items() if (kept := cleaned(value))}
        long = [one for key, value in said.items() for one in too_long(key, value)]
        log = await store.log(tx, case.id)
        chosen = resolve(scheme, case.policies)
        standing = audit(scheme, log, chosen)
        if len(standing.specials) >= MOST_SPECIALS:
            raise RejectedFinding([complaint("too-many-specials", most=MOST_SPECIALS)])
        out = {found.subject for found in standing.left_out}
        try:
            taken = special(said, scheme, chosen, standing.specials, out)
        except FindingError as error:
            raise RejectedFinding([objected(one) for one in (*long, *error.objections)]) from None
        if long:
            raise RejectedFinding([objected(one) for one in long])
        if taken.clauses:
            said["clauses"] = ", ".join(taken.clauses)
        number = next_special(log)
        await self._state(tx, case, (Kind.SPECIAL, number, scheme.decided_by), said, note, by, at)
        return number

    async def withdraw_special(
        self, tx: AsyncConnection, case_id: int, number: str, by: str, at: datetime
    ) -> None:
        case, scheme = await self._open_case(tx, case_id)
        await self._withdraw(tx, case, (Kind.SPECIAL, number, scheme.decided_by), by, at)

    async def set_bonus(
        self, tx: AsyncConnection, case_id: int, text: str, note: str, by: str, at: datetime
    ) -> None:
        """The one bonus (row D2) needs its text; a second one replaces the first."""
        case, scheme = await self._open_case(tx, case_id)
        value = {"text": required(text, "bonus-text")}
        await self._state(tx, case, (Kind.BONUS, BONUS, scheme.decided_by), value, note, by, at)

    async def withdraw_bonus(
        self, tx: AsyncConnection, case_id: int, by: str, at: datetime
    ) -> None:
        case, scheme = await self._open_case(tx, case_id)
        await self._withdraw(tx, case, (Kind.BONUS, BONUS, scheme.decided_by), by, at)

    async def approve(
        self, tx: AsyncConnection, case_id: int, subject: str, note: str, by: str, at: datetime
    ) -> None:
        """Another person agrees: to a clause left out (its number), to the bonus (BONUS), or, as
        a committee, to all that was left out (DELETIONS).

        It holds for what stands now; stated anew, it has to be approved anew.  Raises
        RejectedFinding if there is nothing to approve, or for one's own.
        """
        case, scheme = await self._open_case(tx, case_id)
        standing = audit(scheme, await store.log(tx, case.id), resolve(scheme, case.policies))
        of = standing.to_approve(subject)
        if of is None:
            raise RejectedFinding([complaint("nothing-stands", subject=subject[:40])])
        if by in standing.authors(subject):
            raise RejectedFinding([complaint("approve-own")])
        about = (Kind.APPROVAL, subject, scheme.decided_by)
        await self._state(tx, case, about, {"of": str(of.id)}, note, by, at)

    async def disapprove(
        self, tx: AsyncConnection, case_id: int, subject: str, by: str, at: datetime
    ) -> None:
        """The approval is taken back."""
        case, scheme = await self._open_case(tx, case_id)
        about = (Kind.APPROVAL, subject, scheme.decided_by)
        await self._withdraw(tx, case, about, by, at)

    async def claim(
        self, tx: AsyncConnection, case_id: int, grade: str, by: str, at: datetime
    ) -> None:
        """The grade the organisation applies for; an empty one takes the claim back."""
        case, scheme = await self._open_case(tx, case_id)
        known = [band.name for band in scheme.grades]
        if grade and grade not in known:
            raise RejectedFinding([
                complaint("unknown-grade", grade=grade[:40], known=", ".join(known))
            ])  # fmt: skip
        about = (Kind.CLAIM, CLAIM, Source.SELF_ASSESSED)
        if grade:
            await self._state(tx, case, about, {"grade": grade}, "", by, at)
        else:
            await self._withdraw(tx, case, about, by, at)

    async def set_policies(
        self,
        tx: AsyncConnection,
        case_id: int,
        policies: Mapping[str, str],
        by: str,
        at: datetime,
    ) -> None:
        """The case's overrides, all of them.  Raises Rejected if the scheme has no such policy,
        RejectedFinding if a finding that stands could not be under them."""
        case, scheme = await self._open_case(tx, case_id)
        chosen = known_policies(scheme, policies)
        audit(scheme, await store.log(tx, case.id), resolve(scheme, chosen))
        await store.set_policies(tx, case.id, chosen)
        await record(tx, at, by, "case.policies", f"case:{case.id}", chosen)

    async def policies_log(self, tx: AsyncConnection, case_id: int) -> PoliciesLog | None:
        """The overrides the case was opened with and every change of them; None for a case that
        was opened before that was written down."""
        opened, *changed = await acts(tx, f"case:{case_id}", ("case.open", "case.policies"))
        if "policies" not in opened.details:
            return None
        changes = (Change(act.at, act.actor, act.details) for act in changed)
        return PoliciesLog(opened.details["policies"], tuple(changes))

    async def findings(self, tx: AsyncConnection, case_id: int) -> list[Finding]:
        """Everything ever stated on the case, oldest first."""
        return await store.log(tx, (await self._case(tx, case_id)).id)

    async def stands(self, tx: AsyncConnection, case_id: int) -> Audit:
        """What stands of it.  Raises NoSuchCase, SchemeChanged."""
        case = await self._case(tx, case_id)
        scheme = self.scheme_of(case)
        return audit(scheme, await store.log(tx, case.id), resolve(scheme, case.policies))

    async def sheet(
        self,
        tx: AsyncConnection,
        case_id: int,
        *,
        indices: bool = False,
        evidence: bool = False,
    ) -> CaseSheet:
        """The findings and the interviews that count, as a score sheet and a grade.

        From the counts that are kept: the cost does not grow with the interviews.  *indices* of
        the characteristics, and what goes with them, only if asked for.
        *evidence*: every line with all its pieces, which costs as much as there are.
        Raises NoSuchCase, SchemeChanged.
        """
        case = await self._case(tx, case_id)
        scheme = self.scheme_of(case)
        standing = await surveys.interviews_counted(tx, case.id)
        counts = Counts(
            interviews=standing,
            assignments=await surveys.assignments_counted(tx, case.id),
            said=await surveys.counts_of_case(tx, case.id),
            ratings=await self._ratings(tx, case, standing) if indices else None,
            answers=await surveys.answers_of_case(tx, case.id) if evidence else None,
        )
        stands = audit(scheme, await store.log(tx, case.id), resolve(scheme, case.policies))
        outlets = await surveys.outlets_of_client(tx, case.client.id)
        waves = await surveys.waves_of_case(tx, case.id) if indices else ()
        return case_sheet(case, scheme, stands, counts, self.questionnaires, outlets, waves)

    async def _ratings(
        self, tx: AsyncConnection, case: Case, standing: Sequence[InterviewCount]
    ) -> Ratings:
        pooled = pool(standing, self.questionnaires)
        said = await surveys.counts_of_outlets(tx, case.id)
        return Ratings(
            said=said,
            people=pooled.raters(said),
            rated=await surveys.newest_ratings(tx, case.id, pooled.of_customers(), NEWEST),
            seen=await surveys.seen_twice(tx, case.id),
        )

    async def answers_on(
        self, tx: AsyncConnection, case_id: int, clause: str, skip: int, most: int
    ) -> list[Evidence]:
        """A page of what the interviews that count say of *clause*: what was not met first,
        absences last.  Raises NoSuchCase."""
        case = await self._case(tx, case_id)
        pooled = pool(await surveys.interviews_counted(tx, case.id), self.questionnaires)
        found: list[Evidence] = []
        for one in pooled.on(clause, await surveys.counts_of_case(tx, case.id)):
            if skip < one.n and len(found) < most:
                page = await surveys.answers_counted(tx, one.id, skip, most - len(found))
                found += (piece for piece in pooled.pieces(page) if piece.clause == clause)
            skip = max(skip - one.n, 0)
        return found

    async def _open_case(self, tx: AsyncConnection, case_id: int) -> tuple[Case, Scheme]:
        case = await self._case(tx, case_id, lock=True)
        if not case.stage.takes_findings:
            raise CaseDecided(case.stage)
        return case, self.scheme_of(case)

    async def _withdraw(
        self, tx: AsyncConnection, case: Case, about: Subject, by: str, at: datetime
    ) -> None:
        scheme = self.scheme_of(case)
        log = await store.log(tx, case.id)
        if about not in audit(scheme, log, resolve(scheme, case.policies)).findings:
            raise RejectedFinding([complaint("nothing-stands", subject=about[1][:40])])
        await self._state(tx, case, about, None, "", by, at)

    async def _state(
        self,
        tx: AsyncConnection,
        case: Case,
        about: Subject,
        value: Value | None,
        note: str,
        by: str,
        at: datetime,
    ) -> None:
        kind, subject, _ = about
        kept = cleaned(note)
        if long := too_long("note", kept):
            raise RejectedFinding([objected(one) for one in long])
        await store.state(tx, case.id, about, value, kept, by, at)
        action = "finding.withdraw" if value is None else "finding.state"
        await record(tx, at, by, action, f"case:{case.id}", {"kind": kind, "subject": subject})
