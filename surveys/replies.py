"""Free replies become values, or are refused with a message id that says what is wanted."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from locales import CHINA
from surveys.questionnaire import (
    AnyQuestion,
    Barcode,
    Calculated,
    Choice,
    Choices,
    Consent,
    Date,
    Duration,
    Hidden,
    Location,
    Media,
    Note,
    Number,
    Option,
    Ranking,
    Rating,
    Roster,
    Stopwatch,
    Text,
    Texts,
    Time,
)
from surveys.values import Amount, Chosen, ChosenAll, Day, Hour, Lasted, Ranked, Value, Words

SEPARATOR = re.compile(r"[,;，；、\n]+\s*")
DAYS = {("today", "今天"): 0, ("yesterday", "昨天"): 1, ("前天",): 2}
ISO_DAY = re.compile(r"(?P<year>\d{4})[-/.]?(?P<month>\d{1,2})[-/.]?(?P<day>\d{1,2})")
CHINESE_DAY = re.compile(r"((?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?")
EUROPEAN_DAY = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})?")
HOUR = re.compile(
    r"(?P<half>上午|下午|晚上)?(?P<hour>\d{1,2})(?:[:点时.](?P<minute>\d{1,2})?分?)?(?P<after>am|pm)?"
)
NUMERAL = re.compile(r"[+-]?\d{1,15}(\.\d{1,10})?")
CLOCKED = re.compile(r"(?:(?P<hours>\d{1,3}):)?(?P<minutes>\d{1,4}):(?P<seconds>\d{1,2})")
SPAN = re.compile(
    r"(?:(?P<hours>\d{1,3}(?:\.\d)?)(?:h|hours?|小时|个小时|时))?"
    r"(?:(?P<minutes>\d{1,4}(?:\.\d)?)(?:m|min|mins|minutes?|分钟?))?"
    r"(?:(?P<seconds>\d{1,6}(?:\.\d)?)(?:s|sec|secs|seconds?|秒钟?))?"
)
MOST_SAID = 200  # options named in one reply
SENTENCE_END = re.compile(r"[.!?。！？…\n]+")
CONTROL = {"Cc", "Cs"}  # NUL, lone surrogates: no database keeps them, no reader sees them


class Refused(Exception):
    """The reply does not answer the question.  *id* and *args* name the sentence to show."""

    def __init__(self, id: str, **args: str | int | Texts) -> None:
        super().__init__(id)
        self.id, self.args_ = id, args


def read(
    question: AnyQuestion, text: str, at: datetime, options: tuple[Option, ...] | None = None
) -> Value:
    """The value of a reply typed at *at*; *options*: those on offer, in the order shown.

    Raises Refused.
    """
    text = clean(text)
    shown = question.options if options is None else options
    if isinstance(question, Choices | Ranking):
        parts = [part for part in SEPARATOR.split(text) if part]
        if len(parts) > MOST_SAID:
            raise Refused("choose-at-most", most=min(question.most, MOST_SAID))
        return several(question, [_code(shown, part) for part in parts], shown)
    if (code := _option_said(shown, text)) is not None:
        return Chosen(code)
    match question:
        case Choice() | Consent() | Note() | Roster() | Calculated() | Hidden():
            raise Refused("use-a-button")
        case Rating(low=low, high=high):
            if not re.fullmatch(r"-?\d{1,3}", text) or not low <= int(text) <= high:
                raise Refused("rating-out-of-range", low=low, high=high)
            return Amount(Decimal(int(text)))
        case Number():
            return _number(question, text)
        case Text():
            return _words(question, text)
        case Barcode(most=most):
            if not text:
                raise Refused("some-words")
            if len(text) > most:
                raise Refused("too-long", most=most, length=len(text))
            return Words(" ".join(text.split()))
        case Date():
            return Day(_day(text, at.astimezone(CHINA).date()))
        case Time():
            return Hour(_hour(text))
        case Duration():
            return _lasted(question, text)
        case Media(medium=medium):
            raise Refused(f"send-a-{medium}")
        case Location():
            raise Refused("share-your-place")
        case Stopwatch():
            raise Refused("use-the-stopwatch")


def several(
    question: Choices | Ranking, codes: Iterable[str], shown: tuple[Option, ...]
) -> ChosenAll | Ranked:
    """Several options at once: in the questionnaire's order, or of a ranking in the one given.

    Raises Refused.
    """
    given = list(codes)
    if not set(given) <= {option.code for option in shown}:
        raise Refused("use-a-button")
    if isinstance(question, Ranking):
        if len(set(given)) < len(given):
            raise Refused("rank-each-once")
        if len(given) != min(question.most, len(shown)):
            raise Refused("rank-them", most=min(question.most, len(shown)))
        return Ranked(tuple(given))
    alone = [o for o in shown if o.exclusive and o.code in given]
    if alone and len(set(given)) > 1:
        raise Refused("only-that-one", label=alone[0].label)
    if len(set(given)) < min(question.least, len(shown)):
        raise Refused("choose-at-least", least=question.least)
    if len(set(given)) > question.most:
        raise Refused("choose-at-most", most=question.most)
    return ChosenAll(tuple(o.code for o in question.options if o.code in given))


def clean(text: str) -> str:
    """Normal form, no control characters but line breaks, no outer space."""
    kept = (c for c in text if c == "\n" or unicodedata.category(c) not in CONTROL)
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def _option_said(options: tuple[Option, ...], text: str) -> str | None:
    said = text.casefold()
    for option in options:
        if said == option.code or said in {label.casefold() for label in option.label.values()}:
            return option.code
    return None


def _code(options: tuple[Option, ...], said: str) -> str:
    """The option somebody typed: by its label, its code, or its place in the list."""
    said = said.strip()
    if said.isascii() and said.isdecimal() and 1 <= int(said[:4]) <= len(options):
        return options[int(said[:4]) - 1].code
    return _option_said(options, said) or ""


def _day(text: str, today: date) -> date:
    plain = unicodedata.normalize("NFKC", text).casefold()
    for words, back in DAYS.items():
        if plain in words:
            return today - timedelta(days=back)
    for form in (ISO_DAY, CHINESE_DAY, EUROPEAN_DAY):
        if found := form.fullmatch(plain.replace(" ", "")):
            try:
                year = int(found["year"] or today.year)
                return date(year, int(found["month"]), int(found["day"]))
            except ValueError:
                break
    raise Refused("send-a-date")


def _hour(text: str) -> time:
    plain = unicodedata.normalize("NFKC", text).casefold().replace(" ", "")
    found = HOUR.fullmatch(plain)
    if found is None:
        raise Refused("send-a-time")
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    later = found["half"] in ("下午", "晚上") or found["after"] == "pm"
    hour += 12 if later and hour < 12 else 0
    try:
        return time(hour, minute)
    except ValueError:
        raise Refused("send-a-time") from None


def _lasted(question: Duration, text: str) -> Lasted:
    """``5 min``, ``1h30m``, ``1:30`` (minutes and seconds), ``2:00:00``; a number is minutes."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").casefold()
    bare = re.fullmatch(r"\d{1,4}(\.\d)?", plain)
    found = CLOCKED.fullmatch(plain) or (SPAN.fullmatch(plain) if plain else None)
    if bare:
        seconds = Decimal(plain) * 60
    elif found is None:
        raise Refused("send-a-duration")
    else:
        parts = (("hours", 3600), ("minutes", 60), ("seconds", 1))
        seconds = sum((Decimal(found[name] or 0) * size for name, size in parts), Decimal(0))
    if not question.least <= seconds <= question.most:
        raise Refused("duration-out-of-range", least=question.least, most=question.most)
    return Lasted(seconds.to_integral_value() if seconds == int(seconds) else seconds)


def _number(question: Number, text: str) -> Amount:
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").casefold()
    if question.currency is not None:
        plain = plain.strip("¥€$£").replace(",", "").removesuffix(question.currency.casefold())
    for unit in question.unit.values():
        plain = plain.removesuffix(unit.casefold().replace(" ", ""))
    if not NUMERAL.fullmatch(plain):
        raise Refused("send-a-number")
    number = Decimal(plain)
    exponent = number.normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > question.decimals:
        raise Refused("too-many-decimals", decimals=question.decimals)
    if not question.least <= number <= question.most:
        raise Refused("number-out-of-range", least=str(question.least), most=str(question.most))
    return Amount(number)


def _words(question: Text, text: str) -> Words:
    if not text:
        raise Refused("some-words")
    if len(text) > question.most:
        raise Refused("too-long", most=question.most, length=len(text))
    sentences = [part for part in SENTENCE_END.split(text) if part.strip()]
    if len(sentences) < question.least_sentences:
        raise Refused("more-sentences", least=question.least_sentences)
    return Words(text)
