"""Opens a PDF, or says in one line why it cannot be read."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from ingest.blocks import PageNote
from store.errors import UnreadableFile

_MOST_PAGES = 3000
_MOST_UNPACKED = 512 * 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n")

# pdfminer.six lets a malformed file surface as whichever Python error it trips over.
MALFORMED = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RecursionError,
    NotImplementedError,
    EOFError,
    struct.error,
    zlib.error,
)


class OpenPdf:
    """A PDF whose structure could be read: its pages one by one, its properties and its outline."""

    def __init__(self, content: bytes) -> None:
        from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
        from pdfminer.pdfpage import PDFPage
        from pdfminer.pdfparser import PDFParser
        from pdfminer.psexceptions import PSException

        _check_bytes(content)
        self._malformed: tuple[type[BaseException], ...] = (PSException, *MALFORMED)
        try:
            self.document = PDFDocument(PDFParser(BytesIO(content)), password="")
            self.pages: list[PDFPage] = list(_at_most(PDFPage.create_pages(self.document)))
        except (PDFPasswordIncorrect, PDFEncryptionError) as error:
            raise UnreadableFile("This PDF is locked with a password; save a copy without one and add that.") from error
        except self._malformed as error:
            raise UnreadableFile(f"This PDF is damaged ({_brief(error)}); ask for a fresh copy.") from error
        if not self.pages:
            raise UnreadableFile("This PDF has no pages; ask for a fresh copy.")

    def contents(self) -> Iterator[Any]:
        """Each page's `PageContent`. Raises `UnreadableFile` naming the page that is damaged."""
        from ingest.readers.pdf.device import PageReader

        reader = PageReader()
        for number, page in enumerate(self.pages, start=1):
            try:
                content = reader.read(page, number)
            except self._malformed as error:
                raise UnreadableFile(
                    f"Page {number} of this PDF is damaged ({_brief(error)}); ask for a fresh copy."
                ) from error
            yield content

    def unread_fields(self) -> list[PageNote]:
        """A note for each page with filled form fields or typed-on comments, which stand outside the page's text."""
        from pdfminer.pdftypes import resolve1

        notes: list[PageNote] = []
        for number, page in enumerate(self.pages, start=1):
            count = 0
            try:
                for reference in resolve1(page.annots) or []:
                    annotation = resolve1(reference)
                    kind = getattr(annotation.get("Subtype"), "name", "") if isinstance(annotation, dict) else ""
                    count += kind == "FreeText" or (kind == "Widget" and bool(resolve1(annotation.get("V"))))
            except self._malformed:
                notes.append(PageNote(number, "The notes and form fields on this page are damaged and were not read."))
            if count:
                notes.append(PageNote(number, f"{count} form fields or typed-on notes on this page were not read."))
        return notes

    def properties(self) -> dict[str, str]:
        """Title, author and so on, as the file states them."""
        from pdfminer.utils import decode_text

        found: dict[str, str] = {}
        for info in self.document.info:
            for key, value in info.items():
                if isinstance(value, bytes):
                    found[str(key).lower()] = decode_text(value).strip()
        return {key: value for key, value in found.items() if value}

    def outline(self) -> tuple[tuple[int, str, int | None], ...]:
        """The bookmarks as (level, title, page), or nothing where there are none or they cannot be followed."""
        from pdfminer.pdfdocument import PDFNoOutlines
        from pdfminer.pdftypes import resolve1

        where = {page.pageid: number for number, page in enumerate(self.pages, start=1)}
        marks: list[tuple[int, str, int | None]] = []
        try:
            for level, title, dest, action, _se in self.document.get_outlines():
                target = dest if dest is not None else (resolve1(action) or {}).get("D")
                if isinstance(target, bytes | str):
                    target = self.document.get_dest(target)
                target = resolve1(target)
                if isinstance(target, dict):
                    target = resolve1(target.get("D"))
                page = where.get(getattr(target[0], "objid", None)) if isinstance(target, list) and target else None
                marks.append((int(level), " ".join(str(title).split()), page))
                if len(marks) > _MOST_PAGES:
                    break
        except PDFNoOutlines:
            return ()
        except self._malformed:
            return tuple(marks)  # bookmarks only help: what was followed until the broken one is kept
        return tuple(marks)


def _check_bytes(content: bytes) -> None:
    head = content[:1024].find(b"%PDF-")
    if head < 0:
        raise UnreadableFile("This is not a PDF, whatever its name says; check the file.")
    tail = content.rstrip(b"\x00\r\n\t ")[-2048:]
    if b"%%EOF" not in tail:
        raise UnreadableFile("This PDF is cut short (its end is missing); download or copy it again.")
    for found in _STREAM.finditer(content):
        if content[found.end() : found.end() + 1] in (b"x", b"H", b"h", b"X"):  # a zlib header
            _check_unpacked(content, found.end())


def _check_unpacked(content: bytes, start: int) -> None:
    """Refuses a stream that would fill the memory when it is unpacked."""
    unpack, size, view = zlib.decompressobj(), 0, memoryview(content)
    for at in range(start, len(content), 65536):
        chunk: bytes | memoryview = view[at : at + 65536]
        while chunk:
            try:
                size += len(unpack.decompress(chunk, 1 << 20))
            except zlib.error:
                return  # not a packed stream, or a damaged one: reading it will tell
            if size > _MOST_UNPACKED:
                raise UnreadableFile("This PDF unpacks to more than 512 MB, so it is refused; ask for a plain copy.")
            chunk = unpack.unconsumed_tail
        if unpack.eof:
            return


def _at_most(pages: Iterator[Any]) -> Iterator[Any]:
    for number, page in enumerate(pages, start=1):
        if number > _MOST_PAGES:
            raise UnreadableFile(f"This PDF has more than {_MOST_PAGES} pages; split it and add the parts.")
        yield page


def _brief(error: BaseException) -> str:
    return " ".join(str(error).split())[:80] or type(error).__name__
