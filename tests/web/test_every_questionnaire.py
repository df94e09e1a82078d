"""Every questionnaire that ships can be answered to the end with plain forms."""

from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy.ext.asyncio import AsyncEngine

from db.engine import transaction
from surveys.entries import Status
from surveys.load import packaged
from surveys.questionnaire import Mode, Number, Question, Text
from tests.builders import a_world
from tests.web.site import Clock, Visitor, app_over
from tests.web.walk import logs


def typed(question: Question) -> str | None:
    match question:
        case Number(least=least):
            return str(least)
        case Text():
            return "柜台上没有价目表。店员一直在看手机。"
        case _:
            return None


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("id", [q.id for q in packaged().values() if q.mode is Mode.MYSTERY])
async def test_it_can_be_finished(
    engine: AsyncEngine, tmp_path: Path, clock: Clock, id: str, language: str
) -> None:
    questionnaire = packaged()[id, 1]
    async with transaction(engine) as tx:
        world = await a_world(tx, visit=id)
    async with TestClient(TestServer(app_over(engine, tmp_path, clock))) as client:
        visitor = Visitor(client, headers={"Accept-Language": language})
        await visitor.go("/a/visit-code")
        await visitor.press("begin")
        for _ in range(200):
            if (asked := visitor.page.asked) is None:
                break
            question = questionnaire.get(asked)
            assert question is not None
            words = typed(question)
            if words is not None:
                await visitor.write(words)
            else:
                codes = [
                    code for f in visitor.page.forms for name, code in f.buttons if name == "code"
                ]
                # The last option is often the one that opens more questions.
                await visitor.tap(codes[-1] if len(codes) < 4 else codes[1])
            assert visitor.page.status == 200
        await visitor.press("submit")

    [seen] = await logs(engine, world)
    assert seen.status is Status.SUBMITTED
    assert len(seen.answers) >= 5
