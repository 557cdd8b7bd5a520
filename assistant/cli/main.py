"""The command `panelqa`. Each subcommand is imported when it is used, so that a question starts fast.

Exit codes: 0 done; 1 done but something fell short; 2 wrong usage or nothing could be done. An error is one
line on stderr. Data goes to stdout, progress and messages to stderr.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import TracebackType

import click

from store.errors import PanelqaError

INTERRUPTED = 130      # as shells have it

# name: (module:attribute, one line of help)
COMMANDS: dict[str, tuple[str, str]] = {
    "ingest": ("assistant.cli.ingest:ingest", "Read reports, packs and data files into the store."),
    "documents": ("assistant.cli.lists:documents", "List the documents that are held."),
    "measures": ("assistant.cli.lists:measures", "List measures as printed, row by row."),
    "tables": ("assistant.cli.lists:tables", "List the tables that are held, those in review included."),
    "findings": ("assistant.cli.lists:findings", "List contradictions and doubts found in the reports."),
    "ask": ("assistant.cli.ask:ask", "Ask a question; get a cited answer."),
    "show": ("assistant.cli.places:show", "Show the place that a citation's id names, in its context."),
    "source": ("assistant.cli.places:source", "Show a place of a document by its locator, in its context."),
    "draft": ("assistant.cli.draft:draft", "Draft the reply to a letter."),
    "eval": ("evals.cli:eval_group", "Run, score, compare and accept regression sets."),
    "remove": ("assistant.cli.upkeep:remove", "Remove a document and all that was read from it."),
    "reindex": ("assistant.cli.upkeep:reindex", "Rebuild the search indexes from what is held."),
    "check": ("assistant.cli.upkeep:check", "Check the store; with --repair put right what can be."),
    "backup": ("assistant.cli.upkeep:backup", "Write the whole store into one file."),
    "restore": ("assistant.cli.upkeep:restore", "Bring a store back from a backup."),
    "codes": ("assistant.cli.codes:codes", "List every code with its meaning."),
    "ui": ("assistant.cli.ui:ui", "Open the app in a browser."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and imports one only when it is run or its help is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]
                        ) -> tuple[str | None, click.Command | None, list[str]]:
        from difflib import get_close_matches

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = get_close_matches(args[0], COMMANDS, 1)
            raise click.UsageError(f"There is no command {args[0]}." + (f" Did you mean {near[0]}?" if near else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        click.echo(f"panelqa {version('panelqa')}")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def cli() -> None:
    """Cited answers over police and crime panel reports.

    Start with 'panelqa ingest REPORT...', then 'panelqa ask "How did domestic burglary perform?"'.
    """


def run(args: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code. Only errors in panelqa itself are raised."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = cli.main(None if args is None else list(args), prog_name="panelqa", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except BrokenPipeError:
        _close_stdout()
        return 1
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("Stopped.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        _say(_usage(error))
        return 2
    except PanelqaError as error:
        _say(str(error))
        return error.exit_code


def _usage(error: click.ClickException) -> str:
    text = error.format_message()
    context = getattr(error, "ctx", None)
    return f"{text} See '{context.command_path if context else 'panelqa'} --help'."


def _say(message: str) -> None:
    """One line, whatever the message holds."""
    from assistant.cli.output import clean

    click.echo(f"panelqa: {clean(' '.join(message.split()))}", err=True)


def _close_stdout() -> None:
    """The reader has gone (as with `| head`): nothing more can be written, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A fault of ours: one line for people, the traceback for those who ask for it."""
    if os.environ.get("PANELQA_DEBUG"):
        sys.__excepthook__(kind, error, trace)
        return
    detail = " ".join(str(error).split())[:300]
    _say(f"Something went wrong inside panelqa ({kind.__name__}: {detail}). Set PANELQA_DEBUG=1, run it again and "
         "report what it prints.")


def main() -> None:
    """The entry point. An exception that nobody foresaw ends as one line and exit code 1."""
    sys.excepthook = _unexpected
    sys.exit(run())


if __name__ == "__main__":
    main()
