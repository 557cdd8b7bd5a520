"""The text of a paragraph: raised numbers as footnote marks, deleted and hidden text left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.readers.docx.notes import Notes
from ingest.readers.docx.styles import Styles
from ingest.readers.docx.xml import Element, W, child, flow, is_on
from ingest.readers.marks import TO_RAISED, fold, part_marks, with_mark

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RAISED_NUMBERS = re.compile(r"^\s*\d{1,3}(?:\s*[,;]\s*\d{1,3})*\s*$")
_DRAWN = (f"{W}drawing", f"{W}pict", f"{W}object")
_BOX = f"{W}txbxContent"
_SYMBOL = re.compile(r"^(?!(?i:d[89a-f]))[0-9A-Fa-f]{1,4}$")


@dataclass
class ParagraphText:
    """One paragraph: its text, how much of it is bold and at what size, the notes it refers to, its boxes."""

    text: str = ""
    bold: int = 0
    plain: int = 0
    sizes: Counter[int] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    pictures: int = 0

    @property
    def all_bold(self) -> bool:
        return self.bold > 0 and self.plain == 0

    @property
    def size(self) -> int | None:
        """The size, in half points, of most of its characters."""
        return self.sizes.most_common(1)[0][0] if self.sizes else None


@dataclass
class Seen:
    """What was left out or kept on the way through a document, for the notes to the reader."""

    deleted: int = 0
    inserted: int = 0
    hidden: int = 0
    struck: int = 0
    boxes: int = 0
    pictures: int = 0
    contents: int = 0
    nested: int = 0


def read_paragraph(paragraph: Element, styles: Styles, notes: Notes, seen: Seen) -> ParagraphText:
    """The text of one `w:p`, white space folded."""
    found = ParagraphText()
    seen.inserted += sum(1 for _ in paragraph.iter(f"{W}ins") if _.getparent().tag != f"{W}rPr")
    for run in _runs(paragraph, seen):
        if run.tag.startswith(_M):
            found.text += "".join(run.itertext())
            continue
        if is_on(run, "rPr", "vanish") and not is_on(run, "rPr", "specVanish"):
            seen.hidden += 1
            continue
        _read_run(run, paragraph, styles, notes, found)
        seen.struck += bool(is_on(run, "rPr", "strike") or is_on(run, "rPr", "dstrike"))
    found.text = part_marks(fold(found.text))
    seen.boxes += len(found.boxes)
    seen.pictures += found.pictures
    return found


def _runs(parent: Element, seen: Seen) -> Iterator[Element]:
    for element in flow(parent):
        if element.tag == f"{W}r" or element.tag == f"{_M}oMath":
            yield element
        elif element.tag in (f"{_M}oMathPara",):
            yield from _runs(element, seen)
        elif element.tag in (f"{W}del", f"{W}moveFrom"):
            seen.deleted += 1


def _read_run(run: Element, paragraph: Element, styles: Styles, notes: Notes, found: ParagraphText) -> None:
    text = ""
    for piece in flow(run):
        if piece.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            mark = notes.refer(piece)
            if mark:
                found.text = with_mark(found.text + text, mark)
                found.notes.append(mark)
                text = ""
        elif piece.tag in _DRAWN:
            boxes = [box for box in piece.iter(_BOX) if not _inside_box(box, piece)]
            found.boxes += boxes
            found.pictures += not boxes
        else:
            text += _characters(piece)
    if not text:
        return
    raised = styles.is_raised(run) and bool(_RAISED_NUMBERS.match(text))
    if raised:
        for number in re.findall(r"\d+", text):
            # runs of one number ("1", "0") stay together; a comma parts two numbers
            parted = bool(re.search(rf"[,;]\s*{number}\b", text))
            found.text = f"{found.text} " if parted else found.text
            found.text = with_mark(found.text, number)
    elif text.strip() in TO_RAISED and styles.is_raised(run):
        found.text = f"{found.text.rstrip()} {TO_RAISED[text.strip()]}"
    else:
        found.text += text
    letters = sum(c.isalnum() for c in text)
    if letters and not raised:
        found.sizes[styles.half_points(run, paragraph)] += letters
        if styles.is_bold(run, paragraph):
            found.bold += letters
        else:
            found.plain += letters


def _characters(piece: Element) -> str:
    if piece.tag == f"{W}t":
        return piece.text or ""
    if piece.tag in (f"{W}tab", f"{W}ptab"):
        return "\t"
    if piece.tag in (f"{W}br", f"{W}cr"):
        return "\n"
    if piece.tag == f"{W}noBreakHyphen":
        return "-"
    if piece.tag == f"{W}sym":
        code = piece.get(f"{W}char") or ""
        return chr(int(code, 16)) if _SYMBOL.match(code) else "\ufffd"
    return ""


def _inside_box(box: Element, top: Element) -> bool:
    """Whether a text box lies in another one of the same drawing, or in its older rendering."""
    at = box.getparent()
    while at is not None and at is not top:
        if at.tag == _BOX or at.tag.endswith("}Fallback"):
            return True
        at = at.getparent()
    return False


def bold_marks(paragraph: Element) -> bool:
    """Whether the paragraph's own mark is bold, which Word uses for the number before it."""
    return bool(is_on(child(paragraph, "pPr"), "rPr", "b"))
