"""What administrators do: users, and who works on which case."""

from aiohttp import web

from certification import accounts
from certification import store as certification
from certification.case import NEXT, Move
from certification.errors import NotAllowed
from certification.users import Role
from web.console.cases import case_page
from web.console.desk import Desk, see
from web.errors import Malformed


async def users(desk: Desk) -> web.StreamResponse:
    return await _users(desk)


async def add_user(desk: Desk) -> web.StreamResponse:
    """The password is made here and shown this once."""
    try:
        role = Role(desk.form.get("role", ""))
    except ValueError:
        raise Malformed from None
    password = accounts.new_password()
    user = await accounts.add_user(
        desk.tx, desk.form.get("login", ""), desk.form.get("name", ""), role,
        await accounts.hashed(password), desk.user.actor, desk.at, language=desk.language,
    )  # fmt: skip
    return await _users(desk, user.login, password)


async def new_password(desk: Desk) -> web.StreamResponse:
    """Whoever was logged in with the old one must log in again."""
    password = accounts.new_password()
    user = await accounts.set_password(
        desk.tx, desk.form.get("login", ""), await accounts.hashed(password),
        desk.user.actor, desk.at,
    )  # fmt: skip
    return await _users(desk, user.login, password)


async def disable(desk: Desk) -> web.StreamResponse:
    """Not oneself: somebody must be left who can undo it."""
    if desk.form.get("login", "").strip().lower() == desk.user.login:
        raise NotAllowed
    await accounts.disable(desk.tx, desk.form.get("login", ""), desk.user.actor, desk.at)
    return see("/console/users")


async def settings(desk: Desk) -> web.StreamResponse:
    case = await desk.case()
    members = await certification.members_of(desk.tx, case.id)
    mine = {user.id for user in members}
    everybody = await certification.all_users(desk.tx)
    context = {
        "members": members,
        "others": [
            u for u in everybody
            if u.id not in mine and not u.disabled and u.role is Role.AUDITOR
        ],
        "moves": list(NEXT[case.stage]),
    }  # fmt: skip
    return await case_page(desk, "settings", context)


async def change(desk: Desk) -> web.StreamResponse:
    """Assign or unassign an auditor, or take the case one step on."""
    case, by = await desk.case(), desk.user.actor
    number = desk.form.get("user", "")
    user = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
    match desk.form.get("do"):
        case "assign":
            await desk.cases.assign(desk.tx, case.id, user, by, desk.at)
        case "unassign":
            await desk.cases.unassign(desk.tx, case.id, user, by, desk.at)
        case "move":
            await desk.cases.move(desk.tx, case.id, _move(desk), by, desk.at)
        case "policies":
            names = await _policies(desk)
            await desk.cases.set_policies(desk.tx, case.id, names, by, desk.at)
        case _:
            raise Malformed
    return see(f"/console/cases/{case.id}/settings")


async def _policies(desk: Desk) -> dict[str, str]:
    """What differs from the scheme; the rest is the scheme's own."""
    scheme = desk.cases.scheme_of(await desk.case())
    given = {name: desk.form.get(f"policy-{name}", policy.value)
             for name, policy in scheme.policies.items()}  # fmt: skip
    return {name: value for name, value in given.items() if value != scheme.policies[name].value}


def _move(desk: Desk) -> Move:
    try:
        return Move(desk.form.get("move", ""))
    except ValueError:
        raise Malformed from None


async def _users(desk: Desk, login: str = "", password: str = "") -> web.Response:
    everybody = await certification.all_users(desk.tx)
    context = {"users": everybody, "new_login": login, "password": password, "roles": [*Role]}
    return desk.page("users.html", context)
