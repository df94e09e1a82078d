"""How long commits take: counted in buckets, so that percentiles can be told afterwards."""

from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

BOUNDS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)  # seconds


class Latency:
    """Since the process began.  *buckets*: how many took up to each of BOUNDS, and longer."""

    def __init__(self) -> None:
        self.buckets = [0] * (len(BOUNDS) + 1)
        self.seconds = 0.0  # all of them together
        self.failed = 0

    @contextmanager
    def one(self) -> Iterator[None]:
        """Around a commit; one that raises is counted apart."""
        began = perf_counter()
        try:
            yield
        except BaseException:
            self.failed += 1
            raise
        took = perf_counter() - began
        self.seconds += took
        self.buckets[bisect_left(BOUNDS, took)] += 1

    def upto(self) -> list[tuple[str, int]]:
        """As Prometheus wants it: how many took at most so long, "+Inf" the last."""
        names, total, told = [*map(str, BOUNDS), "+Inf"], 0, []
        for name, count in zip(names, self.buckets, strict=True):
            total += count
            told.append((name, total))
        return told
