"""A question's description becomes the question of its kind."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, assert_never

from surveys.form import OptionSpec, QuestionSpec
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
    Meaning,
    Media,
    Medium,
    Note,
    Number,
    Option,
    Ranking,
    Rating,
    Stopwatch,
    Text,
    Texts,
    Time,
)
from surveys.rules import Rule

A_DAY_S = 86_400
MONEY: Mapping[str, Texts] = {"CNY": {"zh": "元", "en": "yuan"}}

PLAIN: Mapping[str, Callable[..., AnyQuestion]] = {
    "choice": Choice, "date": Date, "time": Time, "note": Note, "consent": Consent,
    "hidden": Hidden,
}  # fmt: skip


def make(spec: QuestionSpec, common: dict[str, Any], value: Rule | None) -> AnyQuestion:
    """The question; *common*: what every kind has; *value*: of a calculation."""
    match spec.kind:
        case "choice" | "date" | "time" | "note" | "consent" | "hidden":
            return PLAIN[spec.kind](**common)
        case "choices":
            least, most = int(spec.least or 0), int(spec.most or len(common["options"]))
            return Choices(**common, least=least, most=most)
        case "ranking":
            return Ranking(**common, most=int(spec.most or len(common["options"])))
        case "duration":
            return Duration(**common, least=int(spec.least or 0), most=int(spec.most or A_DAY_S))
        case "rating":
            assert spec.low is not None and spec.high is not None and spec.ends is not None
            labels = {point: words.root for point, words in (spec.labels or {}).items()}
            return Rating(
                **common, low=spec.low, high=spec.high, labels=labels, look=spec.look or "numbers",
                ends=(spec.ends[0].root, spec.ends[1].root),
            )  # fmt: skip
        case "number":
            assert spec.least is not None and spec.most is not None and spec.unit is not None
            return Number(
                **common, least=spec.least, most=spec.most,
                decimals=spec.decimals or 0, unit=spec.unit.root,
            )  # fmt: skip
        case "money":
            assert spec.currency is not None
            return Number(
                **common, least=spec.least or Decimal(0), most=spec.most or Decimal(10**9),
                decimals=2 if spec.decimals is None else spec.decimals, currency=spec.currency,
                unit=MONEY.get(spec.currency, dict.fromkeys(common["label"], spec.currency)),
            )  # fmt: skip
        case "text":
            return Text(
                **common, least_sentences=spec.least_sentences or 0, most=int(spec.most or 2000),
                size=spec.size or "long",
            )  # fmt: skip
        case "barcode":
            return Barcode(**common, most=int(spec.most or 200))
        case "photo" | "video" | "audio" | "document":
            return Media(
                **common, medium=Medium(spec.kind),
                least=int(spec.least or 1), most=int(spec.most or 3),
            )  # fmt: skip
        case "signature":
            return Media(**common, medium=Medium.SIGNATURE, most=1)
        case "location":
            return Location(
                **common, within_m=spec.within_m or 300, accuracy_m=spec.accuracy_m or 200
            )
        case "stopwatch":
            assert spec.start is not None and spec.stop is not None
            return Stopwatch(
                **common, start=spec.start.root, stop=spec.stop.root,
                split=spec.split.root if spec.split else None,
                splits=(spec.splits or 5) if spec.split else 0,
            )  # fmt: skip
        case "calculate":
            assert value is not None
            return Calculated(**common, value=value, show=bool(spec.show))
        case "matrix":
            raise AssertionError("a matrix is built row by row")
        case unreachable:
            assert_never(unreachable)


def option(spec: OptionSpec) -> Option:
    """One button."""
    return Option(
        spec.code, spec.label.root, spec.outcome, _degree(spec), spec.exclusive, spec.image,
        spec.columns,
    )  # fmt: skip


def _degree(option: OptionSpec) -> Fraction | None:
    match option.outcome:
        case Meaning.MET:
            return Fraction(1)
        case Meaning.NOT_MET:
            return Fraction(0)
        case Meaning.PARTLY:
            return option.degree
        case _:
            return None
