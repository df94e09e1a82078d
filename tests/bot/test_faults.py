"""The survey of the benches with people and networks as they are: everybody comes to the end."""

import os

from benches.bot.contestants import BOTS
from benches.bot.rounds import Load, once

PEOPLE, AT_ONCE = 50, 25
SEED = int(os.environ.get("SEED", "5"))
LONG = 60.0  # seconds: nobody does the last thing again only because this machine is slow


def test_everybody_finishes_and_every_answer_is_stored_once_whatever_people_and_networks_do() -> (
    None
):
    print("SEED", SEED)

    found = once(BOTS["ours"], Load(PEOPLE, AT_ONCE, SEED, LONG))

    assert found["finished"] == found["whole"] == PEOPLE
    assert (found["lost"], found["doubled"], found["wrong"]) == (0, 0, 0)
    assert (found["unanswered_taps"], found["thrown_back"], found["undelivered"]) == (0, 0, 0)
    assert found["calls"]["sendMessage failed"] > 0  # there were faults
