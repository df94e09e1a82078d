"""What each property of a question is to an answer already given.

Every field of every class in surveys.questionnaire is named here once, by itself or as
``Class.field`` where a class differs; a test holds the list whole.  What is not named changes
the meaning.
"""

from enum import StrEnum


class Part(StrEnum):
    WORDS = "words"  # what is read: nothing else about the question is touched
    HARMLESS = "harmless"  # the same answers to the same question, more or less of a duty
    OTHERWISE = "otherwise"  # answers stay true, but new ones may lean another way: not pooled
    LIMIT = "limit"  # harmless if it takes all it took before
    MEANING = "meaning"  # an answer may mean something else, or nothing
    ELSEWHERE = "elsewhere"  # compared on its own, derived from other parts, or no part at all


_NAMES = {
    Part.WORDS: """
        label text help ends labels title intro thanks constraint_message warning_message image
        start stop split add done one
        """,
    # Whose turn it is and in which order options stand is pooled: as a question's place is.
    Part.HARMLESS: """
        required items section minutes source least_sentences within_m accuracy_m warning size
        randomize order languages show
        """,
    # A value offered beforehand, a table instead of single questions, stars instead of numbers.
    Part.OTHERWISE: "default matrix look",
    Part.LIMIT: "least most decimals splits",
    Part.MEANING: """
        characteristic measure clauses relevant met degree constraint weight critical trap
        read_only choice_filter value meaning exclusive columns low high unit mode medium
        currency repeats count tables of
        Hidden.default Roster.least
        """,
    Part.ELSEWHERE: """
        id edition line options sections questions nodes keeps outside plan timed hash written
        code keys mentions
        Questionnaire.repeats Questionnaire.limits
        """,
}
PARTS = {name: part for part, names in _NAMES.items() for name in names.split()}


def part(owner: type, field: str) -> Part | None:
    """What *field* of the class *owner* is; None if nobody has said."""
    if field.startswith("_"):
        return Part.ELSEWHERE
    return PARTS.get(f"{owner.__name__}.{field}", PARTS.get(field))
