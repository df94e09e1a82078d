"""`make bench`: the median and the slowest of many runs, in one table."""

from collections.abc import Callable
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from benches import expressions, steps, xlsform
from benches.forms import check, form
from benches.played import play
from scoring.evidence import Evidence, Met, Source
from scoring.grade import grade
from scoring.load import SCHEMES, load, scheme_named
from scoring.score import score
from surveys.entries import Interview, Moment, view
from surveys.events import Opened
from surveys.interview import step
from surveys.load import packaged

SCHEME = "cct-gz-sc03@B2"
CHECK_1000, CHECK_2000 = "check a form of 1000 questions", "check a form of 2000 questions"
SECONDS = 1.0  # spent on each row
AT = datetime(2026, 1, 5, 9, tzinfo=UTC)


def rows() -> dict[str, Callable[[], object]]:
    """What is timed, each ready to run."""
    scheme = scheme_named(SCHEME)
    text = (SCHEMES / f"{SCHEME}.yaml").read_text("utf-8")
    visits = [
        Evidence(clause.ref, source, Met(Fraction(visit % 10 != 0)), AT, f"visit:{visit}")
        for clause in scheme.clauses
        for source in Source
        for visit in range(60 if source in (Source.OBSERVED, Source.PERCEIVED) else 1)
    ]
    visit = max(packaged().values(), key=lambda q: len(q.questions))
    held = play(visit)
    large, twice = form(1000), form(2000)
    return {
        f"read the scheme {SCHEME}": lambda: load(text, SCHEME),
        f"score and grade {len(visits)} pieces of evidence": lambda: grade(score(scheme, visits)),
        f"fold a log of {held.revision} entries": lambda: view(Interview(held.entries)),
        f"one step at the end of {visit.key}": lambda: step(visit, held, Opened(), Moment(AT)),
        f"play {visit.key} from start to receipt": lambda: play(visit),
        f"work out {len(expressions.TYPICAL)} conditions, at most 0.300": expressions.ours(),
        CHECK_1000: lambda: check(large),
        CHECK_2000: lambda: check(twice),
    }


def timed(run: Callable[[], object]) -> list[float]:
    """Milliseconds of each run; the first, which warms the caches, is left out."""
    run()
    taken: list[float] = []
    while sum(taken) < SECONDS * 1000 or len(taken) < 5:
        start = perf_counter()
        run()
        taken.append((perf_counter() - start) * 1000)
    return taken


def growth(small: Callable[[], object], large: Callable[[], object]) -> float:
    """How many times the time of *small* that *large* takes, the best of pairs run in turn."""
    best = [float("inf"), float("inf")]
    for _ in range(8):
        for place, run in enumerate((small, large)):
            start = process_time()
            run()
            best[place] = min(best[place], process_time() - start)
    return best[1] / best[0]


def main() -> None:
    print(f"{'':52}{'median':>12}{'slowest':>12}{'runs':>8}")
    wanted = rows()
    for name, run in wanted.items():
        taken = timed(run)
        print(f"{name:52}{median(taken):9.3f} ms{max(taken):9.3f} ms{len(taken):8}")
    reading, stepping = steps.of_100()
    taken = timed(stepping)
    name = "a step of 100 questions, log read, at most 0.200"
    print(f"{name:52}{median(taken):9.3f} ms{max(taken):9.3f} ms{len(taken):8}")
    print(f"{'  the same to parsing the JSON of its log':52}"
          f"{median(taken) / median(timed(reading)):9.2f}")  # fmt: skip
    with TemporaryDirectory() as folder:
        few, many = (steps.among(number, Path(folder)) for number in (1_000, 100_000))
        print(f"{'  100000 stored interviews to 1000, at most 1.1':52}{growth(few, many):9.2f}")
    ratio = growth(wanted[CHECK_1000], wanted[CHECK_2000])
    print(f"{'2000 questions to 1000, at most 2.3':52}{ratio:9.2f}")
    both = expressions.pair()
    told = f"{growth(*both):9.2f}" if both else "   no lxml"
    print(f"{'conditions to libxml2, at most 2':52}{told}")
    both = xlsform.pair()
    told = f"{growth(*both):9.2f}" if both else "   no pyxform"
    print(f"{f'{xlsform.ROWS} XLSForm rows to pyxform, at most 1':52}{told}")


main()
