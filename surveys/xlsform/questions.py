"""A line of the survey becomes a question as the questionnaire file has it: a plain mapping."""

import re
from collections.abc import Mapping
from typing import Any

from surveys.xlsform.choices import NEITHER, image_of, with_other
from surveys.xlsform.expressions import Item
from surveys.xlsform.extras import QUESTION, extras
from surveys.xlsform.form import CLOCK, MADE, Form
from surveys.xlsform.kinds import kind_of, looks
from surveys.xlsform.numbers import said_of
from surveys.xlsform.remarks import Place
from surveys.xlsform.sheets import Line
from surveys.xlsform.tree import TRUE, Leaf
from surveys.xlsform.vocabulary import DEVICE, OUR_LOG

Question = dict[str, Any]
FALSE = frozenset(("", "no", "false", "false()", "0"))
LABEL = 40  # characters of a short name; a wide one counts two
NEVER_ASKED = ("calculate", "hidden")
# Of our columns, those that hold expressions in the form's names.
RULES = ("met", "degree", "trap", "warning", "value")
CHECK: Mapping[str, str] = {"zh": "请检查这个答案。", "en": "Please check this answer."}
_MARKUP = re.compile(r"<[^>]{1,80}>|[*_#]{1,3}(?=\S)|(?<=\S)[*_]{1,3}")
_PIPE = re.compile(r"\$\{[^}]*\}")


def questions(form: Form, leaf: Leaf) -> list[Question]:
    """What *leaf* becomes: a question, two for a moment (day and time), or none."""
    line = leaf.line
    item = form.items[line.row]
    if line.get(MADE):
        return []  # brought along by the question before it
    if leaf.type.name in OUR_LOG | DEVICE:
        return _metadata(form, leaf, item)
    if leaf.type.name == "csv-external":
        form.expressions.attached.attach(leaf.name, line.place)
        return []
    if not item.held:
        if not leaf.type.of:
            form.remarks.lost("type-not-held", line.place, type=leaf.type.name)
        return []
    ours = extras(line, form.languages, form.remarks)
    for name in sorted(ours.keys() - QUESTION):
        form.remarks.lost("our-column", line.place, name=name)
        del ours[name]
    ours.pop("id", None)
    kind, own = kind_of(form, leaf, ours)
    question: Question = {"id": item.id, "kind": kind, **_words(form, line, kind, ours, item)}
    if kind in ("choice", "choices", "ranking"):
        question["options"] = _options(form, leaf)
    question |= own
    question |= _conditions(form, line, kind, item, ours)
    _filter(form, leaf, question, item)
    looks(form, leaf)
    for name, value in ours.items():
        if name in RULES:
            value = form.expressions.rule(value, line.place, name, item, before=item.order)
        if name == "options":
            value = _set(form, line.place, value)
        if value is not None:
            question[name] = value
    _settle(form, line, question)
    if leaf.type.name == "datetime":
        return [question, _clock(form, line, question, item)]
    return [question]


def _metadata(form: Form, leaf: Leaf, item: Item) -> list[Question]:
    """What happened when is in our log; only what an expression looks at becomes a question."""
    name, place = leaf.type.name, leaf.line.place
    if not item.held:
        form.remarks.noted("metadata" if name in OUR_LOG else "metadata-device", place, name=name)
        return []
    label = dict.fromkeys(form.languages.all, leaf.name)
    if name in OUR_LOG:
        form.remarks.changed("metadata-calculated", place, name=leaf.name)
        value = "once(today())" if name == "today" else "once(now())"
        return [{"id": item.id, "kind": "calculate", "label": label, "value": value}]
    form.remarks.changed("metadata-hidden", place, name=leaf.name)
    return [{"id": item.id, "kind": "hidden", "label": label}]


def _words(form: Form, line: Line, kind: str, ours: Question, item: Item) -> Question:
    """label, text, help, image."""
    text = said(form, line, "label", item.order)
    found: Question = {}
    if "label" in ours:
        found["label"] = ours["label"]
    elif text and kind not in NEVER_ASKED:
        found["label"] = {code: short(words) or item.id for code, words in text.items()}
        form.remarks.review("label", line.place)
    else:
        found["label"] = text or dict.fromkeys(form.languages.all, item.name)
    if kind not in NEVER_ASKED:
        if text is None:
            form.remarks.review("text", line.place)
        elif any(_MARKUP.search(words) and "<" in words for words in text.values()):
            form.remarks.changed("markup", line.place)
        found["text"] = text or found["label"]
    hint, guidance = (
        said(form, line, "hint", item.order),
        said(form, line, "guidance_hint", item.order),
    )
    if hint and guidance:
        found["help"] = {code: f"{hint[code]} {guidance[code]}" for code in hint}
    elif hint or guidance:
        found["help"] = hint or guidance
    if guidance:
        form.remarks.changed("guidance", line.place)
    if kind in NEVER_ASKED:
        found.pop("help", None)
    if image := image_of(line, form.remarks):
        found["image"] = image
    return found


def said(form: Form, line: Line, column: str, before: int) -> dict[str, str] | None:
    """The words in *column*, by language, their references in our names."""
    texts = form.languages.said(line.texts(column), form.remarks, line.place, column)
    if texts is None or not any("${" in words for words in texts.values()):
        return texts
    return {
        code: form.expressions.words(words, line.place, before) for code, words in texts.items()
    }


def short(text: str) -> str:
    """A short name made of a text: its beginning, without markup and answers piped in."""
    plain = " ".join(_MARKUP.sub("", _PIPE.sub("", text)).split()).strip(" .?!:;,。？！：；，…")
    width, place = 0, 0
    for place, letter in enumerate(plain, start=1):
        width += 1 + (ord(letter) > 0x2E7F)
        if width > LABEL:
            cut = plain[: place - 1]
            return (cut.rpartition(" ")[0] or cut).rstrip(" .,:;，。：；") + "…"
    return plain


def _conditions(form: Form, line: Line, kind: str, item: Item, ours: Question) -> Question:
    """relevant, required, constraint, default, read_only."""
    found: Question = {}
    rules, place, before = form.expressions, line.place, item.order
    if text := line.get("relevant"):
        found["relevant"] = rules.rule(text, place, "relevant", before=before)
    found["required"] = switch(form, line, "required", before)
    if line.get("required_message"):
        form.remarks.lost("required-message", place)
    _constraint(form, line, item, ours, found)
    default, calculation = line.get("default"), line.get("calculation")
    if calculation and kind == "calculate":
        found["value"] = rules.rule(calculation, place, "calculation", before=before)
    elif calculation and kind != "note":
        found["default"] = rules.rule(calculation, place, "calculation", before=before)
        form.remarks.changed("calculation", place)
    elif default and kind not in ("note", "consent"):
        found["default"] = rules.default(default, place, item, kind, before=before)
    elif calculation or default:
        form.remarks.lost("default", place)
    if line.get("read_only").lower() in TRUE:
        found["read_only"] = "true"
    elif line.get("read_only").lower() not in FALSE:
        form.remarks.lost("read-only", place)
    if line.get("trigger"):
        form.remarks.lost("trigger", place)
    return {name: value for name, value in found.items() if value is not None}


def switch(form: Form, line: Line, column: str, before: int) -> str:
    """``true``, ``false`` or an expression."""
    text = line.get(column)
    if text.lower() in FALSE:
        return "false"
    if text.lower() in TRUE:
        return "true"
    return form.expressions.rule(text, line.place, column, before=before) or "true"


def _constraint(form: Form, line: Line, item: Item, ours: Question, found: Question) -> None:
    text, place = line.get("constraint"), line.place
    message = said(form, line, "constraint_message", item.order)
    limits = said_of(ours)  # the workbook is ours: its constraint says least and most again
    if limits and text == limits:
        text = ""
        message = None if message == form.languages.made(CHECK) else message
    elif limits and text.endswith(f" and {limits}"):
        text = text.removesuffix(f" and {limits}").removeprefix("(").removesuffix(")")
    rules = form.expressions
    rule = rules.rule(text, place, "constraint", item, before=item.order) if text else None
    if rule:
        if message is None:
            form.remarks.review("constraint-message", place)
        found["constraint"] = rule
        found["constraint_message"] = message or form.languages.made(CHECK)
    elif message and not text:
        form.remarks.lost("message-alone", place)


def _options(form: Form, leaf: Leaf) -> Any:
    """The name of an option set, or options of the question's own."""
    found = form.lists.get(leaf.type.of)
    if found is None:
        return []  # told where the names were read
    options = found.options
    if leaf.type.other:
        return with_other(options, form.languages)
    if len(options) == 1:
        form.remarks.changed("one-option", leaf.line.place, name=leaf.type.of)
        neither = {"code": NEITHER["code"], "label": form.languages.made(NEITHER["label"])}
        return [*options, neither]
    return leaf.type.of if found.used > 1 else options


def _set(form: Form, at: Place, name: str) -> Any:
    """A list for ways out of a question: named if several questions have it."""
    found = form.lists.get(name)
    if found is None:
        form.remarks.problem("list-missing", at, name=name)
        return None
    return name if found.used > 1 else found.options


def _filter(form: Form, leaf: Leaf, question: Question, item: Item) -> None:
    """choice_filter, and what of the options it looks at."""
    text, place = leaf.line.get("choice_filter"), leaf.line.place
    if not text:
        return
    found = form.lists.get(leaf.type.of)
    if found is None:
        form.remarks.lost("filter-alone", place)
        return
    columns = {**found.columns, "name": "name"}
    rule = form.expressions.rule(text, place, "choice_filter", before=item.order, columns=columns)
    if rule is None:
        return
    question["choice_filter"] = rule
    bare = set(re.findall(r"(?<![\w${.-])[a-z_]\w*", rule))
    renamed = {
        old: new for name in re.findall(r"\$\{([^}]*)\}", text)
        for one in form.expressions.items.get(name.strip(), ())
        for old, new in one.codes.items() if old != new
    }  # fmt: skip
    for option in found.options:
        beside = option.setdefault("with", {})
        if "name" in bare and "name" not in found.columns:
            beside["name"] = option["code"]
        for column in bare & beside.keys():
            beside[column] = renamed.get(beside[column], beside[column])
        for column in found.columns.values():
            beside.setdefault(column, "")  # a filter looks at every option


def _settle(form: Form, line: Line, question: Question) -> None:
    """What does not go together in a question of ours, whatever the workbook says."""
    kind, place = question["kind"], line.place
    if question.get("read_only") == "true" and "default" not in question:
        del question["read_only"]
        if kind not in ("note", "calculate", "hidden"):
            form.remarks.changed("read-only-note", place)
            for name in question.keys() - {"id", "label", "text", "help", "image", "relevant"}:
                del question[name]
            kind = question["kind"] = "note"
    if kind in ("note", *NEVER_ASKED):
        if question.get("required") not in ("false", "true", None) or (
            question.get("required") == "true" and kind == "note"
        ):
            form.remarks.lost("required-of-note", place)
        for name in ("required", "constraint", "constraint_message", "read_only"):
            question.pop(name, None)
    if question.get("required") == "true":
        del question["required"]  # it is, unless it is said
    if kind == "calculate" and "value" not in question:
        question["value"] = "''"
    if kind == "hidden" and "value" in question:
        question.pop("value")


def _clock(form: Form, line: Line, question: Question, item: Item) -> Question:
    """The time of day of a moment, of which the question before asks the day."""
    form.remarks.changed("moment", line.place, new=item.id + CLOCK)
    kept = ("label", "text", "relevant", "required")
    made = {"id": item.id + CLOCK, "kind": "time"}
    return made | {name: question[name] for name in kept if name in question}
