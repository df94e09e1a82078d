"""What SQLite asks of the disk, noted: every write, every truncation, every sync, in order.

The default VFS of the library that Python uses is given an xOpen of ours, the files it opens an
xWrite, xTruncate and xSync that note what they were asked and pass it on (sqlite3.h, "OS Interface
Object").  For the life of the process: use a process of its own.
"""

import ctypes
from collections.abc import Iterator
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

SECTOR = 512  # bytes a disk writes at once
OK = 0

Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, c_void_p)
Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
Truncate = CFUNCTYPE(c_int, c_void_p, c_int64)
Sync = CFUNCTYPE(c_int, c_void_p, c_int)


class Vfs(Structure):
    """The beginning of sqlite3_vfs."""

    _fields_ = (
        ("iVersion", c_int), ("szOsFile", c_int), ("mxPathname", c_int), ("pNext", c_void_p),
        ("zName", c_char_p), ("pAppData", c_void_p), ("xOpen", Open),
    )  # fmt: skip


class Methods(Structure):
    """sqlite3_io_methods, with all that its third version has."""

    _fields_ = (
        ("iVersion", c_int), ("xClose", c_void_p), ("xRead", c_void_p), ("xWrite", Write),
        ("xTruncate", Truncate), ("xSync", Sync), ("others", c_void_p * 13),
    )  # fmt: skip


class File(Structure):
    """The beginning of sqlite3_file."""

    _fields_ = (("pMethods", POINTER(Methods)),)


@dataclass(frozen=True, slots=True)
class Asked:
    """*data* None: the file is cut to *offset* bytes; *synced*: all of it is on the disk."""

    file: str
    offset: int = 0
    data: bytes | None = None
    synced: bool = False


class Chance(Protocol):
    def random(self) -> float: ...


@dataclass(slots=True)
class Image:
    """A file as the disk has it, and what was asked of it since it was last synced."""

    kept: bytearray = field(default_factory=bytearray)
    pending: list[Asked] = field(default_factory=list)

    def takes(self, asked: Asked) -> None:
        self.pending.append(asked)
        if asked.synced:
            for one in self.pending:
                carry_out(self.kept, one)
            self.pending.clear()

    def after(self, share: float, chance: Chance) -> bytes:
        """What is there after the power went: of what was not synced a *share* of sectors."""
        found = bytearray(self.kept)
        for one in self.pending:
            for part in sectors(one):
                if chance.random() < share:
                    carry_out(found, part)
        return bytes(found)


def carry_out(content: bytearray, asked: Asked) -> None:
    if asked.data is not None:
        content.extend(b"\0" * (asked.offset - len(content)))
        content[asked.offset : asked.offset + len(asked.data)] = asked.data
    elif not asked.synced:
        del content[asked.offset :]


def sectors(asked: Asked) -> Iterator[Asked]:
    """A write in pieces that happen or not, each for itself."""
    if asked.data is None:
        yield asked
        return
    for start in range(0, len(asked.data), SECTOR):
        piece = asked.data[start : start + SECTOR]
        yield Asked(asked.file, asked.offset + start, piece)


def address(function: Any) -> int:
    """Where it is: what a field of a structure gives would follow the field."""
    return ctypes.cast(function, c_void_p).value or 0


class Disk:
    """From now on, what is asked of files whose names begin with *path*; by their endings."""

    def __init__(self, path: Path) -> None:
        self.asked: list[Any] = []
        self._path, self._kept = str(path), list[Any]()  # C holds on to it: it must not go
        import _sqlite3

        library = ctypes.CDLL(_sqlite3.__file__)
        library.sqlite3_vfs_find.restype = POINTER(Vfs)
        vfs = library.sqlite3_vfs_find(None).contents
        opens = Open(address(vfs.xOpen))

        def opened(of: int, name: int | None, file: int, flags: int, out: int) -> int:
            done: int = opens(of, name, file, flags, out)  # it holds on to the very pointer
            said = ctypes.string_at(name).decode() if name else ""
            if done == OK and said.startswith(self._path):
                self._watch(File.from_address(file), said.removeprefix(self._path))
            return done

        vfs.xOpen = self._lasting(Open(opened))

    def _watch(self, file: File, ending: str) -> None:
        if ending.endswith("-shm"):
            return
        own = Methods.from_buffer_copy(file.pMethods.contents)
        writes, truncates = Write(address(own.xWrite)), Truncate(address(own.xTruncate))
        syncs = Sync(address(own.xSync))

        def write(of: int, data: int, size: int, offset: int) -> int:
            self.asked.append(Asked(ending, offset, ctypes.string_at(data, size)))
            return int(writes(of, data, size, offset))

        def truncate(of: int, size: int) -> int:
            self.asked.append(Asked(ending, size))
            return int(truncates(of, size))

        def sync(of: int, flags: int) -> int:
            done = int(syncs(of, flags))
            self.asked.append(Asked(ending, synced=True))
            return done

        own.xWrite, own.xTruncate, own.xSync = Write(write), Truncate(truncate), Sync(sync)
        self._lasting((own, writes, truncates, syncs))
        file.pMethods = ctypes.pointer(own)

    def _lasting(self, what: Any) -> Any:
        self._kept.append(what)
        return what
