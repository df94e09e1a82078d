"""What an interview's quality flags say on the pages."""

from collections.abc import Mapping, Sequence

from locales import say
from surveys.entries import view
from surveys.load import Questionnaires
from surveys.quality import Filled, Flag, Reference, filled, flags, reference
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
