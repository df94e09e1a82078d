"""Pictures that lie beside a questionnaire: ``surveys/questionnaires/<id>@<edition>/<name>``."""

import re
from collections.abc import Iterator
from pathlib import Path

from surveys.load import HERE
from surveys.questionnaire import Questionnaire

TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp"}
NAME = re.compile(r"[\w-]{1,60}\.(png|jpe?g|webp)", re.ASCII)
KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}@[0-9]{1,4}", re.ASCII)


def picture(key: str, name: str) -> Path | None:
    """The file of *name* beside the questionnaire *key*; None if there is none."""
    if not KEY.fullmatch(key) or not NAME.fullmatch(name):
        return None
    file = HERE / key / name
    return file if file.is_file() else None


def named(questionnaire: Questionnaire) -> Iterator[tuple[int, str]]:
    """Every picture a questionnaire speaks of that is no address, with its line."""
    for question in questionnaire:
        for name in (question.image, *(option.image for option in question.options)):
            if name is not None and not name.startswith("https://"):
                yield question.line, name
