"""A file appears under its name when all of it is on the disk, and stays there: whoever finds a
row that names it finds its bytes, also after a power cut.
"""

import asyncio
import os
from pathlib import Path

HELD = 256 * 1024  # bytes in memory before a thread is asked to write them


class Landing:
    """A file that comes in pieces.  A small one costs one thread's turn, however many they are."""

    def __init__(self, path: Path) -> None:
        self._path, self._part = path, path.with_name(f".{path.stem}.part")
        self._held = bytearray()

    async def add(self, piece: bytes) -> None:
        self._held += piece
        if len(self._held) >= HELD:
            await asyncio.to_thread(self._write)

    async def land(self) -> None:
        await asyncio.to_thread(self._land)

    def give_up(self) -> None:
        """Leaves nothing of a file that has not landed."""
        self._part.unlink(missing_ok=True)

    def _write(self) -> None:
        with self._part.open("ab") as file:
            file.write(self._held)
        self._held.clear()

    def _land(self) -> None:
        self._write()
        land(self._part, self._path)


def land(part: Path, path: Path) -> None:
    """What *part* holds is put on the disk and named *path*, which is in the same folder."""
    _settle(part)
    part.replace(path)
    _settle(path.parent)  # the new name too must survive a power cut


def _settle(file_or_folder: Path) -> None:
    handle = os.open(file_or_folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
