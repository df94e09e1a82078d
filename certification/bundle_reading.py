"""A bundle read again: checked to the last line, and its score as it was after any entry.  Pure.

Everything wrong is told at once, with its place; what is wrong is not scored.
"""

import json
import zipfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from certification.archive import Members, members
from certification.audit import Finding, Kind, audit, checked
from certification.bundle import FORMAT, LOG, MANIFEST, SCHEME, link, result, sha256
from certification.bundle_lines import Line, wrong_lines
from certification.errors import RejectedFinding
from certification.replay import evidence_of
from certification.sheet import basis_of
from locales import say
from scoring.basis import Basis
from scoring.datafile import DataFileError, Problem
from scoring.evidence import Source
from scoring.grade import grade
from scoring.load import load
from scoring.policies import UnknownPolicyError, resolve
from scoring.scheme import Scheme
from surveys.load import Questionnaires, questionnaire


class Manifest(BaseModel):
    """What ``bundle.json`` says."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    bundle: int = Field(ge=1, le=FORMAT)
    case: int
    scheme: str
    scheme_hash: str
    policies: dict[str, str]
    policies_at_first: dict[str, str] | None = None  # of older bundles nobody knows
    outlets: list[str] = Field(default_factory=list)  # of older bundles: those in the log
    entries: int = Field(ge=0)
    cursor: int = Field(ge=0)
    files: dict[str, str]
    result: dict[str, str]


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a bundle's score rests on after its first *upto* of *entries* lines.

    *digest*: SHA-256 of ``bundle.json``, which holds the hashes of all the rest: who has it from
    somewhere else knows that the bundle is the one that was made.
    """

    basis: Basis
    upto: int
    entries: int
    digest: str


def replayed(data: bytes, file: str, *, upto: int | None = None, lang: str = "en") -> Replayed:
    """The bundle in *data*, checked; *file* only names it.  Raises DataFileError with every
    problem: whatever was changed, is missing, does not fit or cannot be."""
    reader = _Reader(file, lang)
    try:
        files = members(data)
    except zipfile.BadZipFile:
        raise DataFileError([reader.problem("", 1, "bundle-no-zip")]) from None
    manifest = reader.manifest(files)
    if manifest is None:
        raise DataFileError(reader.problems)
    reader.hashes(files, manifest)
    lines = reader.log(files.get(LOG, b""), manifest)
    scheme = reader.scheme(files, manifest)
    asked = reader.questionnaires(files)
    if upto is not None and not 0 <= upto <= manifest.entries:
        known = str(manifest.entries)
        reader.refuse(MANIFEST, 1, "bundle-no-such-entry", n=str(upto), entries=known)
    if scheme is None or reader.problems:
        raise DataFileError(reader.problems)
    told = reader.kinds(lines, manifest, asked)
    policies = reader.policies(scheme, manifest, lines)
    reader.findings(lines, scheme, policies, told)
    if reader.problems:
        raise DataFileError(reader.problems)
    place = len(lines) if upto is None else upto
    basis = reader.basis(lines, place, scheme, asked, manifest, policies[place])
    if place == len(lines):
        reader.agree(basis, manifest)
    if reader.problems:
        raise DataFileError(reader.problems)
    return Replayed(basis, place, manifest.entries, sha256(files[MANIFEST]))


class _Reader:
    """Reads on after a mistake and keeps them all."""

    def __init__(self, file: str, lang: str) -> None:
        self.file, self.lang = file, lang
        self.problems: list[Problem] = []

    def problem(self, name: str, line: int, id: str, **args: str) -> Problem:
        place = f"{self.file}/{name}" if name else self.file
        return Problem(place, line, say(self.lang, f"cert-{id}", **args))

    def refuse(self, name: str, line: int, id: str, **args: str) -> None:
        self.problems.append(self.problem(name, line, id, **args))

    def manifest(self, files: Members) -> Manifest | None:
        if MANIFEST not in files:
            self.refuse(MANIFEST, 1, "bundle-missing")
            return None
        try:
            return Manifest.model_validate(_json(files[MANIFEST]))
        except ValidationError as error:
            for wrong in error.errors(include_url=False, include_input=False):
                where = ".".join(map(str, wrong["loc"]))
                self.refuse(MANIFEST, 1, "bundle-wrong", what=f"{where}: {wrong['msg']}")
        except ValueError as error:
            self.refuse(MANIFEST, 1, "bundle-wrong", what=str(error)[:200])
        return None

    def hashes(self, files: Members, manifest: Manifest) -> None:
        """Every file is one the manifest names, and is what it was."""
        for name in sorted(files.keys() | manifest.files.keys() | {SCHEME, LOG}):
            if name == MANIFEST:
                continue
            if name not in files:
                self.refuse(name, 1, "bundle-missing")
            elif name not in manifest.files:
                self.refuse(name, 1, "bundle-unknown")
            elif name != LOG and sha256(files[name]) != manifest.files[name]:
                self.refuse(name, 1, "bundle-changed")

    def log(self, data: bytes, manifest: Manifest) -> list[Line]:
        """The lines of the log.  A line that was changed is named by its number."""
        lines: list[Line] = []
        before, whole = "", len(self.problems)
        for n, text in enumerate(data.decode("utf-8", "replace").splitlines(), start=1):
            try:
                line = _json(text)
                found = {key: value for key, value in line.items() if key != "hash"}
            except (ValueError, AttributeError) as error:
                self.refuse(LOG, n, "bundle-wrong", what=str(error)[:200])
                continue
            before = link(before, found)
            if line.get("hash") != before:
                self.refuse(LOG, n, "bundle-changed")
                before = str(line.get("hash"))
            if found.get("n") != n:
                self.refuse(LOG, n, "bundle-out-of-order", n=str(found.get("n"))[:20])
            if n > manifest.entries:
                self.refuse(LOG, n, "bundle-newer", entries=str(manifest.entries))
            lines.append(found)
        if len(lines) < manifest.entries and len(self.problems) == whole:
            args = {"entries": str(manifest.entries), "found": str(len(lines))}
            self.refuse(LOG, len(lines) + 1, "bundle-too-short", **args)
        if len(self.problems) == whole and sha256(data) != manifest.files.get(LOG):
            self.refuse(LOG, 1, "bundle-changed")  # every line fits, and yet it is another log
        return lines

    def scheme(self, files: Members, manifest: Manifest) -> Scheme | None:
        if SCHEME not in files:
            return None
        try:
            scheme = load(files[SCHEME].decode("utf-8", "replace"), f"{self.file}/{SCHEME}")
        except DataFileError as error:
            self.problems += error.problems
            return None
        if (scheme.key, scheme.hash) != (manifest.scheme, manifest.scheme_hash):
            self.refuse(SCHEME, 1, "bundle-other-scheme", scheme=manifest.scheme[:80])
        return scheme

    def questionnaires(self, files: Members) -> Questionnaires:
        asked = {}
        for name, data in files.items():
            if name.startswith("questionnaires/"):
                try:
                    one = questionnaire(data.decode("utf-8", "replace"), f"{self.file}/{name}")
                except DataFileError as error:
                    self.problems += error.problems
                    continue
                asked[one.id, one.edition] = one
        return asked

    def kinds(
        self, lines: Sequence[Line], manifest: Manifest, asked: Questionnaires
    ) -> Collection[int]:
        """Every line is what it says it is, and none is newer than the bundle; those that are
        not, by number."""
        found = [*wrong_lines(lines, manifest.cursor, asked.keys())]
        for wrong in found:
            self.refuse(LOG, wrong.n, wrong.id, **wrong.args)
        return {wrong.n for wrong in found}

    def policies(
        self, scheme: Scheme, manifest: Manifest, lines: Sequence[Line]
    ) -> list[Mapping[str, str]]:
        """The overrides in force after each number of lines, from none to all of them."""
        last = self._known(scheme, MANIFEST, 1, manifest.policies)
        if manifest.policies_at_first is None:
            return [last] * (len(lines) + 1)
        found = [self._known(scheme, MANIFEST, 1, manifest.policies_at_first)]
        for n, line in enumerate(lines, start=1):
            changed = line.get("kind") == "policies"
            found.append(self._known(scheme, LOG, n, line.get("value")) if changed else found[-1])
        if found[-1] != manifest.policies:
            self.refuse(MANIFEST, 1, "bundle-wrong", what="policies: not what the log ends with")
        return found

    def _known(self, scheme: Scheme, name: str, line: int, said: Any) -> Mapping[str, str]:
        """*said* if it can be; else it is told, and nothing is overridden."""
        try:
            resolve(scheme, dict(said))
            return dict(said)
        except (UnknownPolicyError, TypeError, ValueError, AttributeError) as error:
            self.refuse(name, line, "bundle-wrong", what=str(error)[:200])
            return {}

    def findings(
        self, lines: Sequence[Line], scheme: Scheme, policies: Sequence[Mapping[str, str]],
        told: Collection[int],
    ) -> None:  # fmt: skip
        """Every finding that stands can be one; told in the line it is stated in.  Lines already
        *told* of are passed over."""
        for n, line in enumerate(lines, start=1):
            if n in told:
                continue
            if line["kind"] == "finding" and line["about"] == Kind.CLAUSE:
                value = line.get("value")
                if value is not None:
                    self._finding(n, line, value, scheme, resolve(scheme, policies[n]))

    def _finding(
        self, n: int, line: Line, value: Any, scheme: Scheme, policies: Mapping[str, str]
    ) -> None:
        try:
            checked(scheme, line["subject"], Source(line["source"]), value, policies)
        except RejectedFinding as error:
            for problem in error.problems:
                text = problem.in_language(self.lang)
                self.problems.append(Problem(f"{self.file}/{LOG}", n, text))

    def basis(
        self, lines: Sequence[Line], upto: int, scheme: Scheme, asked: Questionnaires,
        manifest: Manifest, overrides: Mapping[str, str],
    ) -> Basis:  # fmt: skip
        """Raises DataFileError for a line that cannot be one of a log."""
        findings = [*self._log_of(lines[:upto])]
        policies = resolve(scheme, overrides)
        try:
            stands = audit(scheme, findings, policies)
            answers, work = evidence_of(lines, upto, asked, manifest.outlets)
            return basis_of(stands, [*stands.evidence, *answers], overrides, work)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            what = f"{type(error).__name__}: {error}"[:200]
            raise DataFileError([self.problem(LOG, 1, "bundle-wrong", what=what)]) from None

    def _log_of(self, lines: Sequence[Line]) -> Iterator[Finding]:
        for line in lines:
            if line["kind"] == "finding":
                yield Finding(
                    line["id"], Kind(line["about"]), line["subject"], Source(line["source"]),
                    line["value"], "", line["by"], datetime.fromisoformat(line["at"]),
                )  # fmt: skip

    def agree(self, basis: Basis, manifest: Manifest) -> None:
        """The score comes to what the bundle says it came to."""
        sheet = basis.sheet()
        found = result(sheet.final, grade(sheet).name, sheet.coverage)
        if found != manifest.result:
            args = {"said": _plain(manifest.result), "found": _plain(found)}
            self.refuse(MANIFEST, 1, "bundle-other-result", **args)


def _plain(said: Mapping[str, str]) -> str:
    return ", ".join(f"{key} {value}"[:80] for key, value in sorted(said.items()))[:200]


def _json(text: str | bytes) -> Any:
    """Strictly: no NaN, no infinity, no key twice.  Raises ValueError."""

    def no(constant: str) -> Any:
        raise ValueError(f"{constant} is no number")

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            raise ValueError("a key stands twice")
        return found

    return json.loads(text, parse_constant=no, object_pairs_hook=once)
