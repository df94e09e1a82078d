"""The review page says what deserves a second look, in words, and nothing is excluded for it."""

from db.engine import transaction
from locales import LANGUAGES
from surveys.quality import HONEST, Flag
from tests.certification.builders import a_visit, visited
from tests.web_console.conftest import Seated
from tests.web_console.desks import World
from web.console.flags import sentence
from web.services import Services

FLAGS = [
    Flag("fast", {"pace": "2.4", "of": 30, "since": "2026-11-16"}),
    Flag("fast", {"pace": "2.4", "of": 12, "since": "none"}),
    Flag("straight", {"run": 8, "n": 9, "spread": "0.20"}),
    Flag("heaped", {"round": 11, "n": 12}),
    Flag("copied", {"share": 90, "other": "abc"}),
]


def test_every_flag_has_its_sentence_in_both_languages() -> None:
    for language in LANGUAGES:
        for flag in FLAGS:
            said = sentence(flag, language)
            assert not said.startswith("console-flag")
            told = [value for value in flag.args.values() if value != "none"]
            assert all(str(value) in said for value in told)
            alarms, of = HONEST[flag.id]
            assert f" {alarms} " in said and f" {of} " in said


async def test_a_copied_text_is_pointed_at_on_the_review_page(
    seat: Seated, world: World, home: Services
) -> None:
    li, here = await seat("li"), f"/console/cases/{world.case.id}/interviews/{world.key}"
    assert "Worth a second look" not in (await li.get(here)).text
    async with transaction(home.engine) as tx:
        code = await a_visit(tx, world.case, "S03", "visit-3")
        other = (await visited(tx, home.interviews, code, "no", "5")).held.key
    page = await li.get(here)
    assert "Worth a second look" in page.text
    assert f"100 % the same as one in interview {other}" in page.text
    # A reviewer reads them before the answers, not after.
    assert page.html.index("Worth a second look") < page.html.index('class="read"')
