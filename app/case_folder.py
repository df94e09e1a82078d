"""A case as a folder of files: the client, its outlets, the wave, who goes where, the audit.

    case.yaml        client, scheme, wave and its quotas, scenarios by name, fieldwork policy
    outlets.csv      (or .xlsx) code, name, address, lat, lon, opens, closes
    assignments.csv  outlet, questionnaire, scenario, from, to
    audit.xlsx       optional: the scheme's audit sheet, filled in

All or nothing: every mistake is told with its file and line, and then nothing is stored.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints
from sqlalchemy.ext.asyncio import AsyncConnection

from app.fieldwork_spec import FieldworkSpec
from certification import audit_sheet, outlet_sheet
from certification.case import Case, Move
from certification.errors import Rejected
from certification.service import Cases
from locales import CHINA
from scoring.datafile import DataFileError, Node, Problem, line_of, read, validate
from surveys import store
from surveys.load import Questionnaires
from surveys.questionnaire import Mode, Texts
from surveys.quota_form import QuotaSpec, Written, mistakes, written
from surveys.records import Outlet

Words = Annotated[str, StringConstraints(min_length=1, max_length=4000)]


class Spec(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TextsSpec(Spec):
    zh: Words
    en: Words


class WaveSpec(Spec):
    name: Words
    opens: date
    closes: date
    quotas: tuple[QuotaSpec, ...] = ()


class CaseSpec(Spec):
    client: TextsSpec
    scheme: Words
    wave: WaveSpec
    scenarios: dict[str, TextsSpec]
    fieldwork: FieldworkSpec | None = None


class AssignmentSpec(Spec):
    outlet: Words
    questionnaire: Words
    scenario: Words
    opens: datetime
    closes: datetime
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """An assignment as stored: its secret code, and what it is about."""

    code: str
    outlet: str
    questionnaire: str


@dataclass(frozen=True, slots=True)
class Loaded:
    case: Case
    wave_id: int
    assignments: tuple[Given, ...]
    cards: dict[str, str]  # outlet code -> card code


@dataclass(frozen=True, slots=True)
class Folder:
    """What the folder says, checked."""

    spec: CaseSpec
    outlets: outlet_sheet.OutletSheet
    assignments: tuple[AssignmentSpec, ...]
    quotas: tuple[Written, ...]
    audit: bytes | None


def read_folder(folder: Path, questionnaires: Questionnaires) -> Folder:
    """Raises DataFileError with every mistake, and what certification says of the sheets."""
    file = folder / "case.yaml"
    node = read(file.read_text("utf-8"), str(file))
    spec = validate(CaseSpec, node)
    sheet = next(f for name in ("outlets.xlsx", "outlets.csv") if (f := folder / name).exists())
    outlets = outlet_sheet.read_outlets(sheet.read_bytes())
    codes = {outlet.code for outlet in outlets.outlets}
    problems = list(_wrong_quotas(spec, node, questionnaires, codes))
    found: list[AssignmentSpec] = []
    table = folder / "assignments.csv"
    with table.open(encoding="utf-8-sig", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            try:
                one = _assignment(row, f"{table}", number)
            except DataFileError as error:
                problems += error.problems
                continue
            found.append(one)
            for message in _unknown(one, codes, spec, questionnaires):
                problems.append(Problem(str(table), number, message))
    if problems:
        raise DataFileError(problems)
    audit = folder / "audit.xlsx"
    return Folder(
        spec, outlets, tuple(found), tuple(map(written, spec.wave.quotas)),
        audit.read_bytes() if audit.exists() else None,
    )  # fmt: skip


def _wrong_quotas(
    spec: CaseSpec, node: Node, questionnaires: Questionnaires, outlets: set[str]
) -> Iterator[Problem]:
    for loc, message in mistakes(spec.wave.quotas, questionnaires, outlets):
        yield Problem(node.file, line_of(node, ("wave", "quotas", *loc)), message)


def _assignment(row: dict[str, str | None], file: str, line: int) -> AssignmentSpec:
    renamed = {{"from": "opens", "to": "closes"}.get(name, name): value
               for name, value in row.items()}  # fmt: skip
    try:
        return AssignmentSpec.model_validate(renamed)
    except ValueError as error:
        raise DataFileError([Problem(file, line, str(error).splitlines()[0])]) from None


def _unknown(
    row: AssignmentSpec, outlets: set[str], spec: CaseSpec, questionnaires: Questionnaires
) -> Iterator[str]:
    id, _, edition = row.questionnaire.partition("@")
    if row.outlet not in outlets:
        yield f"there is no outlet {row.outlet}"
    if not edition.isdecimal() or (id, int(edition)) not in questionnaires:
        yield f"there is no questionnaire {row.questionnaire}"
    if row.scenario not in spec.scenarios:
        yield f"there is no scenario {row.scenario}"
    if wrong := [part for part in _parts(row.hidden) if not part[1]]:
        yield f"{wrong[0][0]}: hidden values are written name=value; name=value"
    if row.closes <= row.opens:
        yield "the window closes before it opens"


def _parts(hidden: str) -> Iterator[tuple[str, str]]:
    """``name=value; name=value``"""
    for part in filter(None, (part.strip() for part in hidden.split(";"))):
        name, _, value = part.partition("=")
        yield name.strip(), value.strip()


async def load(
    tx: AsyncConnection,
    cases: Cases,
    folder: Folder,
    new_code: Callable[[], str],
    by: str,
    at: datetime,
    shift: timedelta = timedelta(0),
) -> Loaded:
    """Store what the folder says; every date moved by *shift*.  Raises as certification does."""
    client = await cases.add_client(tx, folder.spec.client.model_dump(), by, at)
    opened = await cases.open(tx, client.id, folder.spec.scheme, by, at)
    case = await cases.move(tx, opened.id, Move.ACCEPT, by, at)  # a wave is fieldwork already
    if folder.spec.fieldwork is not None:
        await store.set_policy(tx, case.id, folder.spec.fieldwork.written, at)
    await outlet_sheet.import_outlets(tx, client.id, folder.outlets)
    outlets = {outlet.code: outlet for outlet in await store.outlets_of_client(tx, client.id)}
    wave = folder.spec.wave
    wave_id = await store.add_wave(
        tx, case_id=case.id, name=wave.name,
        opens=datetime.combine(wave.opens, time.min, CHINA) + shift,
        closes=datetime.combine(wave.closes, time.max, CHINA) + shift,
    )  # fmt: skip
    for one in folder.quotas:
        outlet = outlets[one.outlet].id if one.outlet else None
        await store.add_quota(tx, wave_id, outlet, one.quota)
    given = [
        await _assign(tx, row, folder.spec, outlets, wave_id, new_code(), at, shift)
        for row in folder.assignments
    ]
    cards = {code: await _card(tx, outlet, cases.questionnaires, wave_id, new_code())
             for code, outlet in outlets.items()}  # fmt: skip
    if folder.audit is not None:
        read = audit_sheet.read_audit(folder.audit, cases.scheme_of(case), case.policies)
        if read.problems:
            raise Rejected(read.problems)
        await audit_sheet.save(tx, cases, case.id, read.stated, by, at)
    return Loaded(case, wave_id, tuple(given), cards)


async def _assign(
    tx: AsyncConnection,
    row: AssignmentSpec,
    spec: CaseSpec,
    outlets: dict[str, Outlet],
    wave_id: int,
    code: str,
    at: datetime,
    shift: timedelta,
) -> Given:
    id, _, edition = row.questionnaire.partition("@")
    scenario: Texts = spec.scenarios[row.scenario].model_dump()
    await store.add_assignment(
        tx, code=code, wave_id=wave_id, outlet_id=outlets[row.outlet].id, questionnaire=id,
        edition=int(edition), scenario=scenario, opens=_local(row.opens) + shift,
        closes=_local(row.closes) + shift, at=at, hidden=dict(_parts(row.hidden)) or None,
    )  # fmt: skip
    return Given(code, row.outlet, row.questionnaire)


async def _card(
    tx: AsyncConnection, outlet: Outlet, questionnaires: Questionnaires, wave_id: int, code: str
) -> str:
    """Every outlet has a card of the newest customer survey."""
    survey = max(
        (q for q in questionnaires.values() if q.mode is Mode.PERCEPTION), key=lambda q: q.edition
    )
    await store.add_card(
        tx, code=code, wave_id=wave_id, outlet_id=outlet.id,
        questionnaire=survey.id, edition=survey.edition,
    )  # fmt: skip
    return code


def _local(when: datetime) -> datetime:
    return when if when.tzinfo else when.replace(tzinfo=CHINA)
