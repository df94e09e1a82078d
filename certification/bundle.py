"""A case as a bundle: all that its score is a function of, in one ZIP file.  Pure: bytes out.

    bundle.json                       scheme, policies, entries, hashes, what it came to
    scheme.json                       the scheme the case is pinned to, whole
    questionnaires/<id>@<edition>.yaml
    log.jsonl                         every entry, finding and change of policies, one a line

Each line of the log carries the SHA-256 of the line before it and itself, so that a change is told
with its line.  Nobody is named: accounts are numbered, free words and places of interviews are
blotted out where the score does not hang on them, notes are left out.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from certification.audit import Finding
from certification.policies_log import Change, PoliciesLog
from certification.sheet import CaseSheet
from scoring.scheme import Scheme
from surveys.entries import Interview
from surveys.evidence import observations
from surveys.load import Questionnaires
from surveys.questionnaire import Questionnaire
from surveys.records import FeedRow, Held
from surveys.stored import act, columns

FORMAT = 2  # 1 had neither outlets nor the policies of earlier
MANIFEST, SCHEME, LOG = "bundle.json", "scheme.json", "log.jsonl"
BLOT = "█"
WORDS = ("reason", "text")  # an entry's own words, besides answers
ALWAYS = (1980, 1, 1, 0, 0, 0)  # the same content is the same file, whenever it was made


@dataclass(frozen=True, slots=True)
class Whole:
    """A case as it is stored: *rows* of its interviews by number, *log* of its
    findings, *interviews*, the *policies* it had when, if known, and the *sheet* it comes to."""

    sheet: CaseSheet
    rows: Sequence[FeedRow]
    log: Sequence[Finding]
    interviews: Sequence[Held]
    policies: PoliciesLog | None = None


def bundle(case: Whole, questionnaires: Questionnaires) -> bytes:
    """The bundle of *case*."""
    keys = {(row.questionnaire, row.edition) for row in case.rows}
    for row in case.rows:  # and what was asked before an interview was moved to another edition
        if row.kind == "moved" and row.value:
            keys.add((row.questionnaire, row.value["from"]))
    asked = {key: questionnaires[key] for key in sorted(keys)}
    scheme = case.sheet.scheme
    lines = chained(_lines(case, asked))
    files = {SCHEME: scheme.whole.encode(), LOG: "".join(f"{line}\n" for line in lines).encode()}
    for one in asked.values():
        files[f"questionnaires/{one.key}.yaml"] = one.written.encode()
    return packed(files | {MANIFEST: _manifest(case, scheme, files, lines)})


def _manifest(
    case: Whole, scheme: Scheme, files: Mapping[str, bytes], lines: Sequence[str]
) -> bytes:
    sheet = case.sheet
    document = {
        "bundle": FORMAT,
        "case": sheet.case.id,
        "scheme": scheme.key,
        "scheme_hash": scheme.hash,
        "policies": dict(sheet.case.policies),
        "policies_at_first": case.policies and dict(case.policies.opened),
        "outlets": [outlet.code for outlet in sheet.outlets],
        "entries": len(lines),
        "cursor": max((row.cursor for row in case.rows), default=0),
        "files": {name: sha256(files[name]) for name in sorted(files)},
        "result": result(sheet.sheet.final, sheet.grade.name, sheet.sheet.coverage),
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def result(final: object, grade: str, coverage: object) -> dict[str, str]:
    """What a score came to, exactly."""
    return {"final": str(final), "grade": grade, "coverage": str(coverage)}


def packed(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, ALWAYS), files[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def chained(lines: Iterable[Mapping[str, Any]]) -> list[str]:
    """The lines as they are written, each numbered and with its link of the chain."""
    written, before = [], ""
    for n, line in enumerate(lines, start=1):
        told = {"n": n, **line}
        before = link(before, told)
        written.append(json.dumps(told | {"hash": before}, ensure_ascii=False))
    return written


def link(before: str, line: Mapping[str, Any]) -> str:
    """The hash of a line: over the one before and its own content, in a fixed spelling."""
    own = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(f"{before}\n{own}".encode("utf-8", "replace"))


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _lines(
    case: Whole, asked: Mapping[tuple[str, int], Questionnaire]
) -> Iterator[dict[str, Any]]:
    """Entries, findings and policies in one order: each kind in its own, and by time between."""
    plain = _hang_on_words(case.interviews, asked)
    people: dict[str, str] = {}
    kinds: list[list[tuple[datetime, dict[str, Any]]]] = [
        [(row.at, _entry(row, row.interview in plain, people)) for row in case.rows],
        [(found.at, _finding(found, people)) for found in case.log],
        [(change.at, _policies(change, people)) for change in case.policies.changed]
        if case.policies else [],
    ]  # fmt: skip
    # Clocks may have been set back: what stands first in its own order comes first.
    while waiting := [kind for kind in kinds if kind]:
        yield min(waiting, key=lambda kind: kind[0][0]).pop(0)[1]


def _policies(change: Change, people: dict[str, str]) -> dict[str, Any]:
    return {
        "kind": "policies", "at": _at(change.at), "value": dict(change.policies),
        "by": _number(change.by, people),
    }  # fmt: skip


def _entry(row: FeedRow, plain: bool, people: dict[str, str]) -> dict[str, Any]:
    return {
        "kind": "entry", "at": _at(row.at), "cursor": row.cursor, "interview": row.interview,
        "outlet": row.outlet, "wave": row.wave, "questionnaire": row.questionnaire,
        "edition": row.edition, "mode": row.mode, "act": row.kind, "question": row.question,
        "value": row.value if plain else _named(blotted(row.value), people),
    }  # fmt: skip


def _finding(found: Finding, people: dict[str, str]) -> dict[str, Any]:
    return {
        "kind": "finding", "at": _at(found.at), "id": found.id, "about": found.kind.value,
        "subject": found.subject, "source": found.source.value,
        "value": None if found.value is None else dict(found.value),
        "by": _number(found.by, people),
    }  # fmt: skip


def _at(at: datetime) -> str:
    return at.isoformat()


def _number(actor: str, people: dict[str, str]) -> str:
    return people.setdefault(actor, f"person-{len(people) + 1}")


def _named(value: dict[str, Any] | None, people: dict[str, str]) -> dict[str, Any] | None:
    if value and isinstance(value.get("by"), str):
        return value | {"by": _number(value["by"], people)}
    return value


def blotted(value: dict[str, Any] | None) -> dict[str, Any] | None:
    """An entry's value without anybody's own words and whereabouts; lengths and distances stay."""
    if value is None:
        return None
    kept = dict(value)
    for key in ("words", *WORDS):
        if isinstance(kept.get(key), str):
            kept[key] = BLOT * len(kept[key])
    if isinstance(kept.get("place"), dict):
        kept["place"] = kept["place"] | {"lat": 0.0, "lon": 0.0}
    return kept


def _blind(interview: Interview) -> Interview:
    """The interview as the bundle tells it."""
    entries = []
    for entry in interview.entries:
        kind, question, value = columns(entry.act)
        entries.append(replace(entry, act=act(kind, question, blotted(value))))
    return Interview(tuple(entries))


def _hang_on_words(
    interviews: Iterable[Held], asked: Mapping[tuple[str, int], Questionnaire]
) -> set[str]:
    """The interviews whose evidence would be another without their own words: they stay."""
    found = set()
    for held in interviews:
        one = asked.get((held.questionnaire, held.edition))
        if one is None:
            continue
        with_words = [*observations(one, held.interview, key=held.key)]
        if [*observations(one, _blind(held.interview), key=held.key)] != with_words:
            found.add(held.key)
    return found
