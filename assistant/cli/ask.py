"""`panelqa ask`: one question, a batch, or a chat with follow-ups on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli.output import clean, json_option, print_json, store_option

if TYPE_CHECKING:
    from assistant import Assistant
    from assistant.answer import Answer

KEPT = 8        # answers of a chat that a follow-up can lean on


@click.command()
@click.argument("question", required=False)
@store_option
@click.option("--batch", metavar="FILE", help="Ask every line of this file; '-' is standard input.")
@click.option("--document", metavar="NAME", help="Answer from this document alone (name or id).")
@click.option("--area", metavar="AREA", help="Answer about this force or area.")
@click.option("--period", metavar="PERIOD", help="Answer about this period, such as 'Q1 2022/23'.")
@json_option
def ask(question: str | None, store: Path, batch: str | None, document: str | None, area: str | None,
        period: str | None, as_json: bool) -> int:
    """Ask QUESTION; get one answer with its sources. Without a QUESTION on a terminal: a chat.

    A refusal ends with exit code 0: it is an answer. One that did not stand up to its own sources ends with 1.
    """
    if question is not None and batch is not None:
        raise click.UsageError("Give a QUESTION or --batch, not both.", click.get_current_context())
    if question is None and batch is None and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("Give a QUESTION, or --batch FILE.", click.get_current_context())
    lines = list(_lines(batch)) if batch is not None else []

    from assistant import Assistant

    narrowed = {name: value for name, value in (("document", document), ("area", area), ("period", period)) if value}
    with Assistant.open(store) as assistant:
        if batch is not None:
            return _batch(assistant, lines, narrowed, as_json)
        if question is not None:
            answer = assistant.ask(question, **narrowed)
            _put(answer, as_json)
            return int(answer.status == "failed")
        return _chat(assistant, narrowed, as_json)


def _lines(batch: str) -> Iterator[str]:
    """The questions of a batch, blank lines left out."""
    try:
        content = sys.stdin.buffer.read() if batch == "-" else Path(batch).read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise click.BadParameter(f"'{batch}' cannot be read ({error.strerror}).", click.get_current_context(),
                                 param_hint="--batch") from error
    except UnicodeDecodeError as error:
        raise click.BadParameter(f"'{batch}' is not UTF-8 text; save it as UTF-8.", click.get_current_context(),
                                 param_hint="--batch") from error
    return (line.strip() for line in text.split("\n") if line.strip())


def _batch(assistant: Assistant, lines: list[str], narrowed: dict[str, Any], as_json: bool) -> int:
    failed = 0
    for n, line in enumerate(lines):
        answer = assistant.ask(line, **narrowed)
        failed += answer.status == "failed"
        if not as_json:
            click.echo(("\n" if n else "") + f"> {clean(line)}\n")
        _put(answer, as_json)
    return int(failed > 0)


def _chat(assistant: Assistant, narrowed: dict[str, Any], as_json: bool) -> int:
    click.echo("Ask a question; an empty line or Ctrl-D ends.", err=True)
    history: list[Answer] = []
    while True:
        try:
            line = input("> ").strip()
        except EOFError:
            click.echo(err=True)
            return 0
        if not line:
            return 0
        answer = assistant.ask(line, history=tuple(history), **narrowed)
        _put(answer, as_json)
        history = [*history, answer][-KEPT:]


def _put(answer: Answer, as_json: bool) -> None:
    if as_json:
        print_json(answer.to_dict())
        return
    from assistant.cli.answer_text import answer_text

    click.echo(answer_text(answer))
