"""What is wrong with a database and with what was sent, if anything.

The model says what is held before the first step and after each of them.  A database must be just
that: of what was acknowledged everything, once; of what was on its way when the server died, all
or nothing; of what nobody sent, nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.botapi import Json
from tests.destruction.held import Held, Row, log_of, sent
from tests.destruction.script import Form, Scenario


@dataclass(frozen=True, slots=True)
class Model:
    """*after*: by the number of steps.  *seconds*: how long an undisturbed run took."""

    scenario: Scenario
    after: tuple[Held, ...]
    seconds: float


def modelled(scenario: Scenario, seen: Sequence[Held], seconds: float) -> Model:
    """The logs from the pure engine; replies and counts as an undisturbed run had them.

    Raises AssertionError where the undisturbed run itself holds another log.
    """
    befores = (scenario.before, *(one.after for one in scenario.steps))
    acts, updates, after = [*seen[0].acts], [*seen[0].updates], []
    for number, (interview, held) in enumerate(zip(befores, seen, strict=True)):
        if number:
            step = scenario.steps[number - 1]
            acts += [step.acted] if step.acted else []
            updates += [] if isinstance(step.send, Form) else [int(step.send["update_id"])]
        after.append(
            Held(
                tuple(updates),
                log_of(interview),
                (),
                tuple(acts),
                held.counts,
                held.replies,
            )
        )
        assert differs(after[-1], held) == "", f"without a kill, after step {number}"
    return Model(scenario, tuple(after), seconds)


def wrong_with(model: Model, now: Held, least: int, most: int, *, strays: int = 0) -> str:
    """Empty if *now* is what the model holds after *least* … *most* steps.

    *strays*: how many interviews may have been begun by somebody who did not hear of it.
    """
    found = [differs(there, now) for there in model.after[least : most + 1]]
    if len(now.strays) > strays or any(len(log) > 1 for log in now.strays):
        return f"interviews nobody began: {now.strays}"
    if "" in found:
        return ""
    return f"after {least} to {most} steps: {found[0]}"


def differs(there: Held, now: Held) -> str:
    """What *now* has that *there* has not, or the other way round; empty if nothing."""
    for name in ("updates", "log", "acts", "counts"):
        wanted, found = getattr(there, name), getattr(now, name)
        if wanted != found:
            return f"{name}: {found}, not {wanted}"
    if len(there.replies) != len(now.replies):
        return f"replies: {len(now.replies)} queued, not {len(there.replies)}"
    for row, kept in zip(there.replies, now.replies, strict=True):
        if kept not in (row, row[1:]):  # of a row half sent only the rest is kept
            return f"replies: {kept}, not {row}"
    return ""


def unsaid(rows: Sequence[Row], line: Json, deaths: int) -> str:
    """What is wrong with what the Bot API was told; empty if every reply came, in order.

    One may come twice, with what belongs to it, for each death, and for each call whose outcome
    the bot could not know.
    """
    wanted = [(part, part is row[0]) for row in rows for part in row]
    here = again = 0
    for call in (sent({"method": method, **params}) for method, params in line["told"]):
        begun = max((n for n in range(here) if wanted[n][1]), default=0)  # the last row's first
        if here < len(wanted) and call == wanted[here][0]:
            here += 1
        elif here and call == wanted[here - 1][0]:
            again += 1
        elif here and call == wanted[begun][0]:
            here, again = begun + 1, again + 1
        else:
            return f"sent out of order: {call} in place {here}"
    if here < len(wanted):
        return f"never sent: {wanted[here][0]}"
    if again > deaths + line["unheard"]:
        return f"{again} replies twice after {deaths} deaths"
    if line["early"]:
        return f"{line['early']} calls before the time a 429 had named"
    return ""
