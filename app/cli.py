"""``anfang …``: the commands.  Each one's work is in app/commands, imported when called."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from app import cli_desk

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich costs half a second at every start
    help="Mystery visits, perception surveys and audits: one defensible after-sales score.",
)
Lang = Annotated[str, typer.Option(help="zh or en")]

app.add_typer(cli_desk.user, name="user")
app.add_typer(cli_desk.token, name="token")
app.add_typer(cli_desk.files_in, name="import", cls=cli_desk.ByFile)
app.add_typer(cli_desk.edition, name="edition")
app.command()(cli_desk.export)


def main() -> None:
    app()


def _run(role: str) -> None:
    from app.commands.serve import run
    from app.settings import Settings

    raise typer.Exit(run(Settings(), role))


@app.command()
def serve() -> None:
    """Everything in one process: pages, console, API, bot, sender.  For SQLite."""
    _run("serve")


@app.command()
def web() -> None:
    """Pages, console and API only; as many processes as wanted on PostgreSQL."""
    _run("web")


@app.command()
def bot() -> None:
    """Receive what Telegram sends; with polling exactly one process."""
    _run("bot")


@app.command()
def worker() -> None:
    """Send what waits to be sent, fetch photos; as many processes as wanted on PostgreSQL."""
    _run("worker")


@app.command()
def migrate() -> None:
    """Bring the database to the newest revision."""
    from app.commands import migrate as command
    from app.settings import Settings

    raise typer.Exit(asyncio.run(command.run(Settings())))


@app.command()
def verify(
    repair: Annotated[
        bool, typer.Option("--repair", help="put right what is not as the logs have it")
    ] = False,
    lang: Lang = "zh",
) -> None:
    """Derive evidence and counts from the logs once more; print every difference; 1 if any."""
    from app.commands import verify as command
    from app.settings import Settings

    raise typer.Exit(asyncio.run(command.run(Settings(), mend=repair, lang=lang)))


@app.command()
def demo() -> None:
    """The example, loaded and served on the configured address; starts from what is there."""
    from app.commands.demo import run
    from app.settings import Settings

    raise typer.Exit(run(Settings()))


@app.command()
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(help="questionnaires, schemes, findings; else all")
    ] = None,
) -> None:
    """Validate data files, or all that ship; print every problem with file and line."""
    from app.commands import check as command

    raise typer.Exit(command.run(files or ()))


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="a questionnaire file, or store-visit@1")],
    new: Annotated[str, typer.Argument(help="a later edition of it")],
    lang: Lang = "zh",
) -> None:
    """What is different in another edition of a questionnaire, and what that means."""
    from app.commands import diff as command

    raise typer.Exit(command.run(old, new, lang))


@app.command()
def play(
    questionnaire: Annotated[str, typer.Argument(help="store-visit, store-visit@1, or a file")],
    lang: Lang = "zh",
    save: Annotated[
        Path | None, typer.Option(help="write what was played here, as a transcript")
    ] = None,
) -> None:
    """Hold an interview in the terminal, without a database."""
    from app.commands import play as command

    raise typer.Exit(command.run(questionnaire, lang, sys.stdin, sys.stdout, save))


@app.command("test")
def transcripts(
    files: Annotated[
        list[Path] | None, typer.Argument(help="transcripts, questionnaires, folders; else all")
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="what comes becomes what is expected; never in CI")
    ] = False,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="questions, options, branches nobody saw")
    ] = False,
    lang: Lang = "zh",
) -> None:
    """Play transcripts; print everything that comes otherwise, with file and line."""
    from app.commands import test as command

    raise typer.Exit(command.run(files or (), lang, update=update, covered=coverage))


@app.command()
def score(
    what: Annotated[
        str | None,
        typer.Argument(help="a findings file (docs/data-files.md), or a case's number"),
    ] = None,
    bundle: Annotated[
        Path | None, typer.Option(help="a case's bundle, from `anfang export N --bundle`")
    ] = None,
    upto: Annotated[
        int | None, typer.Option(help="as after this entry of the case's log; default: the last")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="the whole sheet as JSON")] = False,
    lang: Lang = "zh",
) -> None:
    """Score a findings file, a case's bundle (both without a database), or a case."""
    from app.commands import score as command

    is_case = what is not None and what.isascii() and what.isdecimal()
    if (what is None) == (bundle is None) or (bundle is None and not is_case and upto is not None):
        raise typer.Exit(command.which(lang))
    if bundle is not None:
        raise typer.Exit(command.run_bundle(bundle, upto, json, lang))
    assert what is not None
    if is_case:
        from app.settings import Settings

        raise typer.Exit(asyncio.run(command.of_case(Settings(), int(what), upto, json, lang)))
    raise typer.Exit(command.run(Path(what), json, lang))


@app.command()
def explain(
    what: Annotated[str, typer.Argument(help="a case's number, or a findings file")],
    clause: Annotated[str | None, typer.Argument(help="5.2.4.3; without: the grade")] = None,
    lang: Lang = "zh",
) -> None:
    """Why the score is what it is, down to the entry, and what would change the grade."""
    from app.commands import explain as command
    from app.settings import Settings

    if what.isascii() and what.isdigit():
        raise typer.Exit(asyncio.run(command.of_case(Settings(), int(what), clause, lang)))
    raise typer.Exit(command.of_file(Path(what), clause, lang))


@app.command()
def plan(
    case: Annotated[int, typer.Argument(help="the case's number")],
    audit: Annotated[str, typer.Option(help="initial, surveillance, recertification")] = "initial",
    seed: Annotated[int | None, typer.Option(help="of an earlier plan, to draw it again")] = None,
    risk: Annotated[list[str] | None, typer.Option(help="S03=2: why; may be repeated")] = None,
    lang: Lang = "zh",
) -> None:
    """Which outlets to visit, how often, how many customers to ask, and why."""
    from app.commands import plan as command
    from app.settings import Settings

    raise typer.Exit(asyncio.run(
        command.run(Settings(), case, audit=audit, seed=seed, risks=risk or (), lang=lang)
    ))  # fmt: skip


if __name__ == "__main__":
    main()
