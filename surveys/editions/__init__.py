"""Two editions of one questionnaire: what changed, what that means, what may go on.

    changes(old, new) -> (Change, …)
    verdict(changes) -> WORDING | COMPATIBLE | CHANGES_MEANING
    migrate(old, new, interview) -> the interview, or Stays with its reasons
    poolable(old, new) -> the questions whose evidence may be counted together

Only what is known to be harmless is called so: a property this package has not been told of
changes the meaning.  That new words still ask the same thing is the author's to judge.
"""

from surveys.editions.difference import (
    Change,
    NotOneQuestionnaire,
    Verdict,
    changes,
    verdict,
)
from surveys.editions.migration import Reason, Stays, migrate
from surveys.editions.pooling import Apart, Pooled, apart, poolable, pooled

__all__ = [
    "Apart",
    "Change",
    "NotOneQuestionnaire",
    "Pooled",
    "Reason",
    "Stays",
    "Verdict",
    "apart",
    "changes",
    "migrate",
    "poolable",
    "pooled",
    "verdict",
]
