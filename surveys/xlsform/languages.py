"""Which languages a form speaks: ``label::English (en)`` is ``en``."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from surveys.xlsform.remarks import Place, Remarks
from surveys.xlsform.sheets import TRANSLATED, Sheets

MOST = 8
WORDS = TRANSLATED - {"image", "big-image", "audio", "video"}
CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")
# Languages that forms name without a code; ISO 639-1.
NAMES = {
    "english": "en", "chinese": "zh", "中文": "zh", "简体中文": "zh", "汉语": "zh",
    "mandarin": "zh", "french": "fr", "français": "fr", "francais": "fr",
    "spanish": "es", "español": "es",
    "espanol": "es", "portuguese": "pt", "português": "pt", "arabic": "ar", "العربية": "ar",
    "russian": "ru", "русский": "ru", "german": "de", "deutsch": "de", "japanese": "ja",
    "日本語": "ja", "korean": "ko", "한국어": "ko", "hindi": "hi", "bengali": "bn",
    "swahili": "sw", "kiswahili": "sw", "vietnamese": "vi",
    "indonesian": "id", "turkish": "tr", "italian": "it",
    "dutch": "nl", "urdu": "ur", "farsi": "fa", "persian": "fa", "nepali": "ne", "amharic": "am",
}  # fmt: skip


def coded(name: str) -> str | None:
    """The code a heading names: in brackets, by itself, or by the language's name; or None."""
    inside = re.search(r"\(([^()]*)\)\s*$", name)
    for text in (inside[1] if inside else "", name):
        head, _, rest = text.strip().replace("_", "-").partition("-")
        code = f"{head.lower()}-{rest}" if rest else head.lower()
        if CODE.fullmatch(code):
            return code
    return NAMES.get(re.sub(r"\(.*", "", name).strip().lower())


@dataclass(frozen=True, slots=True)
class Languages:
    """*codes*: from how headings name a language to its code; *all*: the codes, default first."""

    codes: Mapping[str, str]
    all: tuple[str, ...]

    def said(
        self, found: Mapping[str, str], remarks: Remarks, at: Place, what: str
    ) -> dict[str, str] | None:
        """Texts by code, in every language of the form; None if nothing is said in any.

        What is not said in one language is said in the default one there, and listed.
        """
        by_code: dict[str, str] = {}
        for name, text in found.items():
            if code := self.codes.get(name) or _exactly(name, self.all):
                by_code.setdefault(code, text)
        if not by_code:
            return None
        instead = next(by_code[code] for code in (*self.all, *by_code) if code in by_code)
        for code in self.all:
            if code not in by_code:
                remarks.review("not-said", at, code=code, what=what)
        return {code: by_code.get(code, instead) for code in self.all}

    def made(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Words of ours in every language of the form: English where we do not speak it."""
        return {code: texts.get(code.split("-")[0], texts["en"]) for code in self.all}


def languages(sheets: Sheets, default: str, remarks: Remarks) -> Languages:
    """What the headings speak.  One without a language speaks the default one, English if nothing
    says which; a name without a known code gets one set aside for private use (qaa, qab …)."""
    named = list(dict.fromkeys(_named(sheets)))
    codes: dict[str, str] = {}
    private = iter(f"qa{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    for name in filter(None, named):
        code = coded(name)
        if code is None:
            code = next(private, "qzz")
            remarks.renamed("language", name=name, new=code)
        codes[name] = code
    wanted = coded(default) if default else None
    if "" in named or not codes:
        codes[""] = codes.get(default) or wanted or "en"
    first = codes.get(default) or (wanted if wanted in codes.values() else None)
    ordered = list(
        dict.fromkeys([first or codes.get("") or next(iter(codes.values())), *codes.values()])
    )
    for extra in ordered[MOST:]:
        remarks.lost("languages-many", code=extra, most=MOST)
    kept = tuple(ordered[:MOST])
    return Languages({name: code for name, code in codes.items() if code in kept}, kept)


def _exactly(name: str, all: tuple[str, ...]) -> str | None:
    """Our own columns name a language by its code."""
    return name if name in all else None


def _named(sheets: Sheets) -> Iterable[str]:
    for name in ("survey", "choices"):
        if name in sheets:
            for column, language in sheets[name].headings:
                if column in WORDS:
                    yield language
