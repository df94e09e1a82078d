"""The index of the six characteristics: a mean of what was said, with its n, by source."""

from dataclasses import dataclass
from fractions import Fraction

from scoring.evidence import Source
from scoring.index import Index, indices, whole

OBSERVED, PERCEIVED = Source.OBSERVED, Source.PERCEIVED


@dataclass(frozen=True)
class Said:
    characteristic: str
    source: Source
    outlet: str
    degree: Fraction


def said(characteristic: str, source: Source, outlet: str, degree: str) -> Said:
    return Said(characteristic, source, outlet, Fraction(degree))


def test_every_answer_weighs_the_same_and_sources_are_never_pooled() -> None:
    found = indices([
        said("comfort", PERCEIVED, "S1", "1"), said("comfort", PERCEIVED, "S1", "0.5"),
        said("comfort", PERCEIVED, "S2", "0"), said("comfort", OBSERVED, "S2", "1/3"),
        said("economy", PERCEIVED, "S2", "1"),
    ])  # fmt: skip
    assert found == (
        Index("comfort", OBSERVED, None, 1, Fraction(100, 3)),
        Index("economy", PERCEIVED, None, 1, Fraction(100)),
        Index("comfort", PERCEIVED, None, 3, Fraction(50)),
        Index("comfort", PERCEIVED, "S1", 2, Fraction(75)),
        Index("comfort", OBSERVED, "S2", 1, Fraction(100, 3)),
        Index("economy", PERCEIVED, "S2", 1, Fraction(100)),
        Index("comfort", PERCEIVED, "S2", 1, Fraction(0)),
    )


def test_nothing_said_is_no_index() -> None:
    assert indices([]) == ()


def test_fewer_than_four_characteristics_are_no_number_for_the_whole() -> None:
    """Policy missing_rule; each characteristic weighs the same, however often it was rated."""
    three = [said(name, PERCEIVED, "S1", "1") for name in ("economy", "safety", "comfort")]
    assert whole(indices(three), PERCEIVED) is None
    four = [*three, *[said("courtesy", PERCEIVED, "S1", "0")] * 9]
    assert whole(indices(four), PERCEIVED) == 75
    assert whole(indices(four), PERCEIVED, "S1") == 75
    assert whole(indices(four), OBSERVED) is None
