"""Every page of the console that can be looked at, and one address of each."""

from tests.web_console.desks import Seat, World
from web.console.routes import ADMINISTRATION, ROOMS

FILES = ("{format:", ".zip", ".xlsx", ".yaml", "{photo:")  # handed down, not shown
PLAYED = "/console/preview/{token:"


def shown() -> set[str]:
    """The patterns of all pages, as the routes have them; a rehearsal has tests of its own."""
    found = {route.path for route in (*ROOMS, *ADMINISTRATION) if route.method == "GET"}
    return {
        path for path in found
        if not path.startswith(PLAYED) and not any(file in path for file in FILES)
    }  # fmt: skip


def addresses(world: World) -> dict[str, str]:
    """An address by the pattern without what it lets through: ``/console/cases/{case}``."""
    case, wave = f"/console/cases/{world.case.id}", world.wave
    room, here = "/console/cases/{case}", "/waves/{wave}"
    return {
        "/console": "/console",
        "/console/tokens": "/console/tokens",
        "/console/preview": "/console/preview",
        "/console/users": "/console/users",
        "/console/quarantine": "/console/quarantine",
        room: case,
        f"{room}/clauses/{{clause}}": f"{case}/clauses/5.2.4.3",
        f"{room}/interviews/{{key}}": f"{case}/interviews/{world.key}",
        f"{room}/visits/{{visit}}": f"{case}/visits/{world.visit}",
        f"{room}/cards/{{wave}}": f"{case}/cards/{wave}",
        f"{room}{here}/edition": f"{case}/waves/{wave}/edition?from=tiny@1&to=tiny@2",
        f"{room}{here}/quota": f"{case}/waves/{wave}/quota",
        **{
            f"{room}/{tab}": f"{case}/{tab}"
            for tab in ("audit", "audit-sheet", "characteristics", "fieldwork", "interviews",
                        "opinions", "outcomes", "pull", "self-assessment", "settings")
        },
    }  # fmt: skip


async def some_data(wang: Seat, world: World) -> None:
    """What the world lacks: a finding, a special deduction, a token, a second wave, cards."""
    case = f"/console/cases/{world.case.id}"
    await wang.get(f"{case}/audit")
    await wang.post(f"{case}/audit/5.1.1.2", source="audited", do="save", percent="85")
    await wang.post("/console/tokens", name="A token")
    await wang.post(f"{case}/waves", name="Later", opens="2026-12-01", closes="2026-12-31")
    await wang.post(f"{case}/cards", wave=str(world.wave), questionnaire="perception@1")
