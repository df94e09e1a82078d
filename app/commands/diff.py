"""``anfang diff A B``: what another edition of a questionnaire has different and what it means."""

import sys
from pathlib import Path

from locales import say
from scoring.datafile import DataFileError, Problem
from surveys.editions import NotOneQuestionnaire, changes, poolable, verdict
from surveys.editions.words import gravity, told
from surveys.load import packaged, questionnaire
from surveys.questionnaire import Questionnaire


class _Unknown(Exception):
    """The name of neither a file nor a questionnaire that ships."""


def run(old: str, new: str, lang: str) -> int:
    """Print the difference between two editions, each a file or one that ships (store-visit@1).

    The exit code: 0, whatever the difference; 2 if they cannot be read or are not one
    questionnaire.
    """
    try:
        before, after = _named(old), _named(new)
        found = changes(before, after)
    except DataFileError as error:
        return _refuse(*map(str, error.problems))
    except _Unknown as error:
        known = ", ".join(one.key for one in packaged().values())
        return _refuse(say(lang, "edition-unknown", name=str(error), known=known))
    except NotOneQuestionnaire:
        return _refuse(say(lang, "edition-two-questionnaires", old=old, new=new))
    print(gravity(verdict(found), before.key, after.key, lang))
    for change in found:
        print(f"  {told(change, lang)}")
    if not found:
        print(f"  {say(lang, 'edition-same')}")
    count, whole = len(poolable(before, after)), len(after.questions)
    print(say(lang, "edition-pooled", count=count, all=whole))
    return 0


def _named(name: str) -> Questionnaire:
    """Raises _Unknown, or DataFileError with every problem of the file."""
    for one in packaged().values():
        if one.key == name:
            return one
    path = Path(name)
    try:
        return questionnaire(path.read_text("utf-8"), name)
    except FileNotFoundError:
        raise _Unknown(name) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DataFileError([Problem(name, line, "not UTF-8 text")]) from None
    except OSError as error:
        raise DataFileError([Problem(name, 1, error.strerror or "cannot be read")]) from None


def _refuse(*sentences: str) -> int:
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    return 2
