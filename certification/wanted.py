"""Some of a case's interviews: those of a wave, those begun on certain days.

    wanted("October", "2026-10-01", "2026-10-15")    # raises Rejected for what is no day

An empty text stands for all.  Days are China's; the last one counts whole.  An interview belongs
to the day on which it was opened for the first time: it has that moment whatever becomes of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from certification.case import Case
from certification.cells import Cell
from certification.days import day_of
from certification.errors import NoSuchWave, Rejected, complaint
from locales import CHINA
from surveys import store as surveys
from surveys.extent import Extent


@dataclass(frozen=True, slots=True)
class Wanted:
    """*wave*: its name; *first*, *last*: days, both included."""

    wave: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def said(self) -> Mapping[str, Cell]:
        """For the manifest of a file: what was asked for; nothing where all was."""
        facts = {
            "wave": self.wave,
            "from": self.first.isoformat() if self.first else "",
            "to": self.last.isoformat() if self.last else "",
        }
        return {name: fact for name, fact in facts.items() if fact}


ALL = Wanted()


def wanted(wave: str, first: str, last: str) -> Wanted:
    """What somebody typed.  Raises Rejected with everything wrong with it."""
    days = [day_of(text.strip()) for text in (first, last)]
    problems = [
        complaint("export-no-day", day=text[:40])
        for text, day in zip((first, last), days, strict=True)
        if text.strip() and day is None
    ]
    if problems:
        raise Rejected(problems)
    return between(wave.strip(), *days)


def between(wave: str, first: date | None, last: date | None) -> Wanted:
    """Raises Rejected where the last day lies before the first."""
    if first and last and last < first:
        days = first.isoformat(), last.isoformat()
        raise Rejected([complaint("export-days-turned", first=days[0], last=days[1])])
    return Wanted(wave, first, last)


async def extent(tx: AsyncConnection, case: Case, asked: Wanted) -> Extent:
    """What *asked* means in this case.  Raises NoSuchWave."""
    waves = None
    if asked.wave:
        found = await surveys.waves_of_case(tx, case.id)
        waves = frozenset(wave.id for wave in found if wave.name == asked.wave)
        if not waves:
            names = ", ".join(wave.name for wave in found) or "–"
            raise NoSuchWave([complaint("export-no-wave", wave=asked.wave[:80], known=names)])
    return Extent(waves, _begin(asked.first), _begin(asked.last, timedelta(days=1)))


def _begin(day: date | None, after: timedelta = timedelta(0)) -> datetime | None:
    if day is None:
        return None
    # Nothing was before the one or is after the other, and each still has a moment in UTC.
    day = min(max(day, date(1970, 1, 1)), date(2200, 1, 1))
    return datetime.combine(day, time.min, CHINA) + after
