"""What a bot beside ours is started with, and the thirty questions."""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Asked:
    """*options*: the labels of its buttons; none where something is typed or sent."""

    text: str
    kind: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    port: int
    api: str
    data: Path
    questions: tuple[Asked, ...]


def given() -> Given:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--port", type=int, required=True)
    wanted.add_argument("--api", required=True)
    wanted.add_argument("--data", type=Path, required=True)
    wanted.add_argument("--survey", type=Path, required=True)
    told = wanted.parse_args()
    questions = tuple(
        Asked(one["text"], one["kind"], tuple(one["options"]))
        for one in json.loads(told.survey.read_text())
    )
    return Given(told.port, told.api, told.data, questions)
