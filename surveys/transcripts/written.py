"""A transcript as the text of a file, and one with its expectations brought up to date."""

from collections.abc import Sequence
from dataclasses import replace

from scoring.datafile import Plain
from surveys.transcripts.form import ENDS
from surveys.transcripts.notation import flow, scalar
from surveys.transcripts.replay import Replay, ends
from surveys.transcripts.showing import ON_REQUEST, shown
from surveys.transcripts.transcript import Exchange, Expected, Shown, Transcript

WIDTH = 99


def text(transcript: Transcript) -> str:
    """The file.  Reading it gives the transcript again."""
    lines = list(transcript.notes)
    if transcript.questionnaire:
        lines.append(f"questionnaire: {transcript.questionnaire}")
    if transcript.languages:
        lines.append(f"language: {transcript.languages[0]}")
    if transcript.outlet != Transcript("", None, ()).outlet:
        lines.append(f"outlet: [{transcript.outlet[0]:g}, {transcript.outlet[1]:g}]")
    lines.append("turns:")
    for exchange in transcript.exchanges:
        lines += _exchange(exchange)
    for name in ENDS:
        if name in transcript.expected:
            lines += _block(name, transcript.expected[name].value)
    return "\n".join(lines) + "\n"


def updated(replays: Sequence[Replay]) -> Transcript:
    """The transcript with what came as what is expected; *replays*: one of each language.

    What was not looked at in the end is now, but for the log; of the screens only what was named
    is kept of what is compared on request.
    """
    first = replays[0]
    exchanges = []
    for number, exchange in enumerate(first.transcript.exchanges):
        came = [replay.played[number] for replay in replays]
        if exchange.act == "wait" or any(one is None for one in came):
            exchanges.append(exchange)  # nothing to see, or nobody could do it
            continue
        got = [[shown(effect, first.questionnaire, one.language) for effect in one.effects]
               for one in came if one is not None]  # fmt: skip
        exchanges.append(replace(exchange, says=_kept(exchange.says or (), got, replays)))
    found = ends(first.questionnaire, first.interview)
    wanted = {"answers", "evidence", *first.transcript.expected}
    expected = {name: Expected(found[name]) for name in ENDS if name in wanted}
    return replace(first.transcript, exchanges=tuple(exchanges), expected=expected)


def _kept(
    expected: Sequence[Shown], got: Sequence[Sequence[Shown]], replays: Sequence[Replay]
) -> tuple[Shown, ...]:
    """Each effect as it came; what is compared on request only where it was."""
    named = [set(one) for one in expected] + [set()] * len(got[0])
    kept = []
    for number, (one, names) in enumerate(zip(got[0], named, strict=False)):
        told = {k: value for k, value in one.items() if k not in ON_REQUEST or k in names}
        if "text" in told and len(replays) > 1:
            told["text"] = {replay.language: effects[number].get("text")
                            for replay, effects in zip(replays, got, strict=True)}  # fmt: skip
        kept.append(told)
    return tuple(kept)


def _exchange(exchange: Exchange) -> list[str]:
    given = f" {flow(exchange.given)}" if exchange.given is not None else ""
    lines = [f"  {note}" for note in exchange.notes]
    lines.append(f"  - {exchange.act}:{given}")
    if exchange.says is not None:
        lines += _says([dict(one) for one in exchange.says])
    return lines


def _says(says: list[dict[str, Plain]]) -> list[str]:
    short = f"    says: {flow(says)}"
    if len(short) <= WIDTH:
        return [short]
    return ["    says:", *(f"      - {flow(one)}" for one in says)]


def _block(name: str, value: Plain) -> list[str]:
    short = f"{name}: {flow(value)}"
    if len(short) <= WIDTH or not isinstance(value, dict):
        return [short]
    return [f"{name}:", *(f"  {scalar(key)}: {flow(one)}" for key, one in value.items())]
