"""Runs without a kill: what a model is made of, and how many places there are to kill at."""

import asyncio
import os
import shutil
import signal
import threading
import time
from asyncio import SelectorEventLoop
from dataclasses import replace

from tests.destruction.checker import Model, modelled
from tests.destruction.held import Held, held
from tests.destruction.kills import Fate, Kind
from tests.destruction.script import Scenario
from tests.destruction.server import served, serving, settings_of
from tests.destruction.standin import Call
from tests.destruction.trial import House, settled
from tests.destruction.visitor import Visitor

NEVER = 10**9
Places = dict[Kind, int]  # how many there are


def model_of(house: House, scenario: Scenario) -> tuple[Model, Places]:
    seen = stepwise(house, scenario)
    places, seconds = {}, 0.0
    for kind in Kind:
        places[kind], seconds = counted(house, scenario, kind)
    return modelled(scenario, seen, seconds), places


def stepwise(house: House, scenario: Scenario) -> list[Held]:
    """What is held before the first step and after each; the bot is called, not asked."""
    place, line = house.base.fresh(house.folder / "steps"), Call(house.exchange, "steps")
    line.open(files=scenario.files)
    visitor = Visitor(replace(scenario, polling=False), line)
    seen = [held(place, scenario.key)]
    server = served(place, line.base, polls=False)
    try:
        for step in scenario.steps:
            status = visitor.sends(server.address, step)
            assert status in (200, 303), f"step {len(seen)} was answered {status} without a kill"
            seen.append(held(place, scenario.key))
    finally:
        server.kill()
    shutil.rmtree(place.folder)
    return seen


def counted(house: House, scenario: Scenario, kind: Kind) -> tuple[int, float]:
    """How many places of *kind* there are, and the seconds it all took."""
    place, line = house.base.fresh(house.folder / "count"), Call(house.exchange, "count")
    line.open(scenario.updates if scenario.polling else (), scenario.faults, scenario.files)
    visitor = Visitor(scenario, line)
    server = served(place, line.base, polls=scenario.polling, fate=Fate(kind, NEVER))
    began = time.monotonic()
    try:
        visitor.goes_on(server)
        wrong = visitor.wrong or settled(place, server)
    finally:
        server.kill()
    took = time.monotonic() - began
    assert visitor.done and not wrong, f"{scenario.name} without a kill: {wrong}"
    line.close()
    shutil.rmtree(place.folder)
    return server.counted, took


def warm(house: House, scenario: Scenario) -> None:
    """The whole scenario in this process, so that its children have everything made."""
    place, line = house.base.fresh(house.folder / "warm"), Call(house.exchange, "warm")
    line.open(files=scenario.files)
    visitor = Visitor(replace(scenario, polling=False, faults={}), line)

    def visits(address: str) -> None:
        try:
            for step in scenario.steps:
                visitor.sends(address, step)
        finally:
            os.kill(os.getpid(), signal.SIGTERM)

    async def both() -> None:
        loop, started = asyncio.get_running_loop(), []

        def say(address: str) -> None:
            started.append(loop.run_in_executor(None, visits, address))

        await serving(settings_of(place, line.base, polls=False), 0)(say)
        await asyncio.gather(*started)

    with asyncio.Runner(loop_factory=SelectorEventLoop) as runner:
        runner.run(both())
    left = [one for one in threading.enumerate() if one is not threading.main_thread()]
    assert not left, f"this process cannot be forked: {left}"
    shutil.rmtree(place.folder)
