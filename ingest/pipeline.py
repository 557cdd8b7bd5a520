"""A file's bytes to a `Bundle`: everything that the store will hold of it. No store is opened here."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.assemble import ByHand, ReadItem, known_after, read_item
from ingest.blocks import Extract, Progress
from ingest.identity.known import KnownMeasures
from ingest.ledger import build_ledger
from ingest.prose.parts import Part, whole
from ingest.readers import read_document
from ingest.sniff import FileKind, sniff
from store.errors import UnreadableFile
from store.records import Bundle, Document, Item, ItemKind

if TYPE_CHECKING:
    from ingest.datasets.bundle import ReadData

MEDIA_TYPES: dict[str, str] = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


def build_bundle(
    content: bytes,
    name: str,
    known: KnownMeasures,
    *,
    period: str | None = None,
    area: str | None = None,
    title: str | None = None,
    on_page: Progress | None = None,
) -> Bundle:
    """Read a file into records. `name` is the file's own name, without folders.

    `known` are the measures held already; rows that are the same measure get its id. `period`, `area` and
    `title` are a keeper's, for what the file does not say. Raises `UnreadableFile` with the reason, and
    `BadInput` where `period` names none.
    """
    by_hand = ByHand(period, area, title)
    data = data_of(content, name, by_hand)
    if data is not None:
        return data.bundle
    kind, extract = read_document(content, name, on_page)
    return bundle_of(content, name, kind, extract, known, by_hand)


def data_of(
    content: bytes, name: str, by_hand: ByHand, *, beside: Path | None = None, folder: Path | None = None
) -> ReadData | None:
    """A file of performance data, read as such; None where it is a report or another document.

    `beside` and `folder`: where a mapping of its columns may be, see `ingest.datasets.mapping`.
    """
    from ingest.datasets.bundle import read_data

    kind = sniff(content, name)
    return read_data(content, name, kind, MEDIA_TYPES.get(kind, ""), beside=beside, folder=folder,
                     period=by_hand.period, area=by_hand.area, title=by_hand.title)  # fmt: skip


def bundle_of(
    content: bytes, name: str, kind: FileKind, extract: Extract, known: KnownMeasures, by_hand: ByHand | None = None
) -> Bundle:
    """The bundle of a file that has been read into blocks."""
    sha256 = hashlib.sha256(content).hexdigest()
    document_id = sha256[:16]
    items: list[ReadItem] = []
    for ordinal, part in enumerate(split_items(extract), start=1):
        item = read_item(part, extract, document_id, name, ordinal, known, by_hand or ByHand())
        items.append(item)
        known = known_after(item, known)
    if not any(item.passages or item.tables for item in items):
        raise UnreadableFile("Nothing was found in it that can be read; check that the right file was saved.")
    document = Document(
        id=document_id,
        name=name,
        sha256=sha256,
        media_type=MEDIA_TYPES.get(kind, "application/octet-stream"),
        reader=extract.reader,
        pages=extract.pages,
        size=len(content),
        ingested_at=datetime.now(UTC).isoformat(timespec="seconds"),
        title=_title(items, name),
        notes=(*(note.text for note in extract.notes), *(remark for item in items for remark in item.remarks)),
    )
    return _bundle(document, content, extract, items)


def split_items(extract: Extract) -> list[Part]:
    """The items of a pack, or the whole file as one report."""
    from ingest.packs import split

    found = split(extract)
    if len(found) < 2:
        return [replace(whole(extract), exempt=item.exempt, exempt_words=item.exempt_words) for item in found[:1]] or [
            whole(extract)
        ]
    kinds: dict[str, ItemKind] = {"agenda": "agenda", "minutes": "minutes", "report": "report"}
    return [
        Part(
            item.blocks,
            kinds.get(item.kind, "other"),
            item.title,
            item.title,
            item.first_page,
            item.last_page,
            item.page_offset,
            item.exempt,
            item.exempt_words,
        )
        for item in found
    ]


def _title(items: Sequence[ReadItem], name: str) -> str:
    titles = [item.item.title for item in items if item.item.title]
    return titles[0] if len(items) == 1 and titles else (name if not titles or len(items) > 1 else titles[0])


def _bundle(document: Document, content: bytes, extract: Extract, items: Sequence[ReadItem]) -> Bundle:
    measures = {measure.id: measure for item in items for measure in item.tied.measures}
    wordings = {(w.measure_id, w.wording): w for item in items for w in item.tied.wordings}
    records: list[Item] = [item.item for item in items]
    return Bundle(
        document=document,
        original=content,
        items=tuple(records),
        sections=tuple(section for item in items for section in item.sections),
        passages=tuple(passage for item in items for passage in item.passages),
        sentences=tuple(sentence for item in items for sentence in item.sentences),
        tables=tuple(table.record for item in items for table in item.tables),
        cells=tuple(cell for item in items for table in item.tables for cell in table.cells),
        measures=tuple(measures.values()),
        wordings=tuple(wordings.values()),
        readings=tuple(row.reading for item in items for row in item.rows),
        reading_cells=tuple(cell for item in items for row in item.rows for cell in row.cells),
        footnotes=tuple(note for item in items for note in item.footnotes),
        terms=tuple(term for item in items for term in item.terms),
        findings=tuple(finding for item in items for finding in item.findings),
        ledger=tuple(build_ledger(document.id, extract, items)),
    )
