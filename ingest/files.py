"""Files and folders into a store: each file whole or not at all, the others go on."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.assemble import ByHand
from ingest.datasets.held import MAPPINGS, mapped_anew
from ingest.guards import LARGEST_FILE, MEGABYTE, check_name, printable_name
from ingest.identity.known import HeldReading, KnownMeasures
from ingest.parallel import ReadAhead
from ingest.pipeline import bundle_of, data_of
from ingest.results import IngestResult, OnProgress, Progress
from store.errors import UnreadableFile
from store.records import Bundle, Document

if TYPE_CHECKING:
    from sqlite_utils import Database

_SOURCE = {
    ".py",
    ".pyc",
    ".json",
    ".jsonl",
    ".yaml",
    ".yml",
    ".toml",
    ".js",
    ".css",
    ".tmpl",
    ".lock",
    ".log",
    ".sql",
    ".sh",
}


def ingest_paths(
    paths: Iterable[str | Path],
    store: str | Path,
    on_progress: OnProgress | None = None,
    *,
    period: str | None = None,
    area: str | None = None,
    title: str | None = None,
    vectors: bool = True,
) -> list[IngestResult]:
    """Read files, and the files in folders, into the store in the folder `store`.

    A file whose bytes are held is left alone; one of the same name with other bytes replaces the version that
    is held. A file that cannot be read is refused with the reason, and the store stays as it was. `vectors`:
    also index what is new for search by meaning. Raises `StoreError` where the store cannot be used.
    """
    from store.database import writing

    files = list(_files(paths))
    if not files:
        return []
    run = _Run(len(files), on_progress or (lambda progress: None))
    with writing(store) as db, ReadAhead(files) as ahead:
        work = _Work(db, _known(db), ByName.of(db), run, ByHand(period, area, title), ahead, Path(store) / MAPPINGS)
        results = [work.file(path) for path in files]
    if vectors:
        new = [r.document_id for r in results if r.status in ("ingested", "replaced") and r.document_id]
        _index(store, new, run.on_sentences)
    run.ended()
    return results


def _index(store: str | Path, document_ids: list[str], tell: Callable[[int, int | None], None]) -> None:
    if document_ids:
        from store.vectors import index_documents

        tell(0, None)
        index_documents(store, document_ids, tell)


def _files(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Files as given; those of a folder and its folders by name, hidden ones left out."""
    for given in paths:
        path = Path(given)
        if not path.is_dir():
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (Path(folder) / name for name in sorted(names) if _may_be_document(name))


def _may_be_document(name: str) -> bool:
    """Whether a file in a folder is looked at: hidden files, locks and source code are not. A file that is
    named on its own always is."""
    return not name.startswith((".", "~$")) and Path(name).suffix.lower() not in _SOURCE


class _Run:
    """Progress over all files, with the time that is left by the pace so far."""

    def __init__(self, files: int, tell: OnProgress) -> None:
        self.files, self.tell, self.finished, self.began = files, tell, 0, time.monotonic()
        self.first = 0  # sentences after which the pace of making them searchable counts

    def on_page(self, name: str) -> Callable[[int, int], None]:
        def page(done: int, pages: int) -> None:
            left = self._left(self.finished + min(done, pages) / pages, self.files) if pages else None
            self.tell(Progress(self.finished, self.files, name, done, pages, left))

        return page

    def began_file(self, name: str) -> None:
        self.tell(Progress(self.finished, self.files, name, seconds_left=self._left(self.finished, self.files)))

    def ended_file(self) -> None:
        self.finished += 1

    def on_sentences(self, done: int, of: int | None) -> None:
        """Called while what was read is made searchable; `of` is None until the number is known.

        The pace counts from the first sentences on: the embedder is loaded before them.
        """
        left = None
        if of is None:
            self.first = 0
        elif not self.first:
            self.began, self.first = time.monotonic(), done
        else:
            left = self._left(done - self.first, of - self.first)
        self.tell(Progress(self.files, self.files, seconds_left=left, sentences=done, of_sentences=of))

    def ended(self) -> None:
        self.tell(Progress(self.files, self.files, seconds_left=0.0))

    def _left(self, done: float, of: int) -> float | None:
        """Seconds by the pace so far, None before there is one."""
        return (time.monotonic() - self.began) / done * (of - done) if done else None


@dataclass
class ByName:
    """The documents that are held, by name and by hash."""

    names: dict[str, Document]
    hashes: dict[str, Document]

    @classmethod
    def of(cls, db: Database) -> ByName:
        from store.rows import record_of

        held = [record_of(Document, row) for row in db.table("documents").rows]
        return cls({doc.name: doc for doc in held if doc.status == "held"}, {doc.sha256: doc for doc in held})

    def add(self, document: Document) -> None:
        self.names[document.name] = document
        self.hashes[document.sha256] = document


@dataclass
class _Work:
    """One run over files; what is known grows with every file."""

    db: Database
    known: KnownMeasures
    held: ByName
    run: _Run
    by_hand: ByHand
    ahead: ReadAhead
    mappings: Path

    def file(self, path: Path) -> IngestResult:
        name = printable_name(path.name)
        self.run.began_file(name)
        try:
            result = self._file(path)
        except UnreadableFile as error:
            result = IngestResult(name, "refused", str(error))
        except OSError as error:
            result = IngestResult(
                name, "refused", f"It cannot be read ({error.strerror}); check the path and its permissions."
            )
        self.run.ended_file()
        return replace(result, path=str(path))

    def _file(self, path: Path) -> IngestResult:
        from store.writer import write_bundle

        name = check_name(path.name)
        content = _bytes(path)
        same = self.held.hashes.get(hashlib.sha256(content).hexdigest())
        if same is not None:
            self.ahead.skip(path)
        if same is not None and same.status == "held" and not mapped_anew(self.db, same, path, self.mappings):
            note = () if same.name == name else (f"Held already as {same.name}.",)
            return IngestResult(name, "unchanged", document_id=same.id, notes=note)
        if same is not None and same.status != "held":
            raise UnreadableFile(
                "An earlier version with these very bytes was replaced by a later one and is still "
                "kept; remove the later version first ('panelqa remove')."
            )
        before = self.held.names.get(name)
        known = self.known.without(name) if before else self.known
        data = data_of(content, name, self.by_hand, beside=path.parent, folder=self.mappings)
        if data is not None:
            self.ahead.skip(path)
            bundle = data.bundle
        else:
            kind, extract = self.ahead.read(path, content, self.run.on_page(name))
            bundle = bundle_of(content, name, kind, extract, known, self.by_hand)
        if same is not None:
            return self._again(bundle, data.notes if data is not None else ())
        if before:
            bundle = replace(bundle, document=replace(bundle.document, supersedes=before.id))
        alike = _alike(self.db, bundle)
        write_bundle(self.db, bundle)
        self.held.add(bundle.document)
        self.known = _after(known, bundle)
        result = _result(bundle, before)
        result = replace(result, notes=(*result.notes, *alike))
        return result if data is None else replace(result, tables=1, notes=(*data.notes, *result.notes))

    def _again(self, bundle: Bundle, notes: tuple[str, ...]) -> IngestResult:
        """The same bytes under a corrected mapping: what was read before gives way, in one transaction."""
        from store.upkeep import clear
        from store.writer import write_bundle

        with self.db.atomic():
            clear(self.db, bundle.document.id)
            write_bundle(self.db, bundle)
        return replace(_result(bundle, None), status="replaced", tables=1, notes=("Read anew by its mapping.", *notes))


def _alike(db: Database, bundle: Bundle) -> tuple[str, ...]:
    """A remark on each other document that holds a report of the same title, area, meeting and period."""
    names = {doc["id"]: doc["name"] for doc in db.table("documents").rows_where("status = 'held'")}
    found = [names[row["document_id"]] for item in bundle.items if item.title and item.period_end
             for row in db.table("items").rows_where(
                 "title = ? COLLATE NOCASE AND area = ? COLLATE NOCASE AND meeting_date IS ? AND period_end = ?",
                 [item.title, item.area, item.meeting_date, item.period_end])
             if row["document_id"] in names and names[row["document_id"]] != bundle.document.name]
    return tuple(f"A report of the same title, meeting and period is held already, in {name}; if they are the same, "
                 "remove one of them." for name in dict.fromkeys(found))


def _bytes(path: Path) -> bytes:
    """A file's content. Raises `UnreadableFile` for what is no file, and for one that is too large."""
    if not path.exists():
        raise UnreadableFile("There is no such file; check the path.")
    if not path.is_file():
        raise UnreadableFile("It is not a file; name a document or a folder of documents.")
    if path.stat().st_size > LARGEST_FILE:
        raise UnreadableFile(f"It is larger than {LARGEST_FILE // MEGABYTE} MB; split it and try again.")
    return path.read_bytes()


def _result(bundle: Bundle, before: Document | None) -> IngestResult:
    document = bundle.document
    review = sum(table.status == "review" for table in bundle.tables)
    notes = (
        [f"{review} {'table is' if review == 1 else 'tables are'} in review and not answered from."] if review else []
    )
    if not any(item.period_start for item in bundle.items):
        notes.append("The period covered could not be read; set it with --period.")
    notes += [note for note in document.notes if note.startswith("The file states its ")]
    label = f"{before.name} of {before.ingested_at[:10]}" if before else None
    return IngestResult(
        document.name,
        "replaced" if before else "ingested",
        document_id=document.id,
        pages=document.pages,
        passages=len(bundle.passages),
        tables=len(bundle.tables),
        measures=len(bundle.readings),
        findings=len(bundle.findings),
        supersedes=label,
        notes=tuple(notes),
        period=next((item.period_label for item in bundle.items if item.period_label), None),
    )


def _after(known: KnownMeasures, bundle: Bundle) -> KnownMeasures:
    reported = {item.id: item.period_end or "" for item in bundle.items}
    return known.with_more(
        bundle.measures,
        bundle.wordings,
        (HeldReading(reading, bundle.document.name, reported[reading.item_id]) for reading in bundle.readings),
    )


def _known(db: Database) -> KnownMeasures:
    """Measures, wordings and readings that the store holds; replaced versions are left out."""
    from store.records import Reading
    from store.rows import record_of
    from store.writer import known_measures

    held = known_measures(db)
    documents = {row["id"]: row["name"] for row in db.table("documents").rows_where("status = 'held'")}
    items = {
        row["id"]: (documents[row["document_id"]], row["period_end"] or "")
        for row in db.table("items").rows
        if row["document_id"] in documents
    }
    readings = (
        HeldReading(record_of(Reading, row), *items[row["item_id"]])
        for row in db.table("readings").rows_where("superseded = 0")
        if row["item_id"] in items
    )
    return KnownMeasures().with_more((k.measure for k in held), (w for k in held for w in k.wordings), readings)
