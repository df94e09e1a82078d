"""Every transcript in three ways, the engine alone, the chat, the page: three logs, all equal."""

from pathlib import Path

import pytest

from surveys.entries import Ticked
from surveys.transcripts import files
from surveys.transcripts.replay import Replay, languages, replay
from surveys.transcripts.showing import acts
from tests.builders import logic, tiny
from tests.ways import in_chat, on_page

OURS = sorted((Path(__file__).parents[1] / "surveys" / "transcripts").glob("*.yaml"))
SHELF = files.Shelf([tiny(), logic()])
SCRIPTS = [(one := files.read(path), SHELF.of(one)) for path in (*OURS, *files.shipped())]
RUNS = [
    pytest.param(replay(questionnaire, one, language), id=f"{Path(one.file).stem}-{language}")
    for one, questionnaire in SCRIPTS
    for language in languages(one, questionnaire)
]
TOGETHER = ("pick", "fill")  # a page sends at once what a chat taps one by one


@pytest.mark.parametrize("alone", RUNS)
async def test_in_the_chat_as_on_the_engine(
    alone: Replay, migrated_file: Path, tmp_path: Path
) -> None:
    working = not any(one.act in TOGETHER for one in alone.transcript.exchanges)
    chat = await in_chat(alone, migrated_file, tmp_path)
    assert acts(chat, working=working) == acts(alone.interview, working=working)


@pytest.mark.parametrize("alone", RUNS)
async def test_on_the_page_as_on_the_engine(
    alone: Replay, migrated_file: Path, tmp_path: Path
) -> None:
    working = not any(isinstance(entry.act, Ticked) for entry in alone.interview.entries)
    page = await on_page(alone, migrated_file, tmp_path)
    assert acts(page, working=working) == acts(alone.interview, working=working)
