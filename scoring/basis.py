"""All that a score is a function of, in one value, to be scored under any policies."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from scoring.adjustments import Bonus, SpecialDeduction
from scoring.clusters import Fieldwork
from scoring.evidence import Piece
from scoring.line import Otherwise
from scoring.policies import resolve
from scoring.scheme import Scheme
from scoring.score import ScoreSheet, score


@dataclass(frozen=True, slots=True)
class Basis:
    """What a score rests on.

    *policies* are the overrides of the scheme's own; *reviewed*: a committee agreed to what was
    left out; *claimed*: the grade the organisation applies for, by name; *fieldwork*: where
    samples come from.
    """

    scheme: Scheme
    evidence: tuple[Piece, ...] = ()
    specials: tuple[SpecialDeduction, ...] = ()
    bonus: Bonus | None = None
    reviewed: bool = False
    policies: Mapping[str, str] = field(default_factory=dict)
    otherwise: Otherwise = Otherwise.NOT_ASSESSED
    claimed: str | None = None
    fieldwork: Fieldwork = field(default_factory=Fieldwork)

    @property
    def resolved(self) -> Mapping[str, str]:
        """Every policy of the scheme with the value that applies here."""
        return resolve(self.scheme, self.policies)

    def under(self, policies: Mapping[str, str]) -> "Basis":
        """The same under other readings, named by *policies*; the rest stays."""
        return replace(self, policies={**self.policies, **policies})

    def sheet(self) -> ScoreSheet:
        """Raises UnknownPolicyError for an override the scheme does not allow."""
        return score(
            self.scheme,
            self.evidence,
            specials=self.specials,
            bonus=self.bonus,
            reviewed=self.reviewed,
            policies=self.policies,
            otherwise=self.otherwise,
            fieldwork=self.fieldwork,
        )
