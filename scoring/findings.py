"""The findings file: what an auditor who works offline found, in one YAML text."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from scoring.adjustments import Bonus, SpecialDeduction
from scoring.basis import Basis
from scoring.datafile import DataFileError, Node, Problem, read
from scoring.evidence import Evidence, NotApplicable, Outcome
from scoring.finding import FindingError, outcome
from scoring.line import Otherwise
from scoring.load import UnknownSchemeError
from scoring.policies import resolve
from scoring.scheme import Clause, Scheme
from scoring.special_form import special
from scoring.wording import sentence

KEYS = (
    "scheme", "otherwise", "findings", "special_deductions", "bonus", "policies", "claimed",
    "deletions_reviewed_by",
)  # fmt: skip


def read_findings(
    text: str, file: str, find: Callable[[str], Scheme], *, at: datetime, lang: str = "en"
) -> Basis:
    """The findings written in *text*; *file* only names it, *find* finds a scheme by its key.

    ``otherwise`` is not_assessed if absent.  The findings are the deciding source's: audited, or
    self-assessed under a self-assessment scheme.  Raises DataFileError with every problem, worded
    in *lang* (those of the YAML itself in English).
    """
    return findings_of(read(text, file), find, at=at, lang=lang)


def findings_of(
    node: Node, find: Callable[[str], Scheme], *, at: datetime, lang: str = "en"
) -> Basis:
    """As ``read_findings``, from a part of a data file."""
    reader = _Reader(node.file, lang)
    top = reader.entries(node, "findings file", KEYS)
    scheme = reader.scheme(node, top.get("scheme"), find)
    otherwise = reader.otherwise(top.get("otherwise"))
    bonus = reader.bonus(top["bonus"]) if _given(top, "bonus") else None
    overrides = reader.policies(top.get("policies"), scheme)
    claimed = reader.claimed(top["claimed"], scheme) if _given(top, "claimed") else None
    by = "deletions_reviewed_by"
    reviewed = _given(top, by) and bool(reader.text(top[by], by))
    evidence: tuple[Evidence, ...] = ()
    specials: tuple[SpecialDeduction, ...] = ()
    if scheme:
        chosen = resolve(scheme, overrides)
        evidence = tuple(reader.evidence(top.get("findings"), scheme, chosen, at))
        out = {str(e.clause) for e in evidence if isinstance(e.outcome, NotApplicable)}
        specials = reader.specials(top.get("special_deductions"), scheme, chosen, out)
    if reader.problems or scheme is None:
        raise DataFileError(reader.problems)
    return Basis(scheme, evidence, specials, bonus, reviewed, overrides, otherwise, claimed)


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

    def specials(
        self, node: Node | None, scheme: Scheme, policies: Mapping[str, str], out: set[str]
    ) -> tuple[SpecialDeduction, ...]:
        """Each a text, or a map of `scoring.special_form.KEYS`; *out*: the clauses left out."""
        if node is None or node.value is None:
            return ()
        if not isinstance(node.value, list):
            self.refuse(node, "not-a-list", key="special_deductions")
            return ()
        found: list[SpecialDeduction] = []
        for item in node.value:
            given = self.special(item)
            try:
                if given is not None:
                    found.append(special(given, scheme, policies, found, out))
            except FindingError as error:
                self.object(item, error)
        return tuple(found)

    def special(self, item: Node) -> dict[str, str] | None:
        """What is said of one, as texts; a list of clauses as one text."""
        if not isinstance(item.value, dict):
            text = self.text(item, "special_deductions")
            return {"text": text} if text else None
        given = {}
        for key, entry in item.value.items():
            parts = entry.value if isinstance(entry.value, list) else [entry]
            texts = [part.value for part in parts]
            if not all(isinstance(text, str) for text in texts):
                self.refuse(entry, "not-a-text", key=key[:40])
                return None
            given[key] = ", ".join(map(str, texts))
        return given

    def bonus(self, node: Node) -> Bonus:
        """A text, or a map of ``text`` and ``signed_by``."""
        if isinstance(node.value, list):
            self.refuse(node, "bonus-one")
            return Bonus("")
        if not isinstance(node.value, dict):
            return Bonus(self.text(node, "bonus"))
        top = self.entries(node, "bonus", ("text", "signed_by"))
        text = self.text(top.get("text", node), "bonus text")
        signed = "signed_by" in top and bool(self.text(top["signed_by"], "signed_by"))
        return Bonus(text, signed)

    def claimed(self, node: Node, scheme: Scheme | None) -> str | None:
        """The name of a grade of the scheme."""
        name = self.text(node, "claimed")
        known = [band.name for band in scheme.grades] if scheme else []
        if scheme and name and name not in known:
            args = {"key": "claimed", "known": ", ".join(known), "value": name[:40]}
            self.refuse(node, "not-one-of", **args)
        return name or None

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
            self.object(node, error)
            return None

    def object(self, node: Node, error: FindingError) -> None:
        """Every objection of *error*, each where its key stands in *node*."""
        said = node.value if isinstance(node.value, dict) else {}
        for objection in error.objections:
            self.refuse(said.get(objection.key or "", node), objection.id, **objection.args)
