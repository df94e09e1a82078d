"""A case's answers as tables, and the times of its questions: all of them, once, and nobody's."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any, get_args

import pytest
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from certification import store as certification
from certification.answers_export import answers_export
from certification.case import Case, CaseId
from certification.export import Format
from certification.timing_export import timing_export
from certification.whole import Written
from db.engine import snapshot, transaction
from surveys import store
from surveys import values as v
from surveys.entries import Accepted, Act, Added, Answered, Began, Entry, Moment, Moved, Submitted
from surveys.extent import Extent
from surveys.load import questionnaire
from surveys.questionnaire import QuestionId, Questionnaire
from surveys.store import NewInterview
from surveys.tables import entries, interviews
from tests.builders import NOON, World, a_world, tiny
from tests.certification.test_books import Tables, facts, read
from tests.stores.test_moving import second
from tests.surveys.test_columns import FIRST, MORE, WITHOUT, edited

FILE = Path(__file__).parents[1] / "surveys" / "questionnaires" / "all-kinds@1.yaml"
KINDS = questionnaire(FILE.read_text("utf-8"), FILE.name)
SECOND = timedelta(seconds=1)
CANARIES = ["Ms Somebody Shopper", "8613800138000", "canary-token", "canary-receipt", "visit-code"]
Make = Callable[..., Awaitable[Written]]


def said(question: str, value: v.Value) -> Answered:
    return Answered(QuestionId(question), value)


@dataclass(slots=True)
class Shelf:
    """A case of *world* with interviews of the questionnaires *known*, written as they are."""

    engine: AsyncEngine
    world: World
    known: dict[tuple[str, int], Questionnaire]
    numbers: Any = field(default_factory=lambda: count(1))

    async def put(
        self, asked: Questionnaire, *acts: Act, visit: bool = False, person: int | None = None
    ) -> str:
        """An interview that says this, a second between two entries; its key."""
        async with transaction(self.engine) as tx:
            return await self.write(tx, asked, acts, visit, person)

    async def write(
        self,
        tx: AsyncConnection,
        asked: Questionnaire,
        acts: Sequence[Act],
        visit: bool = False,
        person: int | None = None,
    ) -> str:
        number = next(self.numbers)
        assignment = await store.assignment_by_code(tx, self.world.assignment)
        held = await store.create(tx, NewInterview(
            key=f"k{number:07d}", token=f"canary-token-{number}", case_id=self.world.case,
            wave_id=self.world.wave, outlet_id=self.world.outlet, questionnaire=asked.id,
            edition=asked.edition, mode=asked.mode,
            assignment_id=assignment.id if visit and assignment else None, card_id=None,
            person_id=person, language="en", started_at=NOON,
        ))  # fmt: skip
        await store.freeze(tx, asked, NOON)
        claimed = NOON - timedelta(minutes=7)
        log = [
            Entry(act, Moment(NOON + n * SECOND, ("chat", "page")[n % 2], claimed + n * SECOND))
            for n, act in enumerate(acts)
        ]
        await store.append(tx, held.id, 0, log)
        return held.key

    async def case(self) -> Case:
        async with transaction(self.engine) as tx:
            found = await certification.case(tx, CaseId(self.world.case))
        assert found is not None
        return found

    async def got(
        self, format: Format = Format.CSV, make: Make = answers_export, **options: int
    ) -> Tables:
        case = await self.case()
        async with snapshot(self.engine) as tx:
            made = await make(
                tx, case, self.known, format, "en", NOON + timedelta(days=1), **options
            )
        with made.file:
            tables = read(format, made.file.read())
        for title, rows in made.rows.items():  # whatever is asked for, it is all there
            assert len(tables[title]) == rows
            assert facts(tables)[f"rows {title}"] == str(rows)
        return tables


@pytest.fixture
async def shelf(any_engine: AsyncEngine) -> Shelf:
    known = [tiny(), second(), KINDS, FIRST, WITHOUT, MORE]
    async with transaction(any_engine) as tx:
        world = await a_world(tx, visit="tiny", survey="tiny")
    return Shelf(any_engine, world, {(one.id, one.edition): one for one in known})


async def test_an_option_taken_away_leaves_every_answer_in_its_column(shelf: Shelf) -> None:
    """kobotoolbox/kpi#2089: the answers of before were gone, the others a column to the left."""
    price = said("price", v.Amount(Decimal(80)))
    old = await shelf.put(FIRST, Began(), said("shown", v.ChosenAll(("fees", "hours"))), price)
    before = (await shelf.got())["logic"]
    new = await shelf.put(WITHOUT, Began(), said("shown", v.ChosenAll(("fees", "line"))), price)
    last = await shelf.put(MORE, Began(), said("shown", v.ChosenAll(("staff",))))

    rows = {row["_interview"]: row for row in (await shelf.got())["logic"]}
    assert list(rows[old]) == [*before[0], "shown/staff"]
    assert rows[old] | before[0] == rows[old]
    assert {key: row["shown"] for key, row in rows.items()} == {
        old: "fees hours", new: "fees line", last: "staff",
    }  # fmt: skip
    ticked = [rows[new][f"shown/{code}"] for code in ("fees", "hours", "line", "none", "staff")]
    assert ticked == ["1", "0", "1", "0", "0"]
    assert [row["price"] for row in rows.values()] == ["80", "80", ""]
    assert [row["_edition"] for row in rows.values()] == ["1", "2", "3"]


async def test_a_question_taken_away_stays_in_the_export_with_what_was_said(shelf: Shelf) -> None:
    """kobotoolbox/formpack#99, instedd/surveda#913; moved or not."""
    no, words = said("greeted", v.Chosen("no")), said("instead", v.Words("He looked away."))
    stayed = await shelf.put(tiny(), Began(), no, words)
    new = await shelf.put(second(), Began(), no, said("more", v.Words("Nothing.")))
    moved = await shelf.put(second(), Began(), no, words, Moved("user:1", 1, 2))

    for format in Format:
        tables = await shelf.got(format)
        told = {row["_interview"]: row for row in tables["tiny"]}
        assert [told[key].get("instead") or "" for key in (stayed, new, moved)] == [
            "He looked away.", "", "He looked away.",
        ]  # fmt: skip
        assert [told[key].get("more") or "" for key in (stayed, new)] == ["", "Nothing."]
        lines = [one for one in tables["codebook"] if one["column"] == "instead"]
        assert [(one["label_zh"], one["label_en"], one["editions"]) for one in lines] == [
            ("情况", "What instead", "1")
        ]


async def test_another_label_renames_no_column(shelf: Shelf) -> None:
    """kobotoolbox/kpi#1358."""
    renamed = edited(tiny().written, 2, ("en: Warmth}", "en: Welcome}"))
    shelf.known["tiny", 2] = renamed
    await shelf.put(tiny(), Began(), said("greeted", v.Chosen("yes")))
    before = list((await shelf.got())["tiny"][0])
    await shelf.put(renamed, Began(), said("greeted", v.Chosen("yes")))
    tables = await shelf.got()
    assert list(tables["tiny"][0]) == before
    labels = [one["label_en"] for one in tables["codebook"] if one["column"] == "warmth"]
    assert labels == ["Warmth", "Welcome"]


EVERY_KIND: list[tuple[str, v.Value, dict[str, str | float]]] = [
    ("channel", v.Words("door"), {"channel": "door"}),
    ("sure", v.Chosen("yes"), {"sure": "yes"}),
    ("hello", v.Seen(), {}),
    ("region", v.Chosen("north"), {"region": "north"}),
    ("town", v.Chosen("harbin"), {"town": "harbin"}),
    ("hung", v.ChosenAll(("fees", "line")),
     {"hung": "fees line", "hung/fees": 1, "hung/hours": 0, "hung/line": 1, "hung/none": 0}),
    ("order", v.Ranked(("speed", "price")),
     {"order": "speed price", "order/speed": 1, "order/price": 2, "order/manner": ""}),
    ("warmth", v.Amount(Decimal(4)), {"warmth": 4}),
    ("people", v.Amount(Decimal(3)), {"people": 3}),
    ("price", v.Amount(Decimal("19.90")), {"price": 19.9, "each": 6.633333333333333}),
    ("serial", v.Words("0012-A"), {"serial": "0012-A"}),
    ("bought", v.Day(date(2026, 11, 3)), {"bought": "2026-11-03"}),
    ("came", v.Hour(time(14, 5)), {"came": "14:05"}),
    ("stayed", v.Lasted(Decimal(900)), {"stayed": 900}),
    ("wait", v.Timed(Decimal("41.2"), True, (Decimal("9.5"), Decimal("20"))),
     {"wait": 41.2, "wait/late": 1, "wait/splits": "9.5 20"}),
    ("front", v.Attachments(("a1", "a2")), {"front": "a1 a2"}),
    ("film", v.Skipped(), {"film": ""}),
    ("place", v.Place(30.581, 114.291, 12.0, 85.5),
     {"place": "30.581 114.291 0 12.0", "place/metres": 85.5}),
    ("clean", v.Chosen("yes"), {"clean": "yes"}),
    ("greeted", v.Chosen("no"), {"greeted": "no"}),
    ("name.1", v.Words("=Li"), {}),
    ("name.2", v.Words("Wang\n王"), {}),
    ("kind_to.2", v.Amount(Decimal(3)), {}),
    ("staff", v.Listed((1, 2)), {"staff": "1 2"}),
]  # fmt: skip


async def test_a_value_of_every_kind_is_read_back_as_it_was_given(shelf: Shelf) -> None:
    acts = [said(question, value) for question, value, _ in EVERY_KIND]
    key = await shelf.put(KINDS, Began(), Added(QuestionId("staff"), 2), *acts)
    wanted = {name: cell for _, _, cells in EVERY_KIND for name, cell in cells.items()}

    for format in Format:
        tables = await shelf.got(format)
        [row] = tables["all-kinds"]
        for name, cell in wanted.items():
            found: Any = row.get(name)
            if format is Format.CSV and cell != "":
                assert type(cell)(found) == cell, name
            else:
                assert (found if found is not None else "") == cell, name
        assert row["_interview"] == key
        apostrophe = "'" if format is Format.CSV else ""
        staff = [{n: cell for n, cell in row.items() if cell} for row in tables["all-kinds.staff"]]
        kind = "3" if format is Format.CSV else 3
        assert staff == [
            {"_interview": key, "_instance": "1", "name": f"{apostrophe}=Li"},
            {"_interview": key, "_instance": "2", "name": "Wang\n王", "kind_to": kind},
        ]
    assert {type(value) for _, value, _ in EVERY_KIND} == set(get_args(v.Value))


async def test_what_is_ours_says_of_each_interview_where_when_and_how_it_ended(
    shelf: Shelf,
) -> None:
    yes = said("greeted", v.Chosen("yes"))
    await shelf.put(tiny(), Began(), yes, Submitted("canary-receipt"), Accepted("user:1"))
    await shelf.put(tiny(), Began(), yes, visit=True)
    done, waiting = (await shelf.got())["tiny"]
    assert done | {
        "_outlet": "S06", "_wave": "wave 1", "_week": "2026-W47", "_edition": "1",
        "_mode": "mystery", "_status": "accepted", "_disposition": "complete", "_aapor": "1.1",
        "_channel": "chat page", "_language": "en", "_began_at": NOON.isoformat(),
        "_submitted_at": (NOON + 2 * SECOND).isoformat(),
    } == done  # fmt: skip
    assert (waiting["_status"], waiting["_disposition"]) == ("open", "pending")


async def test_nobody_is_in_any_of_it(shelf: Shelf) -> None:
    async with transaction(shelf.engine) as tx:
        person = await store.person_of_chat(tx, 8613800138000, "en", NOON)
        named = await store.add_person(tx, CANARIES[0], NOON)
    yes = said("greeted", v.Chosen("yes"))
    await shelf.put(tiny(), Began(), yes, Submitted("canary-receipt"), visit=True, person=named)
    await shelf.put(tiny(), Began(), yes, person=person.id)
    for make in (answers_export, timing_export):
        for format in Format:
            text = repr(await shelf.got(format, make))
            assert [canary for canary in CANARIES if canary in text] == []


async def test_an_export_while_answers_arrive_has_each_interview_once_and_holds_nobody_up(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """getodk/central#608: pages that overlap or leave out; formr#26: answers had to wait."""
    yes = said("greeted", v.Chosen("yes"))
    there = [await shelf.put(tiny(), Began(), yes) for _ in range(7)]
    page_of_case = store.page_of_case
    came: list[str] = []

    async def busy(
        tx: AsyncConnection, case: int, after: int, limit: int, of: Extent
    ) -> list[Any]:
        page = await page_of_case(tx, case, after, limit, of)
        if len(came) == 3:  # or whoever sees them would never end
            return page
        came.append(await shelf.put(tiny(), Began(), yes))  # another one comes
        async with transaction(shelf.engine) as other:  # and one of those goes on
            held = await store.by_key(other, there[-1])
            assert held is not None
            more = Entry(said("warmth", v.Amount(Decimal(3))), Moment(NOON))
            await store.append(other, held.id, held.interview.revision, [more])
        return page

    monkeypatch.setattr(store, "page_of_case", busy)
    tables = await shelf.got(page=2)
    monkeypatch.undo()

    assert [row["_interview"] for row in tables["tiny"]] == there
    assert facts(tables)["interviews"] == "7"
    assert {row["warmth"] for row in tables["tiny"]} == {""}  # all of one moment
    assert len(came) == 3
    assert [row["_interview"] for row in (await shelf.got(page=2))["tiny"]] == [*there, *came]


async def test_the_manifest_counts_what_the_database_holds(shelf: Shelf) -> None:
    """kobotoolbox/kpi#2370, heyform#117: files that ended early, and nobody could see it."""
    for asked in [tiny(), KINDS, second(), KINDS, tiny()]:
        await shelf.put(asked, Began(), said("greeted", v.Chosen("no")))
    async with transaction(shelf.engine) as tx:
        stored = int((await tx.execute(select(func.count()).select_from(interviews))).scalar_one())
        log = int((await tx.execute(select(func.count()).select_from(entries))).scalar_one())
    for format in Format:
        for page in (1, 2, 100):
            told = facts(await shelf.got(format, page=page))
            assert int(told["interviews"]) == stored == 5
            assert int(told["rows tiny"]) + int(told["rows all-kinds"]) == stored
        shown = facts(await shelf.got(format, timing_export))
        assert int(shown["rows timing"]) == log + stored  # each entry, and what is on the screen


async def test_many_pages_are_the_book_of_one(shelf: Shelf) -> None:
    for number in range(6):
        asked = KINDS if number % 2 else tiny()
        await shelf.put(asked, Began(), said("greeted", v.Chosen("no")))
    for make in (answers_export, timing_export):
        for format in Format:
            assert await shelf.got(format, make, page=1) == await shelf.got(format, make)


async def test_the_times_stand_in_the_columns_of_odks_audit_log(shelf: Shelf) -> None:
    key = await shelf.put(
        KINDS, Began(), said("sure", v.Chosen("yes")), Added(QuestionId("staff"), 2),
        said("name.2", v.Words("Li")), said("sure", v.Chosen("no")),
    )  # fmt: skip
    rows = (await shelf.got(make=timing_export))["timing"]
    assert list(rows[0])[:7] == [
        "instance ID", "event", "node", "start", "end", "old-value", "new-value",
    ]  # fmt: skip
    noon, claimed = int(NOON.timestamp() * 1000), int(NOON.timestamp() * 1000) - 7 * 60_000
    told = [
        (row["event"], row["node"], row["end"] and int(row["end"]) - noon,
         row["old-value"], row["new-value"])
        for row in rows
    ]  # fmt: skip
    assert told == [
        ("form start", "", "", "", ""),
        ("question", "/data/sure", 1000, "", "yes"),
        ("add repeat", "/data/staff[2]", 2000, "", ""),
        ("question", "/data/staff[2]/name", 3000, "", "Li"),
        ("question", "/data/sure", 4000, "yes", "no"),
        ("question", "/data/hello", "", "", ""),
    ]
    assert {row["instance ID"] for row in rows} == {key}
    assert (int(rows[1]["start"]), int(rows[1]["device-start"])) == (noon, claimed)
    assert int(rows[1]["device-end"]) == claimed + 1000


async def test_a_case_without_interviews_has_a_book_too(shelf: Shelf) -> None:
    for format in Format:
        tables = await shelf.got(format)
        assert facts(tables)["interviews"] == "0"
        assert set(tables) == {"codebook", "manifest"}
