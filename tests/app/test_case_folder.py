"""Quotas in a case's folder: read whole, or every mistake told with its line."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from app import case_folder
from certification.service import Cases
from db.engine import transaction
from scoring.datafile import DataFileError
from scoring.load import scheme_named
from surveys import store
from surveys.load import packaged, questionnaire
from surveys.quotas import Otherwise
from tests.builders import NOON, interviews, tiny
from tests.quoted import quoted

EXAMPLE = Path(__file__).parents[2] / "examples" / "appliance-retailer"
KINDS = Path(__file__).parents[1] / "surveys" / "questionnaires" / "all-kinds@1.yaml"
KNOWN = {
    **packaged(),
    **{(one.id, one.edition): one for one in (
        quoted(), tiny(), questionnaire(KINDS.read_text("utf-8"), KINDS.name)
    )},
}  # fmt: skip


def folder(tmp_path: Path, quotas: str) -> Path:
    """The example with these quotas; their first line is the fifth of case.yaml."""
    made = tmp_path / "case"
    shutil.copytree(EXAMPLE, made, ignore=shutil.ignore_patterns("answers"))
    (made / "case.yaml").write_text(
        "client: {zh: 客户, en: Client}\n"
        "scheme: cct-gz-sc03@B2\n"
        "wave: \n  {name: wave 1, opens: 2026-11-01, closes: 2026-11-30, quotas: [\n"
        f"{quotas}\n  ]}}\n"
        "scenarios:\n"
        + "".join(
            f"  {name}: {{zh: 场景, en: Scenario}}\n"
            for name in ("leak", "buying", "leak_call", "home_repair", "home_install",
                         "home_delivery", "home_pickup", "missed_visit")
        ),
        "utf-8",
    )  # fmt: skip
    return made


def wrong(tmp_path: Path, quotas: str) -> list[str]:
    with pytest.raises(DataFileError) as refused:
        case_folder.read_folder(folder(tmp_path, quotas), KNOWN)
    return [f"{problem.line}: {problem.message}" for problem in refused.value.problems]


async def test_what_is_written_is_what_is_stored(engine: AsyncEngine, tmp_path: Path) -> None:
    read = case_folder.read_folder(
        folder(
            tmp_path,
            "{questionnaire: quoted, name: who, outlet: S01, by: [visit, age], hold: 90m,"
            " otherwise: closed, cells: {repair / old: 3, returns/young: 4}},\n"
            "{questionnaire: tiny, name: everybody, most: 200}",
        ),
        KNOWN,
    )
    cases = Cases(scheme_named, interviews(quoted(), tiny()).questionnaires)
    async with transaction(engine) as tx:
        loaded = await case_folder.load(
            tx, cases, read, iter(map(str, range(99))).__next__, "user:1", NOON
        )
        [who, everybody] = await store.quotas_of_wave(tx, loaded.wave_id)
        cells = await store.cells_of_wave(tx, loaded.wave_id)
        outlets = await store.outlets_of_client(tx, loaded.case.client.id)

    assert who.outlet_id == next(one.id for one in outlets if one.code == "S01")
    assert (who.otherwise, who.hold) == (Otherwise.CLOSED, timedelta(minutes=90))
    assert [(cell.values, cell.most) for cell in cells[who.id]] == [
        (("repair", "old"), 3), (("returns", "young"), 4),
    ]  # fmt: skip
    assert (everybody.outlet_id, everybody.by) == (None, ())
    assert [(cell.values, cell.most) for cell in cells[everybody.id]] == [((), 200)]


def test_every_mistake_of_a_quota_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    assert wrong(
        tmp_path,
        "{questionnaire: nobody, name: one, most: 1},\n"
        "{questionnaire: quoted@1, name: two, most: 1},\n"
        "{questionnaire: quoted, name: two, outlet: X1, most: 1},\n"
        "{questionnaire: quoted, name: three, by: [visit,\n visit, nothing],"
        " cells: {repair / repair / x: 1}},\n"
        "{questionnaire: quoted, name: four, by: [visit, age], cells: {\n"
        "  repair / old: 1,\n"
        "  repair/old: 2,\n"
        "  repair: 3,\n"
        "  repaired / -: 4}},\n"
        "{questionnaire: tiny, name: five, by: [instead, warmth],\n"
        " cells: {x / 1: 1, x / 6: 1}},\n"
        "{questionnaire: all-kinds, name: six, by: [channel, name], cells: {door / x: 1}}",
    ) == [
        "5: there is no questionnaire nobody",
        "6: quoted@1: without an edition: all editions of a questionnaire count together",
        "7: there is another quota called two",
        "7: there is no outlet X1",
        "9: quoted@1 has no question nothing",
        "9: visit stands twice",
        "12: repair/old: the same cell as repair / old",
        "13: repair: one value for each of visit / age",
        "14: repaired / -: age is never answered with -",
        "14: repaired / -: visit is never answered with repaired",
        "15: instead does not sort: a choice, a rating, a hidden or a calculated value does",
        "16: x / 6: warmth is never answered with 6",
        "17: name is asked once for each of several things: that sorts nobody",
    ]


@pytest.mark.parametrize(
    ("quota", "said"),
    [
        ("by: [visit], cells: {repair: -1}",
         "wave.quotas.0.cells.repair: a whole number from 1 to 100000"),
        ("by: [visit]", "wave.quotas.0: by and cells, or only most"),
        ("cells: {repair: 1}", "wave.quotas.0: by and cells, or only most"),
        ("by: [visit], cells: {repair: 1}, most: 3", "wave.quotas.0: by and cells, or only most"),
        ("most: 3, hold: a day", "wave.quotas.0.hold: 'a day' is no length of time like 90m, 24h"
         " or 7d, up to 366d"),
        ("most: 3, otherwise: shut", "wave.quotas.0.otherwise: Input should be 'open' or 'closed'"
         ' (found "shut")'),
    ],
)  # fmt: skip
def test_what_is_no_quota_is_refused(tmp_path: Path, quota: str, said: str) -> None:
    assert wrong(tmp_path, f"{{questionnaire: quoted, name: one, {quota}}}") == [f"5: {said}"]
