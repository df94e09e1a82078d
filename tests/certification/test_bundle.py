"""A bundle gives the score its case has, without the database, and says so of no other bundle."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from certification.bundle import LOG, MANIFEST, SCHEME, chained, packed, sha256
from certification.bundle_reading import Replayed, replayed
from certification.bundling import case_bundle
from certification.case import CaseId
from certification.service import Cases
from db.engine import transaction
from scoring import beside
from scoring.datafile import DataFileError
from surveys.service import Interviews
from tests.builders import NOON, tiny
from tests.builders import interviews as playing
from tests.certification.builders import BY, PAGE, a_visit, an_open_case, entered_all, visited

KEY = "cct-gz-sc03@B2-r1"


@pytest.fixture
def interviews() -> Interviews:
    return playing(tiny())


Change = Callable[[dict[str, bytes]], None]


async def a_case(engine: AsyncEngine, cases: Cases, interviews: Interviews) -> CaseId:
    """Findings, a deletion approved, a special, the bonus, two accepted visits."""
    async with transaction(engine) as tx:
        case = await an_open_case(tx, cases, KEY)
        await entered_all(tx, cases, case.id)
        await cases.enter(tx, case.id, "5.3.2.2", {"met": 5, "of": 7}, "Wang said so", BY, NOON)
        await cases.enter(tx, case.id, "5.2.4.6", {"not_applicable": "none"}, "", BY, NOON)
        await cases.approve(tx, case.id, "5.2.4.6", "", "user:9", NOON)
        await cases.set_bonus(tx, case.id, "leads the trade", "", BY, NOON)
        await cases.set_policies(tx, case.id, {"special_record": "text"}, BY, NOON)
        await cases.add_special(tx, case.id, {"text": "sold as new"}, "", BY, NOON)
        for outlet, code, greeted in (("S1", "AAAA1111", "no"), ("S2", "BBBB2222", "yes")):
            await a_visit(tx, case, outlet, code)
            turn = await visited(tx, interviews, code, greeted, "4")
            await interviews.review(tx, turn.held.key, "accept", BY, "", PAGE)
        return case.id


async def made(engine: AsyncEngine, cases: Cases, case: CaseId) -> tuple[bytes, dict[str, Any]]:
    """The bundle, and what the case's own score sheet says."""
    async with transaction(engine) as tx:
        sheet = await cases.sheet(tx, case, evidence=True)
        return await case_bundle(tx, cases, case), beside.document(sheet.basis)


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def problems(data: bytes, **how: Any) -> list[str]:
    with pytest.raises(DataFileError) as refused:
        replayed(data, "case.zip", **how)
    return [str(problem) for problem in refused.value.problems]


async def test_a_bundle_scores_to_the_last_digit_as_its_case_does(
    any_engine: AsyncEngine, cases: Cases, interviews: Interviews
) -> None:
    case = await a_case(any_engine, cases, interviews)
    data, live = await made(any_engine, cases, case)
    found = replayed(data, "case.zip")

    assert beside.document(found.basis) == live
    assert live["final"] != "100" and live["coverage"] == "1"
    assert found.digest == sha256(files(data)[MANIFEST])
    assert (await made(any_engine, cases, case))[0] == data


async def test_a_bundle_names_nobody(
    engine: AsyncEngine, cases: Cases, interviews: Interviews
) -> None:
    case = await a_case(engine, cases, interviews)
    data, _ = await made(engine, cases, case)
    text = b"\n".join(files(data).values()).decode()

    for secret in ("user:1", "user:9", "Wang", "he looked away", "Example Appliances"):
        assert secret not in text
    assert "person-1" in text and "█" in text


async def test_the_score_as_it_was_after_each_entry_is_the_one_the_case_had_then(
    engine: AsyncEngine, cases: Cases, interviews: Interviews
) -> None:
    then = []
    async with transaction(engine) as tx:
        case = await an_open_case(tx, cases, KEY)
        for clause, value in (("5.3.2.2", {"met": 6, "of": 7}), ("5.1.3.1", {"met": True})):
            await cases.enter(tx, case.id, clause, value, "", BY, NOON)
            then.append(beside.document((await cases.sheet(tx, case.id, evidence=True)).basis))
        await cases.withdraw(tx, case.id, "5.3.2.2", BY, NOON)
        then.append(beside.document((await cases.sheet(tx, case.id, evidence=True)).basis))
        data = await case_bundle(tx, cases, case.id)

    assert [beside.document(replayed(data, "c", upto=n).basis) for n in (1, 2, 3)] == then
    assert replayed(data, "c", upto=0).basis.evidence == ()
    assert problems(data, upto=4) == ["case.zip/bundle.json:1: has no entry 4; it ends with 3"]


async def test_the_policies_of_then_are_those_of_the_score_of_then(
    engine: AsyncEngine, cases: Cases
) -> None:
    then = []
    async with transaction(engine) as tx:
        client = await cases.add_client(tx, {"zh": "示例", "en": "Example"}, BY, NOON)
        opened = {"adjust_order": "before_rescale", "special_record": "text"}
        case = await cases.open(tx, client.id, KEY, BY, NOON, policies=opened)
        await entered_all(tx, cases, case.id)
        await cases.enter(tx, case.id, "5.2.4.6", {"not_applicable": "none"}, "", BY, NOON)
        await cases.approve(tx, case.id, "5.2.4.6", "", "user:9", NOON)
        await cases.add_special(tx, case.id, {"text": "sold as new"}, "", BY, NOON)
        for policies in (
            None,
            opened | {"rounding": "half_up_integer"},
            {"special_record": "text", "special_effect": "gate_only"},
        ):
            if policies is not None:
                await cases.set_policies(tx, case.id, policies, BY, NOON)
            sheet = await cases.sheet(tx, case.id, evidence=True)
            then.append(beside.document(sheet.basis))
        data = await case_bundle(tx, cases, case.id)

    last = replayed(data, "c").entries
    found = [replayed(data, "c", upto=n).basis for n in (last - 2, last - 1, last)]
    assert [beside.document(basis) for basis in found] == then
    assert len({one["final"] for one in then}) == 3

    def forgotten(changed: dict[str, bytes]) -> None:
        manifest = json.loads(changed[MANIFEST])
        manifest["bundle"] = 1  # as bundles were
        del manifest["policies_at_first"], manifest["outlets"]
        changed[MANIFEST] = json.dumps(manifest).encode()

    older = replayed(rewritten(data, forgotten), "c", upto=last - 2).basis
    assert older.policies == {"special_record": "text", "special_effect": "gate_only"}


def rewritten(data: bytes, change: Change) -> bytes:
    found = files(data)
    change(found)
    return packed(found)


def line(n: int, change: Callable[[dict[str, Any]], None]) -> Change:
    def changed(found: dict[str, bytes]) -> None:
        lines = found[LOG].decode().splitlines()
        told = json.loads(lines[n - 1])
        change(told)
        lines[n - 1] = json.dumps(told, ensure_ascii=False)
        found[LOG] = "".join(f"{one}\n" for one in lines).encode()

    return changed


def manifest(**values: Any) -> Change:
    def changed(found: dict[str, bytes]) -> None:
        found[MANIFEST] = json.dumps(json.loads(found[MANIFEST]) | values).encode()

    return changed


def without(name: str) -> Change:
    def changed(found: dict[str, bytes]) -> None:
        del found[name]

    return changed


def with_file(name: str, data: bytes) -> Change:
    return lambda found: found.update({name: data})


def replaced(name: str, old: bytes, new: bytes) -> Change:
    def changed(found: dict[str, bytes]) -> None:
        assert old in found[name]
        found[name] = found[name].replace(old, new, 1)

    return changed


def value(**said: Any) -> Callable[[dict[str, Any]], None]:
    return lambda told: told.update(value=said)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (line(3, value(met="true", x="1")), "log.jsonl:3: was changed"),
        (line(5, lambda told: told.update(at="2020-01-01T00:00:00+00:00")), "log.jsonl:5: was ch"),
        (replaced(LOG, b"\n", b"\n{}\n"), "log.jsonl:2: was changed"),
        (replaced(LOG, b'"met": "20"', b'"met": NaN'), "NaN is no number"),
        (replaced(LOG, b'"met": "20"', b'"met": 1, "met": 2'), "a key stands twice"),
        (replaced(SCHEME, b'"points": "7"', b'"points": "8"'), "scheme.json:1: was changed"),
        (replaced(MANIFEST, b'"policies": {', b'"policies": {"rounding": "up", '), "rounding"),
        (without(SCHEME), "scheme.json:1: is missing"),
        (without(LOG), "log.jsonl:1: is missing"),
        (without(MANIFEST), "bundle.json:1: is missing"),
        (with_file("more.txt", b"x"), "more.txt:1: bundle.json does not know this file"),
        (manifest(entries=3), "log.jsonl:4: is newer than the bundle, which ends with entry 3"),
        (manifest(entries=9999), "the bundle has 9999 entries"),
        (manifest(entries=True), "bundle.json:1: cannot be: entries"),
        (manifest(bundle=3), "bundle.json:1: cannot be: bundle"),
        (manifest(scheme_hash="0" * 64), "is not the scheme cct-gz-sc03@B2-r1"),
        (manifest(result={"final": "100", "grade": "five-star", "coverage": "1"}), "it comes to"),
    ],
)
async def test_a_bundle_that_was_changed_is_refused_with_the_place(
    engine: AsyncEngine, cases: Cases, interviews: Interviews, change: Change, told: str
) -> None:
    data, _ = await made(engine, cases, await a_case(engine, cases, interviews))

    assert [problem for problem in problems(rewritten(data, change)) if told in problem]


def resealed(found: dict[str, bytes]) -> None:
    """Somebody who changes the log and all hashes that follow from it."""
    told = [json.loads(text) for text in found[LOG].decode().splitlines()]
    bare = [{k: v for k, v in one.items() if k not in ("n", "hash")} for one in told]
    found[LOG] = "".join(f"{one}\n" for one in chained(bare)).encode()
    known = json.loads(found[MANIFEST])
    known["files"][LOG] = sha256(found[LOG])
    found[MANIFEST] = json.dumps(known).encode()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"met": "21", "of": "20"}, "21 met of only 20 sampled"),
        ({"met": "-1", "of": "20"}, "is negative"),
        ({"met": "0", "of": "0"}, "must be at least 1"),
        ({"met": True, "of": "20"}, "value.met: Input should be a valid string"),
        ({"met": 18, "of": "20"}, "value.met: Input should be a valid string"),
        ({"met": "nan", "of": "20"}, "must be a whole number"),
        ({"met": "inf", "of": "20"}, "must be a whole number"),
        ({"percent": "90"}, "5.1.2.1 takes"),
    ],
)
async def test_what_cannot_be_a_finding_is_refused_though_every_hash_fits(
    engine: AsyncEngine, cases: Cases, interviews: Interviews,
    given: Mapping[str, Any], told: str,
) -> None:  # fmt: skip
    data, _ = await made(engine, cases, await a_case(engine, cases, interviews))
    lines = [json.loads(text) for text in files(data)[LOG].decode().splitlines()]
    n = next(one["n"] for one in lines if one.get("subject") == "5.1.2.1")

    def change(found: dict[str, bytes]) -> None:
        line(n, lambda one: one.update(value=dict(given)))(found)
        line(n + 1, lambda one: one.update(subject="5.10"))(found)
        resealed(found)

    refused = problems(rewritten(data, change))
    assert [p for p in refused if p.startswith(f"case.zip/log.jsonl:{n}: ") and told in p]
    assert [p for p in refused if p.startswith(f"case.zip/log.jsonl:{n + 1}: ") and "5.10" in p]


async def test_a_bundle_whose_every_hash_was_made_anew_is_told_by_its_digest_and_result(
    engine: AsyncEngine, cases: Cases, interviews: Interviews
) -> None:
    data, _ = await made(engine, cases, await a_case(engine, cases, interviews))

    def change(found: dict[str, bytes]) -> None:
        found[LOG] = found[LOG].replace(b'{"met": "5", "of": "7"}', b'{"met": "6", "of": "7"}')
        resealed(found)

    assert "it comes to" in problems(rewritten(data, change))[0]
    good: Replayed = replayed(data, "case.zip")
    assert good.digest != sha256(files(rewritten(data, change))[MANIFEST])


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no", b"scheme: cct-gz-sc03@B2\n"])
def test_what_is_no_bundle_is_refused(data: bytes) -> None:
    assert problems(data) == [
        "case.zip:1: this is no bundle: a ZIP file with bundle.json is wanted"
    ]
