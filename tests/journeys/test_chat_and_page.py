"""Every transcript in three ways, the engine alone, the chat, the page: three logs, all equal."""

from pathlib import Path

import pytest

from surveys.entries import Ticked
from surveys.transcripts import files
from surveys.transcripts.replay import Replay, languages, replay
from surveys.transcripts.showing import acts
from tests.builders import logic, tiny
from tests.ways import in_chat, on_page

HERE = Path(__file__).parents[1] / "surveys"
OURS = sorted([*HERE.glob("transcripts/*.yaml"), *HERE.glob("questionnaires/*/*.yaml")])
SHELF = files.Shelf([tiny(), logic()])
TOGETHER = ("pick", "fill")  # a page sends at once what a chat taps one by one


def runs(turn: int) -> list[Replay]:
    """Each transcript once: every second one in the next language, so that what the chat holds
    in one the page holds in another; *turn* says which begins."""
    found = []
    for number, path in enumerate((*OURS, *files.shipped())):
        one = files.read(path)
        questionnaire = SHELF.of(one)
        spoken = languages(one, questionnaire)
        language = spoken[(number + turn) % len(spoken)]
        found.append(replay(questionnaire, one, language))
    return found


def named(alone: Replay) -> str:
    return f"{alone.questionnaire.key}-{Path(alone.transcript.file).stem}-{alone.language}"


@pytest.mark.parametrize("alone", runs(0), ids=named)
async def test_in_the_chat_as_on_the_engine(
    alone: Replay, migrated_file: Path, tmp_path: Path
) -> None:
    working = not any(one.act in TOGETHER for one in alone.transcript.exchanges)
    chat = await in_chat(alone, migrated_file, tmp_path)
    assert acts(chat, working=working) == acts(alone.interview, working=working)


@pytest.mark.parametrize("alone", runs(1), ids=named)
async def test_on_the_page_as_on_the_engine(
    alone: Replay, migrated_file: Path, tmp_path: Path
) -> None:
    working = not any(isinstance(entry.act, Ticked) for entry in alone.interview.entries)
    page = await on_page(alone, migrated_file, tmp_path)
    assert acts(page, working=working) == acts(alone.interview, working=working)
