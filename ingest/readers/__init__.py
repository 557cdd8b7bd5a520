"""Readers, one for each kind of file, all yielding the blocks of `ingest.blocks`.

`read_document` is the way in: it checks the name and the bytes, finds the kind, and reads. A reader's library
is imported when its first file comes.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import cast

from ingest.blocks import Extract, PageNote, Progress, Reader
from ingest.sniff import FileKind, mismatch_note, sniff
from store.errors import UnreadableFile

_READERS: dict[FileKind, tuple[str, str]] = {
    "text": ("ingest.readers.text", "TextReader"),
    "markdown": ("ingest.readers.markdown", "MarkdownReader"),
    "html": ("ingest.readers.html", "HtmlReader"),
    "docx": ("ingest.readers.docx", "DocxReader"),
    "pdf": ("ingest.readers.pdf", "PdfReader"),
    "xlsx": ("ingest.readers.sheet", "WorkbookReader"),
    "ods": ("ingest.readers.sheet", "OpenDocumentReader"),
    "csv": ("ingest.readers.sheet", "CsvReader"),
}


def reader_for(kind: FileKind) -> Reader:
    """The reader of files of `kind`. Raises `UnreadableFile` where there is none."""
    if kind not in _READERS:
        raise UnreadableFile(
            "It is an e-mail, not a document; use `panelqa draft` to answer it."
            if kind == "eml"
            else "It is not a document of a kind that is read here; save it as .docx, .pdf, .xlsx or .txt."
        )
    module, name = _READERS[kind]
    return cast(Reader, getattr(import_module(module), name)())


def read_document(content: bytes, name: str, on_page: Progress | None = None) -> tuple[FileKind, Extract]:
    """The kind of a file and its blocks, with a note where its name says another kind.

    `name` is the file's own name, without folders. Raises `UnreadableFile` with one clear line.
    """
    kind = sniff(content, name)
    extract = reader_for(kind).read(content, name, on_page)
    remark = mismatch_note(kind, name)
    if remark is None:
        return kind, extract
    return kind, replace(extract, notes=(PageNote(None, remark), *extract.notes))
