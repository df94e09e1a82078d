"""`python -m benches.scores [VISITS ...]`: by default 1000, 10000 and 100000 accepted visits.

Every ratio is of two things timed in this run, on this machine; every line has its bound.
"""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benches.scores.filling import ANSWERS, LOGS, OUTLETS

SIZES = (1000, 10_000, 100_000)
MOST = {"rebuild": 1.5, "write": 1.5, "sheet": 5.0, "flat": 1.5, "mib": 150.0}


def main(sizes: list[int]) -> int:
    """0; 1 if a bound was passed."""
    passed = []
    with TemporaryDirectory(prefix="anfang-scores-") as folder:
        files = {size: Path(folder) / f"v{size}.db" for size in sorted(sizes)}
        sheets = []
        for size, file in files.items():
            _job("fill", file, size)
            print(f"\n{size} accepted visits of {ANSWERS} answers at {OUTLETS} outlets")
            if size <= LOGS:  # before visits are accepted that nobody counted
                took = _job("verify", file, size)
                each = took["ms"]["verify"] / size
                print(f"  {'verify from the logs, ms a visit':46}{each:9.2f}")
                passed.append(_line("verify: peak memory, MiB", took["mib"], MOST["mib"]))
            took = _job("refresh", file, size)
            ms = took["ms"]
            sheets.append(ms["sheet"])
            passed += [
                _line("refresh: score sheet from the counts, ms", ms["sheet"], MOST["sheet"]),
                _line("accept with counts / without", ms["with counts"] / ms["without"],
                      MOST["write"], f"{ms['with counts']:.2f} / {ms['without']:.2f} ms"),
                _line("refresh: peak memory, MiB", took["mib"], MOST["mib"]),
            ]  # fmt: skip
        passed += _rebuild(size, file)
        passed.append(_line("refresh, largest / smallest", sheets[-1] / sheets[0], MOST["flat"]))
    return 0 if all(passed) else 1


def _rebuild(size: int, file: Path) -> list[bool]:
    print(f"\nfull rebuild of the counts of {size * ANSWERS} pieces of evidence")
    ours = _job("rebuild", file, size)
    ms, own = ours["ms"]["rebuild"], ours["ms"]["group by"]
    within = [
        _line("rebuild / SQLite's own GROUP BY", ms / own, MOST["rebuild"],
              f"{ms:.0f} / {own:.0f} ms"),
        _line("rebuild: peak memory, MiB", ours["mib"], MOST["mib"]),
    ]  # fmt: skip
    for name in ("duckdb", "pandas"):
        if find_spec(name) is None:
            print(f"  {name} is not installed: pip install -e .[bench]")
            continue
        took = _job(name, file, size)
        print(
            f"  {f'rebuild / {name}':46}{ms / took['ms']['group by']:9.2f}"
            f"{'':14}{took['ms']['group by']:.0f} ms, {took['mib']:.0f} MiB"
        )
    return within


def _line(what: str, value: float, most: float, told: str = "") -> bool:
    print(f"  {what:46}{value:9.2f}{f'at most {most:g}':>14}  {told}")
    return value <= most


def _job(name: str, file: Path, visits: int) -> Any:
    done = subprocess.run(
        [sys.executable, "-m", "benches.scores.jobs", name, str(file), str(visits)],
        check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return json.loads(done.stdout) if done.stdout else None


if __name__ == "__main__":
    sys.exit(main([int(size) for size in sys.argv[1:]] or list(SIZES)))
