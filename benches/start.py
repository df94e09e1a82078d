"""`python -m benches.start`: how long a command takes until it is of use.

`anfang --help` to its end, `anfang web` and `anfang serve` until /healthz answers 200, on a
migrated database; seconds of the clock and of CPU, the median of the rounds.  The modules are
compiled before, as they are where the program is installed.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

from benches.bot.ports import free
from benches.bot.rounds import cpu, running

ANFANG = [sys.executable, "-m", "app"]
BOUNDS = {"--help": 0.4, "web": 2.0}
LONGEST = 60.0  # seconds


def helped(environment: Mapping[str, str]) -> tuple[float, float]:
    told = {**os.environ, **environment}
    began, before = time.perf_counter(), os.times()
    subprocess.run([*ANFANG, "--help"], check=True, env=told, stdout=subprocess.DEVNULL)
    after = os.times()
    spent = after.children_user + after.children_system
    return time.perf_counter() - began, spent - before.children_user - before.children_system


def served(role: str, environment: Mapping[str, str]) -> tuple[float, float]:
    port = free()
    environment = {**environment, "ANFANG_PORT": str(port)}
    began = time.perf_counter()
    with running([*ANFANG, role], environment, [], stdout=subprocess.DEVNULL) as process:
        while not _ready(port):
            if time.perf_counter() - began > LONGEST or process.poll() is not None:
                raise TimeoutError(f"anfang {role} does not answer")
            time.sleep(0.01)
        return time.perf_counter() - began, cpu(process.pid)


def _ready(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, ConnectionError):
        return False


def main() -> None:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--rounds", type=int, default=5)
    rounds = wanted.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "ANFANG_DATA_DIR": folder, "PYTHONPYCACHEPREFIX": f"{folder}/compiled",
            "PYTHONDONTWRITEBYTECODE": "",
        }  # fmt: skip
        told = {**os.environ, **environment}
        subprocess.run([*ANFANG, "migrate"], check=True, env=told, stdout=subprocess.DEVNULL)
        served("serve", environment)  # compiles what the others need
        found = {
            "--help": [helped(environment) for _ in range(rounds)],
            "web": [served("web", environment) for _ in range(rounds)],
            "serve": [served("serve", environment) for _ in range(rounds)],
        }
    for name, taken in found.items():
        seconds, spent = (median(one[place] for one in taken) for place in (0, 1))
        bound = f", at most {BOUNDS[name]}" if name in BOUNDS else ""
        print(f"anfang {name:8} {seconds:6.2f} s{bound}; {spent:.2f} s of CPU")


if __name__ == "__main__":
    main()
