"""Which answers of several editions are one body of evidence, and which stand beside it.  Pure.

An older edition's answer counts with the newest one's only where the question is equivalent
(surveys.editions.pooling); all others are shown, and add nothing to score or index.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from locales import say
from scoring.evidence import Evidence
from surveys.editions import Apart, apart, pooled
from surveys.evidence import Rated, observations, ratings
from surveys.load import Questionnaires
from surveys.records import Held


@dataclass(frozen=True, slots=True)
class KeptApart:
    """What one older edition's questions said, uncounted; of how many *interviews*."""

    what: Apart
    interviews: int
    evidence: tuple[Evidence, ...]

    def sentence(self, language: str) -> str:
        what = self.what
        return say(
            language,
            "cert-apart",
            old=f"{what.questionnaire}@{what.old}",
            new=f"{what.questionnaire}@{what.new}",
            questions=", ".join(what.questions),
            interviews=self.interviews,
            count=len(self.evidence),
        )


@dataclass(frozen=True, slots=True)
class Pool:
    """The answers of the interviews that count: as evidence, as ratings, and kept apart."""

    evidence: tuple[Evidence, ...]
    rated: tuple[Rated, ...]
    apart: tuple[KeptApart, ...]


def pool(
    counted: Sequence[Held],
    questionnaires: Questionnaires,
    outlets: Mapping[int, str],
    waves: Mapping[int, str],
) -> Pool:
    """*counted*: the interviews whose answers are evidence; *outlets*: codes by id; *waves*: names
    by id."""
    used = {
        (one.questionnaire, one.edition): questionnaires[one.questionnaire, one.edition]
        for one in counted
    }
    together = pooled(used.values())
    evidence: list[Evidence] = []
    rated: list[Rated] = []
    for one in counted:
        key = (one.questionnaire, one.edition)
        asked, only = used[key], together[key]
        evidence += observations(asked, one.interview, key=one.key, only=only)
        where = outlets[one.outlet_id], waves[one.wave_id]
        rated += ratings(asked, one.interview, *where, by=one.key, only=only)
    kept = tuple(_kept(one, counted, questionnaires) for one in apart(used.values()))
    return Pool(tuple(evidence), tuple(rated), kept)


def _kept(what: Apart, counted: Sequence[Held], questionnaires: Questionnaires) -> KeptApart:
    theirs = [h for h in counted if (h.questionnaire, h.edition) == (what.questionnaire, what.old)]
    return KeptApart(what, len(theirs), tuple(_left_out(what, theirs, questionnaires)))


def _left_out(
    what: Apart, theirs: Sequence[Held], questionnaires: Questionnaires
) -> Iterator[Evidence]:
    asked, only = questionnaires[what.questionnaire, what.old], frozenset(what.questions)
    for one in theirs:
        yield from observations(asked, one.interview, key=one.key, only=only)
