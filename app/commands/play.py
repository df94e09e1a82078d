"""``anfang play``: the interview in the terminal, straight on the engine, nothing stored."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from locales import known, pick, say
from scoring.datafile import DataFileError
from surveys import events as e
from surveys.entries import Given, Interview, Moment
from surveys.events import Ask, Brief, Effect, Event, Finish, Offer, Say, Summarise
from surveys.interview import step
from surveys.load import packaged
from surveys.load import questionnaire as load
from surveys.questionnaire import (
    AnyQuestion,
    Choices,
    Location,
    Media,
    Note,
    QuestionId,
    Questionnaire,
    Rating,
    Stopwatch,
    Texts,
)
from surveys.transcripts.recording import Recording
from surveys.values import Place
from surveys.wording import asked as wording_of
from surveys.wording import said, worded

Keys = dict[str, Event]  # what a typed key does


def run(name: str, lang: str, source: TextIO, out: TextIO, save: Path | None = None) -> int:
    """Play questionnaire *name* (``id`` for its newest edition, ``id@edition``, or a file).

    *save*: where to write what was played, as a transcript.
    """
    language = known(lang)
    try:
        questionnaire = find(name)
    except DataFileError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{name}: {error.strerror}", file=sys.stderr)
        return 2
    if questionnaire is None:
        names = ", ".join(sorted(q.key for q in packaged().values()))
        print(say(language, "play-unknown", name=name, names=names), file=sys.stderr)
        return 2
    recording = Recording(questionnaire)
    _hold(questionnaire, language, source, out, recording)
    if save is None:
        return 0
    try:
        save.parent.mkdir(parents=True, exist_ok=True)
        save.write_text(recording.text(save), "utf-8")
    except OSError as error:
        print(
            say(language, "play-not-saved", file=str(save), why=error.strerror or ""),
            file=sys.stderr,
        )
        return 1
    print(say(language, "play-saved", file=str(save)), file=out)
    return 0


def _hold(
    questionnaire: Questionnaire, language: str, source: TextIO, out: TextIO, recording: Recording
) -> None:
    """Until the interview or the input ends."""
    interview = Interview()
    event: Event = e.Opened()
    while True:
        now = datetime.now(UTC)
        after = step(questionnaire, interview, event, Moment(now, "play"))
        interview = after.interview
        recording.add(event, after.effects, now)
        language = event.language if isinstance(event, e.Spoke) else language
        keys: Keys = {}
        for effect in after.effects:
            print(*shown(questionnaire, effect, language, keys), sep="\n", file=out)
        if isinstance(after.effects[-1], Finish):
            return
        out.write("> ")
        out.flush()
        line = source.readline()
        if not line:
            print(file=out)
            return
        event = read(line.strip(), keys, after.effects[-1])


def find(name: str) -> Questionnaire | None:
    """Raises DataFileError, and OSError for a file that cannot be read."""
    if name.endswith((".yaml", ".yml")):
        return load(Path(name).read_text("utf-8"), name)
    id, _, edition = name.partition("@")
    found = [q for q in packaged().values() if q.id == id and edition in ("", str(q.edition))]
    return max(found, key=lambda q: q.edition, default=None)


def read(line: str, keys: Keys, screen: Effect) -> Event:
    """A key of the screen, a command, or a reply."""
    if line in keys:
        return keys[line]
    match line:
        case "/back" | "<":
            return e.WentBack()
        case "/status":
            return e.AskedStatus()
        case "/language zh" | "/language en":
            return e.Spoke(line[-2:])
        case _:
            pass
    question = screen.question if isinstance(screen, Ask) else None
    if isinstance(question, Media) and line == "photo":
        return e.SentFile("play")
    if isinstance(question, Location) and (place := _place(line)) is not None:
        return e.SentPlace(place)
    return e.Replied(line)


def _place(line: str) -> Place | None:
    try:
        lat, lon = map(float, line.split(","))
    except ValueError:
        return None
    return Place(lat, lon)


def shown(questionnaire: Questionnaire, effect: Effect, language: str, keys: Keys) -> list[str]:
    """The lines of one effect; what can be typed goes into *keys*."""
    match effect:
        case Say():
            return [f"  {said(effect, language)}"]
        case Brief():
            keys["1"] = e.Agreed()
            title = pick(questionnaire.title, language)
            return ["", f"  {title}", f"  {pick(questionnaire.intro, language)}",
                    f"  1) {say(language, 'play-start')}"]  # fmt: skip
        case Ask():
            return asked(questionnaire, effect, language, keys)
        case Summarise():
            return summarised(effect, language, keys)
        case Offer(answered):
            return offered(answered, language, keys)
        case Finish(receipt=receipt):
            thanks = pick(questionnaire.thanks, language)
            return [
                "",
                f"  {thanks}",
                f"  {say(language, 'play-receipt', receipt=receipt or '-')}",
            ]


def asked(questionnaire: Questionnaire, ask: Ask, language: str, keys: Keys) -> list[str]:
    question = ask.question
    head = f"  {ask.number}/{ask.total}"
    if question.characteristic:
        head += f" · {say(language, f'characteristic-{question.characteristic}')}"
    odd = question.warning_message if ask.doubt is not None else None
    lines = ["", head, f"  {asked_in(odd or question.text, ask, questionnaire, language)}"]
    if question.help and not odd:
        lines.append(f"  ({asked_in(question.help, ask, questionnaire, language)})")
    for key, (code, label) in enumerate(choices(ask, language), start=1):
        keys[_key(question, key, code)] = e.Tapped(question.id, ask.revision, code)
        lines.append(f"  {_key(question, key, code)}) {label}")
    if isinstance(question, Media | Location):
        id = "play-photo" if isinstance(question, Media) else "play-place"
        lines.append(f"  {say(language, id)}")
    return lines


def asked_in(texts: Texts, ask: Ask, questionnaire: Questionnaire, language: str) -> str:
    return wording_of(texts, ask.known, questionnaire, language)


def _key(question: AnyQuestion, key: int, code: str) -> str:
    """A rating is typed as itself; anything else by its place in the list, options by letter
    where digits are ratings."""
    if not isinstance(question, Rating):
        return str(key)
    return code if code.isdecimal() else chr(ord("a") + key - (question.high - question.low + 2))


def choices(ask: Ask, language: str) -> list[tuple[str, str]]:
    """Every button of the question, as (code, label)."""
    question, found = ask.question, []
    match question:
        case Rating(low=low, high=high, ends=(worst, best)):
            ends = {low: pick(worst, language), high: pick(best, language)}
            found = [(str(n), f"{n} {ends.get(n, '')}".strip()) for n in range(low, high + 1)]
        case Stopwatch(start=start, stop=stop):
            stages = {
                "ready": [(e.START, pick(start, language))],
                "running": [(e.STOP, pick(stop, language))],
                "stopped": [
                    (e.RIGHT, say(language, "play-right", seconds=ask.seconds)),
                    (e.LATE, say(language, "play-late")),
                ],
            }
            found = stages[ask.stage]
        case Note():
            found = [(e.NEXT, say(language, "play-next"))]
        case _:
            pass
    ticks = {option.code: "[x] " if option.code in ask.ticked else "[ ] "
             for option in question.options if isinstance(question, Choices)}  # fmt: skip
    found += [(option.code, ticks.get(option.code, "") + pick(option.label, language))
              for option in question.options]  # fmt: skip
    if ask.doubt is not None:
        sure = say(language, "play-sure", value=worded(question, ask.doubt, language))
        found.insert(0, (e.SURE, sure))
    if ask.files or isinstance(question, Choices):
        found.append((e.DONE, say(language, "play-done")))
    if ask.optional:
        found.append((e.SKIP, say(language, "play-skip")))
    if ask.held:
        held = worded(question, ask.held.value, language)
        found.append((e.KEEP, say(language, "play-keep", held=held)))
    return found


def summarised(summary: Summarise, language: str, keys: Keys) -> list[str]:
    lines = ["", f"  {say(language, 'play-summary', done=len(summary.done))}"]
    lines += [f"  · {pick(q.label, language)}: {worded(q, given.value, language)}"
              for q, given in summary.done]  # fmt: skip
    lines += [f"  ! {pick(p.question.label, language)}: {said(p, language)}"
              for p in summary.points]  # fmt: skip
    if summary.ready:
        keys["1"], keys["2"] = e.Confirmed(), e.AskedToChange()
        lines += [f"  1) {say(language, 'play-submit')}", f"  2) {say(language, 'play-change')}"]
    else:
        lines += [f"  … {pick(q.label, language)}" for q in summary.missing]
        keys[""] = e.Opened()
    return lines


def offered(
    answered: tuple[tuple[AnyQuestion, Given], ...], language: str, keys: Keys
) -> list[str]:
    lines = [""]
    for key, (question, given) in enumerate(answered, start=1):
        keys[str(key)] = e.Jumped(QuestionId(question.id))
        label = pick(question.label, language)
        lines.append(f"  {key}) {label}: {worded(question, given.value, language)}")
    return lines
