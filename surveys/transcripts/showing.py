"""What the engine gives back, in the words of a transcript: codes and ids, no language.

What is in `ON_REQUEST` is compared only where a transcript names it; everything else always is.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from scoring.datafile import Plain
from scoring.evidence import Evidence, Met, NotApplicable, NotObserved
from surveys.entries import Interview
from surveys.events import Ask, Brief, Effect, Finish, Offer, Say, Summarise
from surveys.questionnaire import Questionnaire, Stopwatch
from surveys.stored import columns
from surveys.values import Value, dump
from surveys.wording import asked, said

ON_REQUEST = frozenset({"text", "options", "suggested", "instances", "rows", "done", "missing"})
SKIPPED, SEEN = "(skipped)", "(read)"
KEPT = {"photos": "file"}  # what is counted, not named


def shown(effect: Effect, questionnaire: Questionnaire, language: str) -> dict[str, Plain]:
    """All there is to say of *effect*."""
    match effect:
        case Say(id):
            return {"say": id, "text": said(effect, language)}
        case Brief():
            return {"brief": "true"}
        case Ask():
            return _ask(effect, questionnaire, language)
        case Summarise(done, missing, points):
            told: dict[str, Plain] = {"summary": str(len(done))}
            if points:
                told["points"] = [point.id for point in points]
            told["done"] = [one.id for one, _ in done]
            told["missing"] = [one.id for one in missing]
            return told
        case Offer(answered):
            return {"offer": [one.id for one, _ in answered]}
        case Finish(status):
            return {"finish": status.value}


def _ask(ask: Ask, questionnaire: Questionnaire, language: str) -> dict[str, Plain]:
    question = ask.question
    told: dict[str, Plain] = {"ask": question.id}
    if ask.held is not None:
        told["held"] = plainly(ask.held.value)
    if isinstance(question, Stopwatch):
        told["stage"] = ask.stage
    if ask.ticked:
        told["ticked"] = list(ask.ticked)
    if ask.files:
        told["files"] = str(ask.files)
    if ask.doubt is not None:
        told["doubt"] = plainly(ask.doubt)
    odd = question.warning_message if ask.doubt is not None else None
    told["text"] = asked(odd or question.text, ask.known, questionnaire, language)
    told["options"] = [option.code for option in ask.options]
    if ask.suggested is not None:
        told["suggested"] = plainly(ask.suggested)
    if ask.instances:
        told["instances"] = [str(one.key) for one in ask.instances]
    if ask.rows:
        told["rows"] = [row.question.id for row in ask.rows]
    return told


def plainly(value: Value) -> Plain:
    """An answer: its code, its number, its words; files are counted, a place is its distance."""
    stored = dict(dump(value))
    [(tag, held)] = stored.items()
    match tag, held:
        case "skipped", _:
            return SKIPPED
        case "seen", _:
            return SEEN
        case "photos", list(files):
            return counted(len(files))
        case "place", dict(place):
            metres = place.get("metres")
            return "somewhere" if metres is None else f"{round(metres)} m"
        case "timed", dict(timed):
            late = " late" if timed.get("late") else ""
            splits = "".join(f" +{one}" for one in timed.get("splits") or ())
            return f"{timed['seconds']} s{splits}{late}"
        case _, list(several):
            return [str(one) for one in several]
        case _:
            return str(held)


def counted(files: int) -> str:
    return f"{files} file" if files == 1 else f"{files} files"


def evidence(found: Iterable[Evidence]) -> dict[str, Plain]:
    """By clause, in the order of the answers: "met", "not met", "met 1/2", "not observed" …"""
    clauses: dict[str, list[Plain]] = {}
    for one in found:
        clauses.setdefault(str(one.clause), []).append(_outcome(one))
    return {clause: list(outcomes) for clause, outcomes in clauses.items()}


def _outcome(one: Evidence) -> str:
    match one.outcome:
        case Met(degree) if degree == 1:
            return "met"
        case Met(degree) if degree == 0:
            return "not met"
        case Met(degree):
            return f"met {Fraction(degree)}"
        case NotApplicable():
            return "not applicable"
        case NotObserved():
            return "not observed"
        case other:
            return str(other)


def log(interview: Interview) -> list[Plain]:
    """The acts, by name."""
    return [type(entry.act).__name__ for entry in interview.entries]


def acts(interview: Interview, *, working: bool = True) -> list[tuple[str, dict[str, Plain]]]:
    """The log as two channels must agree on it: acts without channel, time and drawn names.

    *working*: also the ticks, which a page that sends several options at once does not make.
    """
    names: dict[str, str] = {}
    told = []
    for entry in interview.entries:
        kind, question, held = columns(entry.act)
        if working or kind != "ticked":
            told.append((f"{kind} {question or ''}".strip(), _unnamed(held or {}, names)))
    return told


def _unnamed(held: Mapping[str, Plain], names: dict[str, str]) -> dict[str, Plain]:
    """Without what is the channel's own: names of files by their place, no receipt."""
    told: dict[str, Plain] = {}
    for key, value in held.items():
        match key, value:
            case "receipt" | "seed", _:
                continue
            case "attachment", str(name):
                told[key] = names.setdefault(name, f"file {len(names) + 1}")
            case "photos", list(files):
                told[key] = [names.get(str(name), str(name)) for name in files]
            case _:
                told[key] = value
    return told
