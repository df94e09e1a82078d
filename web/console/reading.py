"""A score sheet in words: what each source said of a line, and where it said so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from certification import store as certification
from certification.audit import Finding
from certification.sheet import CaseSheet
from locales import say
from scoring.evidence import (
    Evidence,
    Met,
    NotApplicable,
    NotObserved,
    Piece,
    Sampled,
    Source,
)
from scoring.gaps import gaps
from scoring.grade import display
from scoring.intervals import known
from scoring.line import Line, Tally
from scoring.report import whole_percents
from scoring.score import GroupScore
from scoring.wording import sentence
from surveys import store as surveys
from surveys.entries import view
from surveys.load import Questionnaires
from surveys.questionnaire import QuestionId
from surveys.records import Held
from surveys.wording import worded
from web.console.desk import Desk

MOST_GAPS = 5  # sentences: a page begins with what matters most
FULL = Fraction(1)


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence.  *who* is a source's or an auditor's name, never a shopper's."""

    source: Source
    outcome: str
    tone: str  # good | bad | soft
    who: str
    asked: str
    said: str
    evidence: Evidence
    link: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A line with its findings in words, worst first; *more* was said in interviews, which is
    read when the line is opened on a page of its own."""

    line: Line
    cells: Mapping[Source, str]
    sure: Mapping[Source, str]
    earned: str
    flags: tuple[str, ...]
    proofs: tuple[Proof, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Reader:
    """What the words are made of."""

    language: str
    sheet: CaseSheet
    questionnaires: Questionnaires
    held: Mapping[str, Held]
    names: Mapping[str, str]  # of auditors, by actor
    outlets: Mapping[int, str]

    def rows(self) -> Iterator[tuple[GroupScore, list[Row]]]:
        """Each group of the scheme with its lines, in the scheme's order."""
        for group in self.sheet.sheet.groups:
            lines = [x for x in self.sheet.sheet.lines if x.clause.group == group.group.ref]
            yield group, [self.row(line) for line in lines]

    def row(self, line: Line) -> Row:
        return Row(
            line=line,
            cells={tally.source: self._cell(line, tally) for tally in line.tallies},
            sure={tally.source: self._sure(line, tally) for tally in line.tallies},
            earned="" if line.earned is None else points(line.earned),
            flags=tuple(sentence(flag, self.language) for flag in line.flags),
            proofs=tuple(self.proof(item) for item in sorted(line.evidence, key=_goodness)),
            more=sum(item.n for item in line.counted),
        )

    def gaps(self) -> list[tuple[Line, str]]:
        """The five lines whose sources are furthest apart by more than chance, in sentences."""
        return [
            (gap.line, say(
                self.language, "console-gap", high=self._told(gap.high), low=self._told(gap.low)
            ))
            for gap in gaps(self.sheet.sheet)[:MOST_GAPS]
        ]  # fmt: skip

    def _told(self, tally: Tally) -> str:
        return say(
            self.language,
            "console-gap-source",
            source=say(self.language, f"console-source-{tally.source}"),
            share=int((tally.share or Fraction()) * 100),
            n=tally.of,
        )

    def _cell(self, line: Line, tally: Tally) -> str:
        """One finding in its own words; many answers as n of m and a share."""
        mine = [item for item in line.pieces if item.source is tally.source]
        if sum(item.n for item in mine) == 1:
            return self._outcome(mine[0])
        if tally.of:
            return f"{points(tally.met)}/{tally.of}"
        id = "not-applicable" if tally.not_applicable else "not-observed"
        return say(self.language, f"console-outcome-{id}")

    def _sure(self, line: Line, tally: Tally) -> str:
        """Of a sample its share, the interval around it and n; of a finding nothing."""
        sure = known(self.sheet.sheet, line, tally)
        if sure is None or tally.share is None:
            return ""
        low, high = whole_percents(sure.interval)
        share = int(tally.share * 100)
        return say(self.language, "console-share", share=share, low=low, high=high, n=tally.of)

    def _outcome(self, item: Piece) -> str:
        match item.outcome:
            case Met(degree) if degree == FULL:
                return say(self.language, "console-outcome-met")
            case Met(degree) if not degree:
                return say(self.language, "console-outcome-not-met")
            case Met(degree):
                return f"{points(degree * 100)} %"
            case Sampled(met, of):
                return f"{met}/{of}"
            case NotApplicable():
                return say(self.language, "console-outcome-not-applicable")
            case NotObserved():
                return say(self.language, "console-outcome-not-observed")
            case unreachable:
                assert_never(unreachable)

    def proof(self, item: Evidence) -> Proof:
        kind, _, subject = item.trace.partition(":")
        who, asked, said, link = "", "", "", None
        if kind == "interview":
            key, _, question = subject.partition("#")
            who, asked, said = self._answer(key, question)
            link = f"/console/cases/{self.sheet.case.id}/interviews/{key}#q-{question}"
        elif (found := self._finding(int(subject))) is not None:
            who, said = self.names.get(found.by, found.by), found.note
            if isinstance(item.outcome, NotApplicable):
                said = f"{item.outcome.reason} {said}".strip()
            link = f"/console/cases/{self.sheet.case.id}/audit#c-{found.subject}"
        return Proof(item.source, self._outcome(item), _tone(item), who, asked, said, item, link)

    def _answer(self, key: str, question: str) -> tuple[str, str, str]:
        held = self.held[key]
        asked = self.questionnaires[held.questionnaire, held.edition].get(question)
        given = view(held.interview).answers.get(QuestionId(question))
        if asked is None or given is None:
            return self.outlets[held.outlet_id], question, ""
        label = asked.label[self.language]
        return self.outlets[held.outlet_id], label, worded(asked, given.value, self.language)

    def _finding(self, id: int) -> Finding | None:
        found = (f for f in self.sheet.audit.findings.values() if f.id == id)
        return next(found, None)


async def reader(desk: Desk, sheet: CaseSheet, answers: Sequence[Evidence] = ()) -> Reader:
    """*answers*: the interviews' pieces of evidence that are to be read."""
    keys = {item.trace.removeprefix("interview:").partition("#")[0] for item in answers}
    held = await surveys.by_keys(desk.tx, keys)
    users = await certification.all_users(desk.tx)
    return Reader(
        desk.language,
        sheet,
        desk.cases.questionnaires,
        held,
        {user.actor: user.name for user in users},
        {outlet.id: f"{outlet.code} {outlet.name}" for outlet in sheet.outlets},
    )


def points(value: Fraction) -> str:
    """Cut to two decimals, without trailing zeros: "1.5", "6.66", "20"."""
    return display(value).rstrip("0").rstrip(".")


def _goodness(item: Evidence) -> tuple[Fraction, str]:
    """What was not met comes first, absences last."""
    match item.outcome:
        case Met(degree):
            return degree, item.trace
        case Sampled(met, of):
            return Fraction(met, of), item.trace
        case _:
            return Fraction(2), item.trace


def _tone(item: Evidence) -> str:
    reached, _ = _goodness(item)
    return "soft" if reached > 1 else "good" if reached == 1 else "bad"
