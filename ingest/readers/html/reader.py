"""The reader of web pages."""

from __future__ import annotations

import re

from ingest.blocks import Block, Extract, PageNote, Progress
from ingest.encoding import decode
from ingest.readers.html.tables import class_fills
from ingest.readers.html.walk import Walk
from ingest.readers.marks import fold
from store.errors import UnreadableFile

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_EMPTY = "It holds no text that is shown; save the page as .pdf or .docx and try again."


class HtmlReader:
    """Reads web pages as they are shown without scripts. Nothing that a page refers to is fetched."""

    name = "html"

    def read(self, content: bytes, name: str, on_page: Progress | None = None) -> Extract:
        """The blocks of a page. Raises `UnreadableFile` where nothing in it is shown."""
        text, encoding = decode(content)
        blocks, properties = read_html(text)
        if not any(block.text or block.table for block in blocks):
            raise UnreadableFile(_EMPTY)
        if on_page:
            on_page(1, 1)
        notes = () if encoding.startswith("utf-8") else (PageNote(None, f"Its text was read as {encoding}."),)
        return Extract(tuple(blocks), None, self.name, properties, notes)


def read_html(text: str) -> tuple[list[Block], dict[str, str]]:
    """The blocks of a page or a piece of one, and its title. Raises `UnreadableFile`."""
    from lxml import etree, html

    if _ENTITY.search(text[:65_536]):
        raise UnreadableFile("It declares entities of its own, which web pages never need; it was not opened.")
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = html.document_fromstring(_DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile(_EMPTY) from error
    walk = Walk(class_fills(root))
    body = root.find("body")
    walk.read(root if body is None else body)
    title = fold(root.findtext("head/title") or "")
    return walk.blocks, {"title": title} if title else {}
