"""What a file is, by its first bytes; the name and the type it came with are only claims."""

import unicodedata
from dataclasses import dataclass

from surveys.questionnaire import Medium

LOOKED_AT = 4096  # bytes from the start
MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileType:
    mime: str
    suffix: str
    medium: Medium


def _picture(mime: str, suffix: str) -> FileType:
    return FileType(f"image/{mime}", suffix, Medium.PHOTO)


def _film(mime: str, suffix: str) -> FileType:
    return FileType(f"video/{mime}", suffix, Medium.VIDEO)


def _sound(mime: str, suffix: str) -> FileType:
    return FileType(f"audio/{mime}", suffix, Medium.AUDIO)


def _paper(mime: str, suffix: str) -> FileType:
    return FileType(mime, suffix, Medium.DOCUMENT)


MP4, WEBM, THREE_GP = _film("mp4", ".mp4"), _film("webm", ".webm"), _film("3gpp", ".3gp")
# Containers that hold films and recordings alike: what was asked for decides.
AS_SOUND = {
    MP4: _sound("mp4", ".m4a"), WEBM: _sound("webm", ".weba"), THREE_GP: _sound("3gpp", ".3gp"),
}  # fmt: skip
STARTS = (
    (b"\xff\xd8\xff", _picture("jpeg", ".jpg")),
    (b"\x89PNG\r\n\x1a\n", _picture("png", ".png")),
    (b"\x1aE\xdf\xa3", WEBM),
    (b"ID3", _sound("mpeg", ".mp3")),
    (b"OggS", _sound("ogg", ".ogg")),
    (b"#!AMR", _sound("amr", ".amr")),
    (b"fLaC", _sound("flac", ".flac")),
    (b"\xff\xf1", _sound("aac", ".aac")),
    (b"\xff\xf9", _sound("aac", ".aac")),
    (b"%PDF-", _paper("application/pdf", ".pdf")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _paper("application/x-ole-storage", ".ole")),
    (b"{\\rtf", _paper("application/rtf", ".rtf")),
)
RIFF = {b"WEBP": _picture("webp", ".webp"), b"WAVE": _sound("wav", ".wav")}
HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
FILM_BRANDS = {b"mp41", b"mp42", b"avc1", b"dash", b"M4V ", b"MSNV", b"f4v "}
SOUND_BRANDS = {b"M4A ", b"M4B "}
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"
ZIPPED = (
    (b"word/", _paper(f"{OFFICE}.wordprocessingml.document", ".docx")),
    (b"xl/", _paper(f"{OFFICE}.spreadsheetml.sheet", ".xlsx")),
    (b"ppt/", _paper(f"{OFFICE}.presentationml.presentation", ".pptx")),
    (f"mimetype{OPEN}.text".encode(), _paper(f"{OPEN}.text", ".odt")),
    (f"mimetype{OPEN}.spreadsheet".encode(), _paper(f"{OPEN}.spreadsheet", ".ods")),
)
ZIP, TEXT = _paper("application/zip", ".zip"), _paper("text/plain", ".txt")

# What a browser's file chooser offers for each medium.
ACCEPT = {
    Medium.PHOTO: "image/*",
    Medium.VIDEO: "video/*",
    Medium.AUDIO: "audio/*",
    Medium.DOCUMENT: ".pdf,.docx,.xlsx,.pptx,.odt,.ods,.doc,.xls,.rtf,.txt,.csv,.zip,image/*",
    Medium.SIGNATURE: "image/*",
}
LARGEST = {  # bytes of one file
    Medium.PHOTO: 20 * MB,
    Medium.VIDEO: 100 * MB,
    Medium.AUDIO: 20 * MB,
    Medium.DOCUMENT: 20 * MB,
    Medium.SIGNATURE: 20 * MB,
}


def type_of(head: bytes, wanted: Medium | None = None) -> FileType | None:
    """The type of a file that begins with *head*, if it answers what is *wanted* (None: anything
    we know); None otherwise."""
    found = _type(head)
    if found is None or wanted in (None, Medium.DOCUMENT):
        return found
    if wanted is Medium.AUDIO:
        found = AS_SOUND.get(found, found)
    return found if found.medium is (Medium.PHOTO if wanted is Medium.SIGNATURE else wanted) else (
        None)  # fmt: skip


def _type(head: bytes) -> FileType | None:
    for start, found in STARTS:
        if head.startswith(start):
            return found
    if head[:4] == b"RIFF":
        return RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _boxed(head[8:12])
    if head[4:8] in (b"moov", b"mdat", b"wide") and len(head) >= 12:
        return _film("quicktime", ".mov")
    if head[:4] == b"PK\x03\x04":
        return next((found for mark, found in ZIPPED if mark in head), ZIP)
    if head[:1] == b"\xff" and head[1:2] in (b"\xfb", b"\xfa", b"\xf3", b"\xf2"):
        return _sound("mpeg", ".mp3")
    return TEXT if _reads(head) else None


def _boxed(brand: bytes) -> FileType | None:
    """ISO base media: pictures, films and recordings, told apart by their brand."""
    if brand in HEIF_BRANDS:
        return _picture("heic", ".heic")
    if brand in SOUND_BRANDS:
        return _sound("mp4", ".m4a")
    if brand == b"qt  ":
        return _film("quicktime", ".mov")
    if brand.startswith(b"3g"):
        return THREE_GP
    return MP4 if brand in FILM_BRANDS or brand.startswith(b"iso") else None


def _reads(head: bytes) -> bool:
    """Whether this is plain text in UTF-8.  Markup that a browser would run is none."""
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as cut:
        if cut.start < len(head) - 3 or len(head) < LOOKED_AT:
            return False
        text = head[: cut.start].decode("utf-8")
    words = text.removeprefix("\ufeff").lstrip()
    plain = all(letter in "\t\r\n\f" or unicodedata.category(letter) != "Cc" for letter in words)
    return bool(words) and plain and not words.startswith("<")
