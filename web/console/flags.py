"""What an interview's quality flags say on the pages, and how far double visits agree."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from locales import say
from scoring.evidence import Met
from surveys.double_coding import Agreement, Coded, agreement
from surveys.entries import view
from surveys.evidence import of
from surveys.load import Questionnaires
from surveys.path import way_of
from surveys.quality import Filled, Flag, Reference, filled, flags, reference
from surveys.questionnaire import Mode
from surveys.records import Held
from surveys.review import countable


def flagged(this: Held, all_: Sequence[Held], questionnaires: Questionnaires) -> tuple[Flag, ...]:
    """The flags of *this* among all interviews of its case."""
    read = {held.id: _filled(held, questionnaires) for held in all_}
    others = [read[held.id] for held in all_ if held.id != this.id]
    return flags(read[this.id], others, _reference(this, all_, read))


def sentence(flag: Flag, language: str) -> str:
    """The flag in words, and what it means."""
    return say(language, f"console-flag-{flag.id}", **flag.args)


def double_coded(all_: Iterable[Held], questionnaires: Questionnaires) -> tuple[Agreement, ...]:
    """How far different shoppers agree who visited the same outlet in the same wave."""
    visits = []
    for held in all_:
        seen = view(held.interview)
        if held.person_id is None or held.mode is not Mode.MYSTERY or not seen.submitted_at:
            continue
        degrees: dict[tuple[str, str], Fraction] = {}
        for stop in way_of(questionnaires[held.questionnaire, held.edition], seen).stops:
            outcome = of(stop)
            if stop.question.characteristic and isinstance(outcome, Met):
                degrees[stop.question.characteristic.value, stop.question.id] = outcome.degree
        visits.append(Coded(
            held.outlet_id, held.wave_id, held.questionnaire, held.person_id, degrees,
        ))  # fmt: skip
    return agreement(visits)


def _filled(held: Held, questionnaires: Questionnaires) -> Filled:
    asked = questionnaires[held.questionnaire, held.edition]
    return filled(asked, held.interview, held.key, held.person_id)


def _reference(this: Held, all_: Sequence[Held], read: Mapping[int, Filled]) -> Reference | None:
    """Of the interviews of the same edition that count, in the order they were submitted."""
    valid = []
    for held in all_:
        seen = view(held.interview)
        same = (held.questionnaire, held.edition) == (this.questionnaire, this.edition)
        if same and seen.submitted_at and countable(held.mode, seen.status):
            valid.append((seen.submitted_at, held.id))
    return reference([read[id] for _, id in sorted(valid)])
