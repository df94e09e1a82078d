"""The findings file: what an auditor who works offline found, in one YAML text."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from scoring.datafile import DataFileError, Node, Problem, read
from scoring.evidence import Evidence, Outcome
from scoring.finding import FindingError, outcome
from scoring.line import Otherwise
from scoring.load import UnknownSchemeError
from scoring.policies import resolve
from scoring.scheme import Clause, Scheme
from scoring.score import ScoreSheet, score
from scoring.wording import sentence

KEYS = ("scheme", "otherwise", "findings", "special_deductions", "bonus", "policies")


@dataclass(frozen=True, slots=True)
class Findings:
    """A findings file, checked against its scheme."""

    scheme: Scheme
    evidence: tuple[Evidence, ...]
    specials: tuple[str, ...]
    bonus: str | None
    policies: Mapping[str, str]
    otherwise: Otherwise

    def sheet(self) -> ScoreSheet:
        return score(
            self.scheme,
            self.evidence,
            specials=self.specials,
            bonus=self.bonus,
            policies=self.policies,
            otherwise=self.otherwise,
        )


def read_findings(
    text: str, file: str, find: Callable[[str], Scheme], *, at: datetime, lang: str = "en"
) -> Findings:
    """The findings written in *text*; *file* only names it, *find* finds a scheme by its key.

    ``otherwise`` is not_assessed if absent.  The findings are the deciding source's: audited, or
    self-assessed under a self-assessment scheme.  Raises DataFileError with every problem, worded
    in *lang* (those of the YAML itself in English).
    """
    return findings_of(read(text, file), find, at=at, lang=lang)


def findings_of(
    node: Node, find: Callable[[str], Scheme], *, at: datetime, lang: str = "en"
) -> Findings:
    """As ``read_findings``, from a part of a data file."""
    reader = _Reader(node.file, lang)
    top = reader.entries(node, "findings file", KEYS)
    scheme = reader.scheme(node, top.get("scheme"), find)
    otherwise = reader.otherwise(top.get("otherwise"))
    specials = tuple(reader.specials(top.get("special_deductions")))
    bonus = reader.text(top["bonus"], "bonus") if _given(top, "bonus") else None
    overrides = reader.policies(top.get("policies"), scheme)
    evidence: tuple[Evidence, ...] = ()
    if scheme:
        chosen = resolve(scheme, overrides)
        evidence = tuple(reader.evidence(top.get("findings"), scheme, chosen, at))
    if reader.problems or scheme is None:
        raise DataFileError(reader.problems)
    return Findings(scheme, evidence, specials, bonus, overrides, otherwise)


def _given(top: Mapping[str, Node], key: str) -> bool:
    return key in top and top[key].value is not None


class _Reader:
    """Reads on after a mistake and keeps them all."""

    def __init__(self, file: str, lang: str) -> None:
        self.file, self.lang = file, lang
        self.problems: list[Problem] = []

    def refuse(self, node: Node, message: str, **args: str) -> None:
        self.problems.append(Problem(self.file, node.line, sentence(message, self.lang, args)))

    def entries(
        self, node: Node | None, name: str, known: tuple[str, ...] | None = None
    ) -> Mapping[str, Node]:
        """The entries of a map; none if it is absent.  Keys outside *known* are objected to."""
        if node is None or node.value is None:
            return {}
        if not isinstance(node.value, dict):
            self.refuse(node, "not-a-map", key=name)
            return {}
        for key, value in node.value.items():
            if known is not None and key not in known:
                self.refuse(value, "unknown-key", key=key[:40], known=", ".join(known))
        return node.value

    def text(self, node: Node, name: str) -> str:
        if isinstance(node.value, str) and node.value.strip():
            return node.value.strip()
        self.refuse(node, "not-a-text", key=name)
        return ""

    def scheme(self, top: Node, node: Node | None, find: Callable[[str], Scheme]) -> Scheme | None:
        if node is None or node.value is None:
            self.refuse(node or top, "no-scheme")
            return None
        key = self.text(node, "scheme")
        try:
            return find(key) if key else None
        except UnknownSchemeError as error:
            self.refuse(node, "unknown-scheme", scheme=key[:40], known=", ".join(error.known))
            return None

    def otherwise(self, node: Node | None) -> Otherwise:
        if node is None or node.value is None:
            return Otherwise.NOT_ASSESSED
        value = self.text(node, "otherwise")
        if value in tuple(Otherwise):
            return Otherwise(value)
        if value:
            known = ", ".join(Otherwise)
            self.refuse(node, "not-one-of", key="otherwise", known=known, value=value[:40])
        return Otherwise.NOT_ASSESSED

    def specials(self, node: Node | None) -> Iterator[str]:
        if node is None or node.value is None:
            return
        if not isinstance(node.value, list):
            self.refuse(node, "not-a-list", key="special_deductions")
            return
        for item in node.value:
            yield self.text(item, "special_deductions")

    def policies(self, node: Node | None, scheme: Scheme | None) -> dict[str, str]:
        """The overrides that can be; the others are objected to."""
        good = {}
        for name, entry in self.entries(node, "policies").items():
            value = self.text(entry, name[:40])
            policy = scheme.policies.get(name) if scheme else None
            if scheme and policy is None:
                known = ", ".join(scheme.policies)
                self.refuse(entry, "unknown-policy", key=name[:40], known=known)
            elif policy and value and value not in policy.allowed:
                known = ", ".join(policy.allowed)
                self.refuse(entry, "not-one-of", key=name, known=known, value=value[:40])
            elif policy and value:
                good[name] = value
        return good

    def evidence(
        self, node: Node | None, scheme: Scheme, policies: Mapping[str, str], at: datetime
    ) -> Iterator[Evidence]:
        for ref, entry in self.entries(node, "findings").items():
            clause = scheme.clause(ref)
            if clause is None:
                self.refuse(entry, "unknown-clause", scheme=scheme.key, clause=ref[:40])
            elif (found := self.outcome(clause, entry, policies)) is not None:
                trace = f"{self.file}:{entry.line}"
                yield Evidence(clause.ref, scheme.decided_by, found, at, trace)

    def outcome(self, clause: Clause, node: Node, policies: Mapping[str, str]) -> Outcome | None:
        if not isinstance(node.value, dict | None):
            self.refuse(node, "not-a-map", key=clause.ref)
            return None
        given: dict[str, str | None] = {}
        for key, value in (node.value or {}).items():
            if not isinstance(value.value, str | None):
                self.refuse(value, "not-a-text", key=f"{clause.ref} {key[:40]}")
                return None
            given[key[:40]] = value.value
        try:
            return outcome(clause, given, policies)
        except FindingError as error:
            for objection in error.objections:
                place = (node.value or {}).get(objection.key or "", node)
                self.refuse(place, objection.id, **objection.args)
            return None
