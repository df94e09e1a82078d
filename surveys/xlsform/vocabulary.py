"""The words of an XLSForm: question types in all spellings, metadata, appearances, parameters.

https://xlsform.org/en/ and https://docs.getodk.org/form-question-types/
"""

import re
from dataclasses import dataclass

TYPES = {
    "string": "text", "int": "integer", "add text prompt": "text", "add integer prompt": "integer",
    "add decimal prompt": "decimal", "gps": "geopoint", "location": "geopoint",
    "add location prompt": "geopoint", "photo": "image", "add image prompt": "image",
    "add photo prompt": "image", "add audio prompt": "audio", "add video prompt": "video",
    "add file prompt": "file", "add note prompt": "note", "add date prompt": "date",
    "datetime": "datetime", "date time": "datetime", "add date time prompt": "datetime",
    "add datetime prompt": "datetime", "add barcode prompt": "barcode", "trigger": "acknowledge",
    "add acknowledge prompt": "acknowledge", "add calculate prompt": "calculate",
    "start time": "start", "get start time": "start", "end time": "end", "get end time": "end",
    "get today": "today", "device id": "deviceid", "get device id": "deviceid",
    "imei": "deviceid", "phone number": "phonenumber", "get phone number": "phonenumber",
    "uri:deviceid": "deviceid", "uri:username": "username", "uri:email": "email",
    "uri:phonenumber": "phonenumber", "simserial": "deviceid", "subscriberid": "deviceid",
    "sim id": "deviceid", "get sim id": "deviceid", "get subscriber id": "deviceid",
    "subscriber id": "deviceid",
}  # fmt: skip
SELECTS = {
    "select_one": "select_one", "select one": "select_one", "select1": "select_one",
    "select one from": "select_one", "add select one prompt using": "select_one",
    "select_multiple": "select_multiple", "select multiple": "select_multiple",
    "select all that apply from": "select_multiple",
    "select all that apply": "select_multiple", "select multiple from": "select_multiple",
    "add select multiple prompt using": "select_multiple", "rank": "rank",
    "select_one_from_file": "select_one_from_file", "select one from file": "select_one_from_file",
    "select_multiple_from_file": "select_multiple_from_file",
    "select multiple from file": "select_multiple_from_file",
    "select_one_external": "select_one_external",
    "select one external": "select_one_external",
}  # fmt: skip
PLAIN = frozenset(
    ("text", "integer", "decimal", "range", "note", "date", "time", "datetime", "geopoint",
     "image", "audio", "video", "file", "barcode", "calculate", "hidden", "acknowledge",
     "percentage", "csv-external")
)  # fmt: skip
OUR_LOG = frozenset(("start", "end", "today", "audit"))  # when things happened, our log knows
DEVICE = frozenset(("deviceid", "username", "email", "phonenumber"))
# XLSForm has them, we have nothing like them.
NOT_HELD = frozenset(
    ("geotrace", "geoshape", "osm", "xml-external", "select_one_external", "start-geopoint",
     "background-audio", "background-geopoint")
)  # fmt: skip
# Appearances that we have in another form, so that nothing of them is lost.
HELD = {
    "text": {"multiline"},
    "image": {"signature"},
    "range": {"rating"},
}
MATRIX = frozenset(("table-list", "label", "list-nolabel"))
PARAMETERS = {
    "range": {"start", "end", "step", "tick_labelset"},
    "select_one": {"randomize", "seed"},
    "select_multiple": {"randomize", "seed"},
    "rank": {"randomize", "seed"},
    "select_one_from_file": {"randomize", "seed", "value", "label"},
    "select_multiple_from_file": {"randomize", "seed", "value", "label"},
    "geopoint": {"capture-accuracy"},
    "text": {"rows"},
}

_BLOCK = re.compile(r"(begin|end)[ _](group|repeat|lgroup|looped group|loop)", re.IGNORECASE)
_SELECT = re.compile(
    rf"({'|'.join(sorted(map(re.escape, SELECTS), key=len, reverse=True))})\s+(.+)", re.IGNORECASE
)
_OTHER = re.compile(r"\s+(or_other|or other|or specify other)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Type:
    """What a cell of the type column says; *of*: the list or file of a select."""

    name: str
    of: str = ""
    other: bool = False


def read_type(text: str) -> Type | None:
    """The type in *text*: a question's, metadata, "begin group" …; None if there is no such."""
    text = " ".join(text.split())
    if block := _BLOCK.fullmatch(text):
        word = block[2].lower()
        kind = {"lgroup": "repeat", "looped group": "repeat"}.get(word, word)
        return Type(f"{block[1].lower()} {kind}")
    if select := _SELECT.fullmatch(text):
        of = _OTHER.sub("", select[2])
        return Type(SELECTS[select[1].lower()], of, of != select[2])
    name = TYPES.get(text.lower(), text.lower())
    known = PLAIN | OUR_LOG | DEVICE | NOT_HELD
    return Type(name) if name in known else None


def parameters(text: str) -> dict[str, str]:
    """``start=1 end = 5;step=1`` as names and values."""
    return {
        name.lower(): value
        for name, value in re.findall(r"([\w-]+)\s*=\s*('[^']*'|\"[^\"]*\"|[^\s;,]+)", text)
    }
