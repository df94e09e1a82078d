"""Where the samples of a case come from: how they lie in interviews and outlets.  Pure.

From the counts alone, so that it costs the same however many interviews there are.  What counts do
not tell is taken the cautious way: of an interview's questions on one clause, those answered by
few were answered by people who answered all the others too.  Or the even way: the instances of a
repeat are spread over the interviews evenly, and an edition's answers over the outlets as its
interviews are.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from certification.pooling import Pool
from scoring.clusters import Clusters, Fieldwork
from scoring.evidence import Met, Source
from surveys.counts import Count, Edition
from surveys.evidence import SOURCES
from surveys.questionnaire import Questionnaire

Asked = Mapping[str, int]  # how often each question was answered so that it can be a sample


def fieldwork(pooled: Pool, counts: Iterable[Count], outlets: Mapping[int, str]) -> Fieldwork:
    """*outlets*: the codes of all the registered ones, by id."""
    answered: dict[tuple[str, Edition], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in counts:
        if isinstance(one.outcome, Met) and one.question in pooled.together.get(one.edition, ()):
            for clause in pooled.used[one.edition][one.question].clauses:
                answered[clause, one.edition][one.question] += one.n
    interviews = pooled.interviews
    visits = dict.fromkeys(sorted(outlets.values()), 0)
    shares: dict[Edition, dict[str, float]] = {}
    for edition, at in sorted(pooled.outlets.items()):
        shares[edition] = {outlets[id]: n / interviews[edition] for id, n in at.items()}
        if SOURCES[pooled.used[edition].mode] is Source.OBSERVED:
            for id, n in at.items():
                visits[outlets[id]] += n
    found: dict[tuple[str, Source], Clusters] = {}
    for (clause, edition), asked in sorted(answered.items()):
        asked_in = pooled.used[edition]
        key = (clause, SOURCES[asked_in.mode])
        each = margins(asked_in, asked, interviews[edition])
        before = found.get(key, Clusters((), 0))
        part = (float(sum(each)), shares[edition])
        found[key] = Clusters((*before.parts, part), before.squares + squares(each))
    return Fieldwork(visits, found)


def margins(questionnaire: Questionnaire, asked: Asked, interviews: int) -> list[int]:
    """How many interviews gave each sample: a repeat gives several in each."""
    found: list[int] = []
    for question, n in asked.items():
        if questionnaire[question].repeats:
            found += [interviews] * (n // interviews) + [n % interviews]
        else:
            found.append(n)
    return found


def squares(each: Iterable[int]) -> int:
    """The largest the sum of m^2 can be where so many interviews answered each question: at least
    j questions were answered by as many as answered the jth, and (2j - 1) adds up to m^2."""
    ordered = sorted(each, reverse=True)
    return sum((2 * j - 1) * n for j, n in enumerate(ordered, start=1))
