"""`panelqa remove`, `reindex`, `check`, `backup` and `restore`: looking after a store."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from assistant.cli.ingest import Bar
from assistant.cli.output import clean, json_option, print_json, store_option


@click.command()
@click.argument("document")
@store_option
@click.option("--why", default="", help="The reason, kept with the action.")
@json_option
def remove(document: str, store: Path, why: str, as_json: bool) -> None:
    """Remove DOCUMENT (name or id), its original and everything read from it."""
    from store import upkeep

    done = upkeep.remove(store, document, why=why)
    if as_json:
        print_json(asdict(done))
        return
    click.echo(clean(f"{done.document}: removed"))
    if done.reinstated:
        click.echo(clean(f"The version before it ({done.reinstated}) counts again."), err=True)


@click.command()
@store_option
@click.option("--no-vectors", is_flag=True, help="Only the full-text index.")
@json_option
def reindex(store: Path, no_vectors: bool, as_json: bool) -> None:
    """Rebuild the full-text index and the vectors from what is held."""
    from store import upkeep

    with Bar(show=sys.stderr.isatty()) as bar:
        done = upkeep.reindex(store, bar.sentences, with_vectors=not no_vectors)
    if as_json:
        print_json(asdict(done))
    else:
        click.echo(f"Indexed {done.sentences:,} sentences of {done.documents:,} documents.")


@click.command()
@store_option
@click.option("--repair", is_flag=True, help="Bring an older store up to date and make good what can be made good.")
@json_option
def check(store: Path, repair: bool, as_json: bool) -> int:
    """Check the store: database, originals, words and figures in their places, indexes.

    Exit code 1 where something is wrong and was not repaired.
    """
    from store import checking

    with Bar(show=sys.stderr.isatty()) as bar:
        found = checking.check(store, repair=repair, on_progress=bar.sentences)
    for one in found:
        if as_json:
            print_json(one.to_dict())
        else:
            state = "ok" if one.ok else "repaired" if one.repaired else "WRONG"
            click.echo(clean(f"{state:<9} {one.check}: {one.detail}"))
    wrong = [one for one in found if not one.ok and not one.repaired]
    if wrong and not repair:
        click.echo("'panelqa check --repair' makes good what can be made good.", err=True)
    return int(bool(wrong))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@store_option
@json_option
def backup(file: Path, store: Path, as_json: bool) -> None:
    """Write the store with all originals into FILE (a .zip). It may be in use meanwhile."""
    from store import upkeep

    size = upkeep.backup(store, file)
    if as_json:
        print_json({"file": str(file), "bytes": size})
    else:
        click.echo(f"{file}: {size:,} bytes")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@store_option
@click.option("--replace", is_flag=True, help="Put the backup in the place of what the store holds.")
@click.option("--no-vectors", is_flag=True, help="Leave search by meaning to a later 'panelqa reindex'.")
@json_option
def restore(file: Path, store: Path, replace: bool, no_vectors: bool, as_json: bool) -> None:
    """Bring a store back from FILE, a backup. It is checked whole before anything is touched."""
    from store import upkeep, vectors

    count = upkeep.restore(store, file, replace=replace)
    if not no_vectors:
        with Bar(show=sys.stderr.isatty()) as bar:
            vectors.update(store, bar.sentences)
    if as_json:
        print_json({"documents": count})
    else:
        click.echo(f"{count:,} documents restored to {store}")
