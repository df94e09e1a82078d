"""Which answers of several editions are one body of evidence, and which stand beside it.  Pure.

An older edition's answer counts with the newest one's only where the question is equivalent
(surveys.editions.pooling); all others are shown, and add nothing to score or index.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from locales import say
from scoring.evidence import ClauseRef, Counted, Evidence, Met, Source
from scoring.index import Cell, Said
from surveys.counts import Answer, Count, Edition, InterviewCount
from surveys.editions import Apart, Pooled, apart, pooled
from surveys.evidence import SOURCES, observations
from surveys.load import Questionnaires
from surveys.questionnaire import Questionnaire
from surveys.records import Held


@dataclass(frozen=True, slots=True)
class KeptApart:
    """What one older edition's questions said, uncounted: *count* pieces of evidence, of how many
    *interviews*; *evidence*: the pieces, where they are wanted."""

    what: Apart
    interviews: int
    count: int
    evidence: tuple[Evidence, ...] = ()

    def sentence(self, language: str) -> str:
        what = self.what
        return say(
            language,
            "cert-apart",
            old=f"{what.questionnaire}@{what.old}",
            new=f"{what.questionnaire}@{what.new}",
            questions=", ".join(what.questions),
            interviews=self.interviews,
            count=self.count,
        )


@dataclass(frozen=True, slots=True)
class Pool:
    """The editions under which a case's interviews count, how many by outlet, and the questions of
    each whose answers are one body of evidence."""

    outlets: Mapping[Edition, Mapping[int, int]]
    used: Mapping[Edition, Questionnaire]
    together: Pooled

    @property
    def interviews(self) -> Mapping[Edition, int]:
        """How many count, of each edition."""
        return {edition: sum(at.values()) for edition, at in self.outlets.items()}

    def evidence(self, counts: Iterable[Count]) -> Iterator[Counted]:
        """What was said of clauses, counted."""
        for one in counts:
            if one.question in self.together.get(one.edition, ()):
                yield from self._counted(one)

    def on(self, clause: str, counts: Iterable[Count]) -> list[Count]:
        """The counts that speak of *clause*, what was not met first and absences last."""
        said = (
            one for one in counts
            if one.question in self.together.get(one.edition, ())
            and clause in self.used[one.edition][one.question].clauses
        )  # fmt: skip
        return sorted((one for one in said if one.outcome), key=_goodness)

    def pieces(self, answers: Iterable[Answer]) -> Iterator[Evidence]:
        """The same piece by piece."""
        for one in answers:
            if one.base in self.together.get(one.edition, ()):
                yield from self._pieces(one)

    def cells(
        self, counts: Iterable[Count], outlets: Mapping[int, str], waves: Mapping[int, str]
    ) -> dict[Cell, Said]:
        """What was said of characteristics; *outlets*: codes by id, *waves*: names by id."""
        found: dict[Cell, Said] = {}
        for one in counts:
            if one.degree is None or one.question not in self.together.get(one.edition, ()):
                continue
            asked = self.used[one.edition]
            question = asked[one.question]
            rates = question.characteristic is not None and question.measure is None
            if rates and one.place is not None:
                outlet, wave = one.place
                assert question.characteristic is not None
                cell = question.characteristic.value, SOURCES[asked.mode]
                said = found.setdefault((*cell, outlets[outlet], waves[wave]), Counter())
                said[one.degree, question.weight] += one.n
        return found

    def of_customers(self) -> list[Edition]:
        """The editions that customers answered."""
        return [key for key, asked in self.used.items() if SOURCES[asked.mode] is Source.PERCEIVED]

    def raters(self, counts: Iterable[Count]) -> dict[tuple[str, int, int], int]:
        """How many customers, at least, rate each characteristic at an outlet in a wave: of each
        edition's questions the one that most of them answered.  Instances of a repeat may all be
        one customer's, and count as one."""
        answered: Counter[tuple[str, int, int, Edition, str]] = Counter()
        for one in counts:
            asked = self.used.get(one.edition)
            if asked is None or one.degree is None or one.place is None:
                continue
            question = asked[one.question]
            pooled = one.question in self.together[one.edition]
            rates = question.characteristic is not None and question.measure is None
            if pooled and rates and SOURCES[asked.mode] is Source.PERCEIVED:
                assert question.characteristic is not None
                key = question.characteristic.value, *one.place, one.edition, one.question
                answered[key] = 1 if question.repeats else answered[key] + one.n
        most: dict[tuple[str, int, int, Edition], int] = {}
        for (name, outlet, wave, edition, _), n in answered.items():
            place = name, outlet, wave, edition
            most[place] = max(most.get(place, 0), n)
        people: Counter[tuple[str, int, int]] = Counter()
        for (name, outlet, wave, _), n in most.items():
            people[name, outlet, wave] += n
        return dict(people)

    def clauses_of(self) -> dict[str, list[str]]:
        """By characteristic: the clauses that a question asked of it names too."""
        found: dict[str, dict[str, None]] = {}
        for asked in self.used.values():
            for question in asked:
                if question.characteristic is not None:
                    named = found.setdefault(question.characteristic.value, {})
                    named |= dict.fromkeys(question.clauses)
        return {name: sorted(clauses) for name, clauses in found.items()}

    def apart(
        self, counts: Iterable[Count], answers: Iterable[Answer] = ()
    ) -> tuple[KeptApart, ...]:
        """What older editions' questions said that does not count with the newest one's."""
        counts, answers = tuple(counts), tuple(answers)
        return tuple(self._kept(what, counts, answers) for what in apart(self.used.values()))

    def _kept(
        self, what: Apart, counts: tuple[Count, ...], answers: tuple[Answer, ...]
    ) -> KeptApart:
        old, only = (what.questionnaire, what.old), frozenset(what.questions)
        said = (one for one in counts if one.edition == old and one.question in only)
        theirs = (one for one in answers if one.edition == old and one.base in only)
        return KeptApart(
            what,
            self.interviews[old],
            sum(counted.n for one in said for counted in self._counted(one)),
            tuple(piece for one in theirs for piece in self._pieces(one)),
        )

    def _counted(self, one: Count) -> Iterator[Counted]:
        asked, outcome = self.used[one.edition], one.outcome
        if outcome is not None:
            for clause in asked[one.question].clauses:
                yield Counted(ClauseRef(clause), SOURCES[asked.mode], outcome, one.n)

    def _pieces(self, one: Answer) -> Iterator[Evidence]:
        asked, outcome = self.used[one.edition], one.outcome
        if outcome is not None:
            for clause in asked[one.base].clauses:
                yield Evidence(ClauseRef(clause), SOURCES[asked.mode], outcome, one.at, one.trace)


def _goodness(one: Count) -> tuple[Fraction, int]:
    return one.outcome.degree if isinstance(one.outcome, Met) else Fraction(2), one.id


def pool(standing: Iterable[InterviewCount], questionnaires: Questionnaires) -> Pool:
    """*standing*: how a case's interviews stand; those that are countable have evidence."""
    outlets: dict[Edition, Counter[int]] = {}
    for one in standing:
        if one.countable:
            outlets.setdefault(one.edition, Counter())[one.outlet] += one.n
    used = {edition: questionnaires[edition] for edition in outlets}
    return Pool(outlets, used, pooled(used.values()))


def from_logs(counted: Iterable[Held], questionnaires: Questionnaires) -> Iterator[Evidence]:
    """The pooled evidence of interviews that count, without anything kept beside their logs."""
    asked = [(one, questionnaires[one.questionnaire, one.edition]) for one in counted]
    together = pooled(questionnaire for _, questionnaire in asked)
    for one, questionnaire in asked:
        only = together[questionnaire.id, questionnaire.edition]
        yield from observations(questionnaire, one.interview, key=one.key, only=only)
