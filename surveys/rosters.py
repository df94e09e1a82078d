""" "Was there another one?": what the buttons below the list of a repeat's instances do."""

from surveys import events as e
from surveys.entries import Added, Answered, Removed
from surveys.events import Offer, Say, Step
from surveys.here import Here
from surveys.path import keys_of
from surveys.questionnaire import MOST_INSTANCES, Roster
from surveys.values import Listed


def listed(here: Here, roster: Roster, code: str) -> Step:
    """Add one, say that these are all, change or remove one, bring a removed one back."""
    keys = keys_of(roster, roster.id, here.seen.instances, here.seen.dropped)
    dropped = here.seen.dropped.get(roster.id, ())
    if code == e.ADD:
        if len(keys) >= roster.most or max((*keys, *dropped), default=0) >= MOST_INSTANCES:
            return here.screen(Say("no-more-instances", {"most": roster.most}))
        return here.add(Added(roster.id, max((*keys, *dropped), default=0) + 1)).screen()
    if code == e.DONE or (code == e.KEEP and roster.id in here.seen.reopened):
        if len(keys) < roster.least:
            return here.screen(Say("too-few-instances", {"least": roster.least}))
        return here.add(Answered(roster.id, Listed(keys))).screen()
    if (key := _key(code, e.EDIT)) in keys and key is not None:
        within = (*roster.keys, key)
        done = [
            (question, given) for question, given in here.changeable()
            if roster.base in question.repeats and question.keys[: len(within)] == within
        ]  # fmt: skip
        return Step(here.interview, (Offer(tuple(done)),))
    if (key := _key(code, e.DROP)) in keys and key is not None:
        if here.long:
            return here.screen(Say("grown-long"))
        return here.add(Removed(roster.id, key)).screen(Say("instance-removed"))
    if (key := _key(code, e.RESTORE)) in dropped and key is not None:
        if len(keys) >= roster.most:
            return here.screen(Say("no-more-instances", {"most": roster.most}))
        return here.add(Added(roster.id, key)).screen(Say("instance-restored"))
    return here.screen(Say("use-a-button"))


def _key(code: str, act: str) -> int | None:
    number = code.removeprefix(act)
    if number == code or not (number.isascii() and number.isdecimal() and len(number) < 3):
        return None
    return int(number)
