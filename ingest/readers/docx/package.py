"""The parts of a .docx file that a reader needs, opened by python-docx after the guards."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from ingest.guards import outside_links, safe_archive
from ingest.readers.docx.xml import Element
from store.errors import UnreadableFile

# what python-docx lets through where a part lacks an element or an attribute that it counts on
_MALFORMED = (zipfile.BadZipFile, AttributeError, KeyError, ValueError, TypeError)
_DAMAGED = "It is not a Word document that can be opened; open it in Word, save it as .docx and try again."


@dataclass(frozen=True)
class Package:
    """The roots of a document's parts; None where it has no such part."""

    body: Element
    styles: Element | None
    numbering: Element | None
    footnotes: Element | None
    endnotes: Element | None
    settings: Element | None
    properties: dict[str, str]
    outside: int
    comments: bool


def open_package(content: bytes) -> Package:
    """Opens a Word document. Raises `UnreadableFile` where it is damaged or a guard refuses it."""
    import docx
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError
    from lxml import etree

    with safe_archive(content) as archive:
        outside = outside_links(archive)
    try:
        document = docx.Document(io.BytesIO(content))
        kinds = {rel.reltype.rsplit("/", 1)[-1]: rel for rel in document.part.rels.values() if not rel.is_external}

        def root(kind: str) -> Element | None:
            return etree.fromstring(kinds[kind].target_part.blob, _parser()) if kind in kinds else None

        body = document.element.body
        if body is None:
            raise UnreadableFile(_DAMAGED)
        core = document.core_properties
        stated = {"title": core.title, "subject": core.subject,
                  "created": core.created and core.created.date().isoformat(),
                  "modified": core.modified and core.modified.date().isoformat()}  # fmt: skip
        return Package(
            body, root("styles"), root("numbering"), root("footnotes"), root("endnotes"), root("settings"),
            {name: str(text) for name, text in stated.items() if text}, outside, "comments" in kinds,
        )  # fmt: skip
    except (*_MALFORMED, OpcError, PythonDocxError, etree.XMLSyntaxError) as error:
        raise UnreadableFile(_DAMAGED) from error


def _parser() -> Element:
    """A parser that resolves nothing and fetches nothing."""
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
