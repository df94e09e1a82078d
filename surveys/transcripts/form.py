"""The form of a transcript file; every mistake is told with its line.

    questionnaire: tiny@1          # left out in a file beside the questionnaire
    turns:
      - agree:
        says: [{ask: greeted}]
      - tap: no
        says: [{ask: instead}]
    answers: {greeted: no}

Only the turns are needed: what is not expected is not looked at, and ``anfang test --update``
writes it down.
"""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from scoring.datafile import Node, Plain, plain, read, validate
from surveys.transcripts.transcript import WUHAN, Exchange, Expected, Shown, Transcript

# What a person can do.  With nothing behind it; the "@" codes of surveys.events among them …
PLAIN_ACTS = ("open", "back", "pause", "status", "change", "submit")
WORD_ACTS = (
    "skip",
    "keep",
    "next",
    "sure",
    "done",
    "add",
    "start",
    "split",
    "stop",
    "right",
    "late",
)
# … and with something.
FILES = ("photo", "video", "audio", "document", "signature")
MORE_ACTS = (
    "refuse", "tap", "pick", "fill", "reply", "place", "live", "other", "edit", "drop",
    "restore", "jump", "language", "wait", "review",
)  # fmt: skip
ACTS = ("agree", *PLAIN_ACTS, *WORD_ACTS, *FILES, *MORE_ACTS)
ENDS = ("status", "answers", "evidence", "log")
MOST_TURNS = 2000

Words = Annotated[str, Field(max_length=10_000)]
Code = Annotated[str, Field(pattern=r"^@?[A-Za-z0-9_.-]{1,40}$")]
Degrees = Annotated[list[float], Field(min_length=2, max_length=3)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TapSpec(Strict):
    """A button of an earlier screen."""

    question: Code
    revision: int = Field(ge=0, lt=10**6)
    code: Code


class AgreeSpec(Strict):
    """What chance decides by, and what the link or the assignment says, by question."""

    seed: int = Field(default=0, ge=0, lt=2**63)
    hidden: dict[str, Words] = {}


class ReviewSpec(Strict):
    verdict: str = Field(pattern="^(accept|return|void)$")
    reason: Words = ""


class SaysSpec(Strict):
    """One effect.  The first row says which; the others what is to be seen of it."""

    say: str | None = None
    brief: str | None = None
    ask: str | None = None
    summary: int | None = None
    offer: list[str] | None = None
    finish: str | None = None
    text: str | dict[str, str] | None = None
    options: list[str] | None = None
    held: str | list[str] | None = None
    stage: str | None = None
    ticked: list[str] | None = None
    files: str | None = None
    doubt: str | list[str] | None = None
    suggested: str | list[str] | None = None
    instances: list[str] | None = None
    rows: list[str] | None = None
    done: list[str] | None = None
    missing: list[str] | None = None
    points: list[str] | None = None

    @model_validator(mode="after")
    def _one_of_us(self) -> Self:
        if len(self.model_fields_set & HEADS) != 1:
            raise ValueError(f"says exactly one of {', '.join(sorted(HEADS))}")
        return self


HEADS = {"say", "brief", "ask", "summary", "offer", "finish"}


class TurnSpec(Strict):
    """One act, and what comes back."""

    says: list[SaysSpec] | None = None
    agree: AgreeSpec | None = None
    open: None = None
    back: None = None
    pause: None = None
    status: None = None
    change: None = None
    submit: None = None
    skip: None = None
    keep: None = None
    next: None = None
    sure: None = None
    done: None = None
    add: None = None
    start: None = None
    split: None = None
    stop: None = None
    right: None = None
    late: None = None
    photo: str | None = None
    video: str | None = None
    audio: str | None = None
    document: str | None = None
    signature: str | None = None
    refuse: str | None = Field(default=None, pattern="^(conflict|no-consent)$")
    tap: Code | TapSpec | None = None
    pick: list[Code] | None = None
    fill: dict[str, Code] | None = None
    reply: Words | None = None
    place: Degrees | None = None
    live: Degrees | None = None
    other: Code | None = None
    edit: Code | None = None
    drop: Code | None = None
    restore: Code | None = None
    jump: Code | None = None
    language: Code | None = None
    wait: int | None = Field(default=None, ge=0, le=10**7)
    review: ReviewSpec | None = None

    @model_validator(mode="after")
    def _one_act(self) -> Self:
        acts = self.acts
        if len(acts) != 1:
            raise ValueError(f"one thing is done in a turn, not {' and '.join(acts) or 'nothing'}")
        if acts[0] in MORE_ACTS and getattr(self, acts[0]) is None:
            raise ValueError(f"{acts[0]} needs something behind it")
        return self

    @property
    def acts(self) -> list[str]:
        return [name for name in ACTS if name in self.model_fields_set]


class TranscriptSpec(Strict):
    questionnaire: str | None = Field(default=None, pattern=r"^[a-z0-9-]{1,40}@[0-9]{1,6}$")
    language: str | None = Field(default=None, pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")
    outlet: Annotated[list[float], Field(min_length=2, max_length=2)] | None = None
    turns: list[TurnSpec] = Field(min_length=1, max_length=MOST_TURNS)
    status: str | None = None
    answers: dict[str, Any] | None = None
    evidence: dict[str, list[str]] | None = None
    log: list[str] | None = None


def transcript(text: str, file: str) -> Transcript:
    """The transcript in *text*.  Raises DataFileError with every problem, each in its line."""
    node = read(text, file)
    spec = validate(TranscriptSpec, node)
    top = node.value
    assert isinstance(top, dict)
    lines, turns = text.split("\n"), top["turns"].value
    assert isinstance(turns, list)
    lat, lon = spec.outlet or WUHAN
    return Transcript(
        file=file,
        questionnaire=spec.questionnaire,
        languages=(spec.language,) if spec.language else (),
        outlet=(lat, lon),
        exchanges=tuple(
            _exchange(turn, one, lines) for turn, one in zip(spec.turns, turns, strict=True)
        ),
        expected={
            name: Expected(plain(top[name]), top[name].line)
            for name in ENDS
            if name in spec.model_fields_set
        },
        notes=_head(lines),
    )


def _exchange(turn: TurnSpec, node: Node, lines: list[str]) -> Exchange:
    assert isinstance(node.value, dict)
    [act] = turn.acts
    says = node.value.get("says")
    effects = plain(says) if says is not None else None
    return Exchange(
        act=act,
        given=plain(node.value[act]),
        says=tuple(e for e in effects if isinstance(e, dict))
        if isinstance(effects, list)
        else None,
        line=node.line,
        says_line=says.line if says is not None else node.line,
        notes=_above(lines, node.line),
    )


def _dicts(effects: list[Plain]) -> tuple[Shown, ...]:
    return tuple(effect for effect in effects if isinstance(effect, dict))


def _head(lines: list[str]) -> tuple[str, ...]:
    count = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return tuple(lines[:count])


def _above(lines: list[str], line: int) -> tuple[str, ...]:
    """The comment lines right above *line*, which counts from 1."""
    first = last = line - 1
    while first > 0 and lines[first - 1].lstrip().startswith("#"):
        first -= 1
    return tuple(one.strip() for one in lines[first:last])
