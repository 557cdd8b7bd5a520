"""`panelqa draft`: the reply to a letter."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from assistant.cli.output import clean, json_option, print_json, store_option
from store.errors import BadInput


@click.command()
@click.argument("letter")
@store_option
@click.option("--out", metavar="FILE", help="Write the reply here: .docx, .md or .txt.")
@json_option
def draft(letter: str, store: Path, out: str | None, as_json: bool) -> int:
    """Draft the reply to LETTER (.txt .md .docx .pdf .eml; '-' is standard input). Nothing of it is kept."""
    from assistant import Assistant
    from assistant.letters.export import KINDS, export

    if out is not None and Path(out).suffix.lower() not in KINDS:
        raise BadInput(f"{out} is not of a kind that a reply is written in; end it with {' or '.join(KINDS)}.")
    content = _content(letter)
    with Assistant.open(store) as assistant:
        reply = assistant.draft(content, "letter.txt" if letter == "-" else Path(letter).name)
    if out is not None:
        target = Path(out)
        try:
            target.write_bytes(export(reply, target.suffix.lower()))
        except OSError as error:
            raise BadInput(f"{out} cannot be written ({error.strerror}); name another file with --out.") from error
        click.echo(f"Written to {out}.", err=True)
    if as_json:
        print_json(reply.to_dict())
    elif out is None:
        click.echo(clean(reply.body))
        for source in reply.sources:
            click.echo(clean(f"[{source.n}] {source.document}, {source.locator}: “{source.quote}”"))
    for note in reply.attention:
        click.echo(clean(f"Before sending: {note.text}"), err=True)
    return 0


def _content(letter: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if letter == "-" else Path(letter).read_bytes()
    except OSError as error:
        raise BadInput(f"{letter} cannot be read ({error.strerror}); check the path.") from error
