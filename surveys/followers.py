"""The questions that one question brings with it.

"Other, please say" (`<id>_<code>`) for an option that wants words, and `<id>_ev` for an answer
that wants proof: a photo where something is missing, words where something went wrong.
"""

from collections.abc import Iterator
from typing import Any

from surveys.form import EvidenceSpec, OptionSpec, QuestionSpec
from surveys.made import option
from surveys.piping import mentioned
from surveys.questionnaire import AnyQuestion, Media, Medium, QuestionId, Text
from surveys.rules import BadRule, compile_rule

Options = tuple[OptionSpec, ...]


def followers(
    spec: QuestionSpec, built: AnyQuestion, gate: tuple[str, ...], options: Options, ways: Options
) -> Iterator[AnyQuestion]:
    """What follows *built*, in order.  *gate*: the conditions around it; *options*: its own;
    *ways*: those out of its proof ("I could not take one")."""
    gate = (*gate, *((spec.relevant,) if spec.relevant else ()))
    for one in options:
        if one.say is not None:
            when = f"selected(${{{built.id}}}, '{one.code}')"
            words = {"text": one.say.root, "label": one.label.root}
            id = QuestionId(f"{built.id}_{one.code}")
            yield Text(**_after(built, id, (*gate, when), words), most=500, size="short")
    if spec.evidence is not None:
        yield _proof(spec.evidence, built, gate, ways)


def _proof(
    proof: EvidenceSpec, built: AnyQuestion, gate: tuple[str, ...], ways: Options
) -> AnyQuestion:
    words: dict[str, Any] = {"text": proof.text.root, "required": proof.required}
    if proof.label is not None:
        words["label"] = proof.label.root
    if proof.help is not None:
        words["help"] = proof.help.root
    when = _of(proof.when, built.id)
    common = _after(built, QuestionId(f"{built.id}_ev"), (*gate, when), words)
    common["options"] = tuple(map(option, ways))
    if proof.kind == "text":
        return Text(**common, least_sentences=proof.least_sentences, most=proof.most or 1000)
    return Media(**common, medium=Medium(proof.kind), most=min(proof.most or 3, 10))


def _after(
    built: AnyQuestion, id: QuestionId, when: tuple[str, ...], more: dict[str, Any]
) -> dict[str, Any]:
    try:
        relevant = compile_rule(" and ".join(f"({part})" for part in when))
    except BadRule:
        relevant = None  # told where it stands
    said = [more[name] for name in ("text", "help") if name in more]
    return {
        "id": id, "label": built.label, "section": built.section, "relevant": relevant,
        "of": built.id, "repeats": built.repeats, "line": built.line,
        "mentions": frozenset(QuestionId(n) for texts in said for n in mentioned(texts)), **more,
    }  # fmt: skip


def _of(text: str, id: str) -> str:
    """A condition over ``.`` as one over ``${id}``: outside quotes a lone dot is the answer."""
    parts, quote, made = text, "", []
    for place, letter in enumerate(parts):
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "'\"":
            quote = letter
        elif letter == ".":
            near = parts[max(0, place - 1) : place] + parts[place + 1 : place + 2]
            if not any(one.isalnum() or one == "." for one in near):
                made.append(f"${{{id}}}")
                continue
        made.append(letter)
    return "".join(made)
