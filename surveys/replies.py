"""Free replies become values, or are refused with a message id that says what is wanted."""

import re
import unicodedata
from decimal import Decimal

from surveys.questionnaire import (
    AnyQuestion,
    Choice,
    Location,
    Number,
    Photo,
    Rating,
    Stopwatch,
    Text,
)
from surveys.values import Amount, Chosen, Value, Words

NUMERAL = re.compile(r"[+-]?\d{1,15}(\.\d{1,10})?")
SENTENCE_END = re.compile(r"[.!?。！？…\n]+")
CONTROL = {"Cc", "Cs"}  # NUL, lone surrogates: no database keeps them, no reader sees them


class Refused(Exception):
    """The reply does not answer the question.  *id* and *args* name the sentence to show."""

    def __init__(self, id: str, **args: str | int) -> None:
        super().__init__(id)
        self.id, self.args_ = id, args


def read(question: AnyQuestion, text: str) -> Value:
    """The value of a typed reply.  Raises Refused."""
    text = clean(text)
    if (code := _option_said(question, text)) is not None:
        return Chosen(code)
    match question:
        case Choice():
            raise Refused("use-a-button")
        case Rating(low=low, high=high):
            if not re.fullmatch(r"\d{1,3}", text) or not low <= int(text) <= high:
                raise Refused("rating-out-of-range", low=low, high=high)
            return Amount(Decimal(int(text)))
        case Number():
            return _number(question, text)
        case Text():
            return _words(question, text)
        case Photo():
            raise Refused("send-a-photo")
        case Location():
            raise Refused("share-your-place")
        case Stopwatch():
            raise Refused("use-the-stopwatch")


def clean(text: str) -> str:
    """Normal form, no control characters but line breaks, no outer space."""
    kept = (c for c in text if c == "\n" or unicodedata.category(c) not in CONTROL)
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def _option_said(question: AnyQuestion, text: str) -> str | None:
    said = text.casefold()
    for option in question.options:
        if said == option.code or said in {label.casefold() for label in option.label.values()}:
            return option.code
    return None


def _number(question: Number, text: str) -> Amount:
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").casefold()
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
