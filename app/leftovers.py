"""Half files that a process left behind when it was killed."""

import time
from pathlib import Path

FOLDER = "attachments"
OLD_SECONDS = 24 * 3600.0  # longer than anybody writes one file


def sweep(data_dir: Path, now: float | None = None) -> int:
    """Remove those that nobody is writing any more; how many.  A file has its last name only when
    it is whole, until then it ends in ``.part``.  *now*: seconds as `time.time` counts."""
    before = (time.time() if now is None else now) - OLD_SECONDS
    removed = 0
    for part in (data_dir / FOLDER).rglob("*.part"):
        try:
            if part.stat().st_mtime < before:
                part.unlink()
                removed += 1
        except FileNotFoundError:
            continue  # its writer has just finished, or another process sweeps too
    return removed
