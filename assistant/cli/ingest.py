"""`panelqa ingest`: files and folders into the store."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from assistant.cli.output import clean, json_option, print_json, store_option
from assistant.present.words import counted
from store.errors import BadInput

FOUND = ("pages", "passages", "tables", "measures", "findings")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@store_option
@click.option("--period", metavar="PERIOD", help="The period reported, where the file does not say it.")
@click.option("--area", metavar="AREA", help="The force or area, where the file does not say it.")
@click.option("--title", metavar="TITLE", help="The title, where the file does not say it.")
@click.option("--no-vectors", is_flag=True, help="Leave search by meaning to a later 'panelqa reindex'.")
@click.option("--quiet", "-q", is_flag=True, help="No progress bar.")
@json_option
def ingest(paths: tuple[str, ...], store: Path, period: str | None, area: str | None, title: str | None,
           no_vectors: bool, quiet: bool, as_json: bool) -> int:
    """Read files and folders (PATH...) into the store. A file that is held already is left alone.

    Each file is read whole or refused with the reason; the others go on. Exit code 1 where one was refused.
    """
    from ingest import ingest_paths

    for path in paths:
        if not Path(path).exists():
            raise BadInput(f"There is no file or folder {path}; check the path. Nothing was ingested.")
    given: dict[str, Any] = {name: value for name, value in (("period", period), ("area", area), ("title", title))
                             if value}
    with Bar(show=not quiet and sys.stderr.isatty()) as bar:
        results = ingest_paths([Path(path) for path in paths], store, on_progress=bar.update, vectors=False, **given)
    refused = 0
    for result in results:
        row = result.to_dict()
        refused += row["status"] == "refused"
        if as_json:
            print_json(row)
        else:
            click.echo(clean(line(row)), err=row["status"] == "refused")
    if not results:
        raise BadInput("There is nothing to read in " + ", ".join(paths) + "; name reports or a folder of them.")
    if not no_vectors:
        from store.vectors import update

        with Bar(show=not quiet and sys.stderr.isatty()) as bar:
            update(store, bar.sentences)
    return int(refused > 0)


def line(row: dict[str, Any]) -> str:
    """One line for a file: what was found in it, or why it was refused."""
    name = row["document"]
    if row["status"] == "refused":
        return f"{name}: refused. {row['reason']}"
    if row["status"] == "unchanged":
        return f"{name}: unchanged, held already"
    found = ", ".join(counted(row[what], what) for what in FOUND if row.get(what) is not None)
    replaced = f" (replaces {row['supersedes']})" if row.get("supersedes") else ""
    notes = " ".join(row.get("notes") or ())
    return f"{name}: {found}{replaced}{'. ' if notes else ''}{notes}"


class Bar:
    """A progress bar on stderr: files done, the file at work with its page, the time left."""

    def __init__(self, show: bool) -> None:
        self.show = show
        self.width = 0

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        self._write("")

    def update(self, progress: Any) -> None:
        """Called by the ingest with its `Progress`: files done and in all, a file's name and page, seconds left."""
        done, total = progress.files_done, progress.files
        filled = round(24 * done / total) if total else 0
        page = f" page {progress.page} of {progress.pages}" if progress.pages else ""
        left = progress.seconds_left
        rest = ""
        if left is not None:
            rest = f", about {left:.0f} s left" if left < 90 else f", about {left / 60:.0f} min left"
        self._write(f"[{'#' * filled}{'.' * (24 - filled)}] {done} of {total} files{rest}  {progress.name}{page}")

    def sentences(self, done: int, total: int) -> None:
        """Called while what was read is indexed for search by meaning."""
        filled = round(24 * done / total) if total else 0
        self._write(f"[{'#' * filled}{'.' * (24 - filled)}] indexing: {done:,} of {total:,} sentences")

    def _write(self, text: str) -> None:
        if not self.show:
            return
        text = clean(text)[:150]
        click.echo("\r" + text.ljust(self.width) + ("" if text else "\r"), err=True, nl=False)
        self.width = len(text)
