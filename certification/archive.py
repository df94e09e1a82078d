"""The members of a ZIP file somebody sent, within bounds.  Pure."""

import io
import zipfile
import zlib
from collections.abc import Mapping

MOST_BYTES = 256 * 2**20
MOST_FILES = 500

Members = Mapping[str, bytes]


def members(data: bytes) -> Members:
    """The files in *data* by name.  Raises BadZipFile for what is none, holds a name twice, is
    encrypted, or unpacks to more than MOST_BYTES or MOST_FILES."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
        if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > MOST_BYTES:
            raise zipfile.BadZipFile("too large")
        if len({info.filename for info in infos}) < len(infos):
            raise zipfile.BadZipFile("a name stands twice")
        try:
            return {info.filename: archive.read(info) for info in infos}
        except (RuntimeError, NotImplementedError, EOFError, OSError, zlib.error) as error:
            raise zipfile.BadZipFile(str(error)) from error
