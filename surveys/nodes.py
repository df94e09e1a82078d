"""The sections of a file as the tree that a path walks along: questions, and repeats of them."""

from collections.abc import Iterable

from scoring.datafile import line_of
from surveys.build import Building, Place
from surveys.form import GroupSpec, QuestionSpec, RepeatSpec, SectionSpec
from surveys.piping import mentioned, problems_of
from surveys.questionnaire import MOST_INSTANCES, Node, QuestionId, Repeat, Roster, Texts
from surveys.rules import Rule

ANOTHER: Texts = {"zh": "还有吗？", "en": "Was there another one?"}


def nodes(building: Building) -> tuple[Node, ...]:
    """All sections of the file being read, in order."""
    found: list[Node] = []
    for place, section in enumerate(building.whole.sections):
        found += _block(building, section, section.id, section.id, ("sections", place), 1)
    return tuple(found)


def longest(tree: Iterable[Node]) -> int:
    """The number of questions on the longest path."""
    return sum(
        (node.most * longest(node.nodes) if isinstance(node, Repeat) else 1) for node in tree
    )


def _block(
    building: Building, block: SectionSpec | GroupSpec, id: str, section: str, place: Place,
    depth: int,
) -> list[Node]:  # fmt: skip
    """A section or a group: its questions, or one repeat that holds them."""
    if depth > building.limits.groups:
        building.wrong(place, f"{id}: groups nested deeper than {building.limits.groups}")
        return []
    gate, repeats = building.gate, building.repeats
    if block.relevant is not None:
        building.rule((*place, "relevant"), block.relevant)
        building.gate = (*gate, block.relevant)
    try:
        if block.repeat is None:
            return _members(building, block, section, place, depth)
        return [_repeat(building, block, block.repeat, id, section, place, depth)]
    finally:
        building.gate, building.repeats = gate, repeats


def _members(
    building: Building, block: SectionSpec | GroupSpec, section: str, place: Place, depth: int
) -> list[Node]:
    found: list[Node] = []
    for number, member in enumerate(block.questions):
        where = (*place, "questions", number)
        if isinstance(member, QuestionSpec):
            found += building.build(member, where, section)
        else:
            found += _block(building, member, member.group, section, where, depth + 1)
    return found


def _repeat(
    building: Building, block: SectionSpec | GroupSpec, spec: RepeatSpec, id: str, section: str,
    place: Place, depth: int,
) -> Repeat:  # fmt: skip
    at = (*place, "repeat")
    outer = building.repeats
    if len(outer) >= building.limits.repeats:
        building.wrong(at, f"{id}: repeats nested deeper than {building.limits.repeats}")
    if spec.least > spec.most:
        building.wrong(at, f"{id}: least must not be above most")
    count = building.rule((*at, "count"), spec.count)
    relevant = building.rule(place, None, gate=building.gate)
    building.repeats = (*outer, id)
    inside = tuple(_members(building, block, section, place, depth))
    building.repeats = outer
    building.named(id, place)
    if "-" in id:
        building.wrong(place, f"{id}: the name of a repeat is of a-z 0-9 _")
    if count is not None:
        return Repeat(id, block.title.root, inside, count, spec.most, relevant)
    roster = _roster(building, block, spec, id, section, at, relevant, outer)
    return Repeat(id, block.title.root, (*inside, roster), None, spec.most, relevant)


def _roster(
    building: Building, block: SectionSpec | GroupSpec, spec: RepeatSpec, id: str, section: str,
    at: Place, relevant: Rule | None, outer: tuple[str, ...],
) -> Roster:  # fmt: skip
    one = spec.label.root if spec.label else block.title.root
    text = spec.text.root if spec.text else {k: ANOTHER.get(k, ANOTHER["en"]) for k in one}
    for field, texts in (("label", one), ("text", text)):
        for problem in problems_of(texts):
            building.wrong((*at, field), f"{id}: {problem}")
        for name in sorted(mentioned(texts) - building.earlier):
            building.wrong((*at, field), f"{id}: no earlier question is called {name}")
    return Roster(
        id=QuestionId(id), label=block.title.root, text=text, section=section, relevant=relevant,
        repeats=outer, least=spec.least, most=min(spec.most, MOST_INSTANCES), one=one,
        mentions=frozenset(map(QuestionId, mentioned(text))),
        add=spec.add.root if spec.add else None, done=spec.done.root if spec.done else None,
        line=line_of(building.node, at),
    )  # fmt: skip
