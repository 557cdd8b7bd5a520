"""Real footnotes in a Word document: python-docx writes none, so their part is built here.

The part, its relationship and its two separators follow ECMA-376 (WordprocessingML), 17.11.
"""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_SEPARATORS = (("separator", "-1"), ("continuationSeparator", "0"))


class Footnotes:
    """The footnotes of one document, numbered from 1 in the order in which they are added; `save` writes the part."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._notes: list[str] = []
        self._styles()

    def add(self, paragraph: Any, text: str) -> int:
        """Set a reference at the end of `paragraph` and keep its note. Gives the note's number."""
        self._notes.append(text)
        number = len(self._notes)
        run = paragraph.add_run()
        run.style = "Footnote Reference"
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(number))
        run._r.append(reference)
        return number

    def save(self) -> None:
        """Write the part; for a document without notes nothing is written."""
        if not self._notes:
            return
        root = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
        for kind, mark in _SEPARATORS:
            root.append(
                parse_xml(
                    f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{mark}"><w:p><w:pPr>'
                    f'<w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
                    f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
                )
            )
        for number, text in enumerate(self._notes, 1):
            root.append(self._note(number, text))
        from lxml import etree

        blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = self._document.part.package
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, blob, package)
        self._document.part.relate_to(part, _RELATION)
        settings = self._document.settings.element
        listed = parse_xml(
            f"<w:footnotePr {nsdecls('w')}>"
            + "".join(f'<w:footnote w:id="{n}"/>' for _, n in _SEPARATORS)
            + "</w:footnotePr>"
        )
        before = settings.find(qn("w:compat"))
        if before is not None:
            before.addprevious(listed)
        else:
            settings.append(listed)

    def _note(self, number: int, text: str) -> Any:
        note = parse_xml(
            f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> </w:t></w:r></w:p></w:footnote>'
        )
        words = note.findall(".//" + qn("w:t"))[-1]
        words.text = " " + text
        return note

    def _styles(self) -> None:
        styles = self._document.styles
        names = {s.name for s in styles}
        if "Footnote Text" not in names and "footnote text" not in names:
            style: Any = styles.add_style("Footnote Text", WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Normal"]
            style.font.size = Pt(9)
            style.paragraph_format.space_after = Pt(2)
        if "Footnote Reference" not in names and "footnote reference" not in names:
            raised: Any = styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
            raised.font.superscript = True
