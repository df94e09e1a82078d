"""Whether every text is there in every language, and every button fits the chat.

What a button carries (bot.buttons) is ``a1:<key>:<revision>:<question>:<code>``: 3 + 12 + 1 + 6 +
1 bytes before the question, one colon before the code, 64 in all.
"""

from collections.abc import Iterator, Mapping, Sequence

from surveys.proof.finding import Finding, Level, error, warning
from surveys.questionnaire import (
    AnyQuestion,
    Number,
    Questionnaire,
    Rating,
    Roster,
    Stopwatch,
    Texts,
)

MOST_BYTES = 64  # Telegram takes no more
LEFT = MOST_BYTES - len("a1:") - 12 - len(":") - 6 - len(":") - len(":")  # question and code
WIDEST: Mapping[str, int] = {"zh": 24, "ja": 24, "ko": 24}  # letters of a label that a phone
OTHERWISE = 40  # shows whole


def findings(questionnaire: Questionnaire) -> Iterator[Finding]:
    whole = {
        "title": questionnaire.title,
        "intro": questionnaire.intro,
        "thanks": questionnaire.thanks,
    }
    whole |= {f"section {section.id}": section.title for section in questionnaire.sections}
    for name, texts in whole.items():
        for level, what in _languages(texts, questionnaire.languages):
            yield Finding(level, 1, f"{name}: {what}")
    for question in questionnaire.questions:
        for name, texts in _texts(question):
            for level, what in _languages(texts, questionnaire.languages):
                yield Finding(level, question.line, f"{question.id}: {name}: {what}")
        yield from _buttons(question, questionnaire.languages)
        yield from _twins(question)


def _texts(question: AnyQuestion) -> Iterator[tuple[str, Texts]]:
    yield "label", question.label
    yield "text", question.text
    for name, texts in (
        ("help", question.help),
        ("constraint message", question.constraint_message),
        ("warning message", question.warning_message),
    ):
        if texts is not None:
            yield name, texts
    yield from ((f"option {option.code}", option.label) for option in question.options)
    match question:
        case Rating(ends=(low, high)):
            yield from (("low end", low), ("high end", high))
            yield from ((f"point {point}", words) for point, words in question.labels.items())
        case Number(unit=unit) if unit:
            yield "unit", unit
        case Stopwatch(start=start, stop=stop):
            yield from (("start", start), ("stop", stop))
            if question.split is not None:
                yield "split", question.split
        case Roster():
            yield from ((n, t) for n, t in (("add", question.add), ("done", question.done)) if t)
        case _:
            pass


def _languages(texts: Texts, languages: Sequence[str]) -> Iterator[tuple[Level, str]]:
    missing = [language for language in languages if not texts.get(language, "").strip()]
    if missing:
        yield Level.ERROR, f"says nothing in {', '.join(missing)}"
        return
    said = {texts[language].strip() for language in languages}
    if len(languages) > 1 and len(said) == 1 and any(x.isalpha() for x in said.pop()):
        yield Level.WARNING, f'the same in every language: "{texts[languages[0]]}"'


def _buttons(question: AnyQuestion, languages: Sequence[str]) -> Iterator[Finding]:
    codes = {option.code: option for option in question.options}
    longest = max((*codes, "@start"), key=lambda code: len(code.encode()))
    over = len(question.id.encode()) + len(longest.encode()) - LEFT
    if over > 0:
        yield error(question, f"with {longest} its button is {over} bytes too long for the chat")
    for option in question.options:
        for language, wide in _wide(option.label, languages):
            yield warning(
                question,
                f"option {option.code}: {wide} letters in {language}, more than a button shows "
                f"({_widest(language)}): becomes a numbered list",
            )
    if isinstance(question, Stopwatch):
        for name, texts in (("start", question.start), ("stop", question.stop)):
            for language, wide in _wide(texts, languages):
                yield warning(question, f"{name}: {wide} letters in {language}: cut on a phone")


def _wide(texts: Texts, languages: Sequence[str]) -> Iterator[tuple[str, int]]:
    for language in languages:
        if len(texts.get(language, "")) > _widest(language):
            yield language, len(texts[language])


def _widest(language: str) -> int:
    return WIDEST.get(language.split("-")[0], OTHERWISE)


def _twins(question: AnyQuestion) -> Iterator[Finding]:
    """Options that one typed reply would mean both of: replies compare without upper case."""
    means: dict[str, str] = {}
    for option in question.options:
        words = {option.code, *(label.strip().casefold() for label in option.label.values())}
        for word in sorted(words - {""}):
            if (other := means.setdefault(word, option.code)) != option.code:
                yield error(question, f'options {other} and {option.code} both mean "{word}"')
