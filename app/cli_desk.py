"""The commands of the office: users, tokens, files in and out."""

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
import typer.core

Lang = Annotated[str, typer.Option(help="zh or en")]
Stdin = Annotated[bool, typer.Option("--stdin", help="read the password from standard input")]
Login = Annotated[str, typer.Argument(help="the user's login")]


class ByFile(typer.core.TyperGroup):
    """``anfang import form.xlsx``: a workbook names its command by itself."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        named = bool(args) and args[0] in self.commands
        if not named and any(arg.lower().endswith((".xlsx", ".xlsm")) for arg in args):
            args = ["xlsform", *args]
        return super().parse_args(ctx, args)


def _group(help: str) -> typer.Typer:
    return typer.Typer(no_args_is_help=True, rich_markup_mode=None, help=help)


user = _group("Who may log in to the console.")
token = _group("Tokens of the API.")
files_in = _group("Outlets, an audit sheet or a whole case, from files.")
edition = _group("Editions of questionnaires in the field.")


def _end(work: Coroutine[Any, Any, int]) -> NoReturn:
    raise typer.Exit(asyncio.run(work))


@user.command("add")
def user_add(
    login: Login,
    name: Annotated[str, typer.Option(help="shown in the console")] = "",
    administrator: Annotated[bool, typer.Option("--administrator")] = False,
    stdin: Stdin = False,
    lang: Lang = "zh",
) -> None:
    """A new user; the password is made and printed once."""
    from app.commands import user as command
    from app.settings import Settings
    from certification.users import Role

    role = Role.ADMINISTRATOR if administrator else Role.AUDITOR
    _end(command.add(Settings(), login, name=name, role=role, from_stdin=stdin, lang=lang))


@user.command("password")
def user_password(login: Login, stdin: Stdin = False, lang: Lang = "zh") -> None:
    """Another password; whoever is logged in with the old one is logged out."""
    from app.commands import user as command
    from app.settings import Settings

    _end(command.password(Settings(), login, from_stdin=stdin, lang=lang))


@user.command("disable")
def user_disable(login: Login, lang: Lang = "zh") -> None:
    """No log-in and no token of the user works any more."""
    from app.commands import user as command
    from app.settings import Settings

    _end(command.disable(Settings(), login, lang=lang))


@user.command("list")
def user_list(lang: Lang = "zh") -> None:
    """Every user, one a line."""
    from app.commands import user as command
    from app.settings import Settings

    _end(command.listing(Settings(), lang=lang))


@token.command("add")
def token_add(
    login: Login,
    name: Annotated[str, typer.Argument(help="what it is for")],
    lang: Lang = "zh",
) -> None:
    """A new token of the user, printed once."""
    from app.commands import token as command
    from app.settings import Settings

    _end(command.add(Settings(), login, name, lang=lang))


@token.command("list")
def token_list(login: Login, lang: Lang = "zh") -> None:
    """The user's tokens, one a line, without their secrets."""
    from app.commands import token as command
    from app.settings import Settings

    _end(command.listing(Settings(), login, lang=lang))


@token.command("revoke")
def token_revoke(
    login: Login,
    number: Annotated[int, typer.Argument(help="as `anfang token list` shows it")],
    lang: Lang = "zh",
) -> None:
    """The token opens nothing any more."""
    from app.commands import token as command
    from app.settings import Settings

    _end(command.revoke(Settings(), login, number, lang=lang))


@files_in.command("outlets")
def import_outlets(
    file: Annotated[Path, typer.Argument(help="XLSX or CSV, see docs/data-files.md")],
    client: Annotated[int, typer.Option(help="the client's number")],
    lang: Lang = "zh",
) -> None:
    """The outlets of a client, all or none."""
    from app.commands import import_ as command
    from app.settings import Settings

    _end(command.outlets(Settings(), file, client, lang=lang))


@files_in.command("audit")
def import_audit(
    file: Annotated[Path, typer.Argument(help="the scheme's audit sheet, filled in")],
    case: Annotated[int, typer.Option(help="the case's number")],
    good_only: Annotated[
        bool, typer.Option("--good-only", help="save what can be saved, tell the rest")
    ] = False,
    lang: Lang = "zh",
) -> None:
    """A filled-in audit sheet."""
    from app.commands import import_ as command
    from app.settings import Settings

    _end(command.audit(Settings(), file, case, good_only=good_only, lang=lang))


@files_in.command("case")
def import_case(
    folder: Annotated[Path, typer.Argument(help="like examples/appliance-retailer")],
    lang: Lang = "zh",
) -> None:
    """A client, its outlets, a wave with assignments and cards, from a folder."""
    from app.commands import import_ as command
    from app.settings import Settings

    _end(command.case(Settings(), folder, lang=lang))


@files_in.command("xlsform")
def import_xlsform(
    file: Annotated[Path, typer.Argument(help="an XLSForm workbook, see docs/xlsform.md")],
    mode: Annotated[
        str | None, typer.Option(help="perception or mystery, if the form does not say")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="a folder; default: beside the form")] = None,
    lang: Lang = "zh",
) -> None:
    """A form as a questionnaire file.  `anfang import form.xlsx` says the same."""
    from app.commands import xlsform as command

    raise typer.Exit(command.take(file, mode=mode, out=out, lang=lang))


@edition.command("move")
def edition_move(
    old: Annotated[str, typer.Argument(help="where they are, store-visit@1")],
    new: Annotated[str, typer.Argument(help="where they go on, store-visit@2")],
    case: Annotated[int | None, typer.Option(help="only of this case")] = None,
    wave: Annotated[int | None, typer.Option(help="only of this wave")] = None,
    not_begun: Annotated[
        bool, typer.Option("--not-begun", help="visits and cards nobody has begun, too")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="say what would be moved, move nothing")
    ] = False,
    lang: Lang = "zh",
) -> None:
    """Running interviews go on under another edition, where no answer is lost by it."""
    from app.commands import edition as command
    from app.settings import Settings

    _end(command.run(
        Settings(), old, new, case=case, wave=wave, not_begun=not_begun, dry_run=dry_run, lang=lang
    ))  # fmt: skip


def export(
    case: Annotated[int | None, typer.Argument(help="the case's number")] = None,
    what: Annotated[
        str, typer.Option(help="responses, answers, timing, outcomes or score-sheet")
    ] = "responses",
    format: Annotated[str, typer.Option(help="csv, xlsx or json")] = "csv",
    since: Annotated[int, typer.Option(help="only what came after this cursor")] = 0,
    new: Annotated[
        bool, typer.Option("--new", help="only what is new since this user's last pull")
    ] = False,
    login: Annotated[str | None, typer.Option("--user", help="whose pull it is")] = None,
    wave: Annotated[
        str, typer.Option(help="answers and timing: only this wave's, by its name")
    ] = "",
    first: Annotated[
        str, typer.Option("--from", help="answers and timing: begun on this day or later")
    ] = "",
    last: Annotated[
        str, typer.Option("--to", help="answers and timing: begun on this day or earlier")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="default: standard output")
    ] = None,
    xlsform: Annotated[
        str | None, typer.Option(help="a questionnaire (store-visit@1, or a file) as an XLSForm")
    ] = None,
    bundle: Annotated[
        Path | None, typer.Option(help="all the score rests on, as a ZIP file to score again")
    ] = None,
    lang: Lang = "zh",
) -> None:
    """A case's responses (whole or only what is new), answers as tables, times of the questions,
    how the interviews ended, or score sheet; or a questionnaire."""
    from app.commands import export as command
    from app.settings import Settings

    if case is None or xlsform is not None:
        raise typer.Exit(command.form(case, xlsform, output, lang=lang))
    if bundle is not None:
        _end(command.bundle(Settings(), case, bundle, login=login, lang=lang))
    _end(command.run(
        Settings(), case, what, format, since=since, new=new, login=login, of=(wave, first, last),
        output=output, lang=lang,
    ))  # fmt: skip
