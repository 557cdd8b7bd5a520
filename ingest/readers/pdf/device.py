"""Reads one page with pdfminer.six: what is painted, where, in which colour, and whether it can be seen.

pdfminer's own layout objects leave out a path's colour space and a character's rendering mode, which tell a
rating's colour from an unknown ink and printed text from a scan's hidden text layer. So the device keeps what
the interpreter tells it. Imported only when a PDF is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from math import atan2, degrees, hypot
from typing import Any

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.utils import apply_matrix_pt, apply_matrix_rect

from ingest.readers.pdf.colours import to_hex
from ingest.readers.pdf.geometry import UNKNOWN, Char, Fill, Frame, PageContent, Picture, Rule, into_reading_frame
from ingest.readers.pdf.symbols import sign_of

_BOLD = re.compile(r"bold|black|heavy|demi|semib|-bd\b|,b\b", re.IGNORECASE)
_THIN = 3.0  # a filled strip this thin is a ruling line (Word, Excel and browsers draw borders so)
_STRAIGHT = 0.1  # how far a ruling line's ends may differ across its direction (rotated pages: 6e-17 for 0)
_INVISIBLE = (3, 7)
_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
Point = tuple[float, float]


class PageDevice(PDFLayoutAnalyzer):
    """Collects a page's content in displayed coordinates: origin top left, crop box applied."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.content = PageContent(Frame(0, 0.0, 0.0))
        self._x = self._y = 0.0
        self._mode = 0
        self._painted = 0
        self._bold: dict[int, bool] = {}
        self._inks: dict[tuple[object, str], str | None] = {}

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        super().begin_page(page, ctm)
        x0, y0, x1, y1 = apply_matrix_rect(ctm, tuple(page.cropbox))  # type: ignore[arg-type]
        self._x, self._y = x0, y1
        self.content = PageContent(Frame(self.pageno, abs(x1 - x0), abs(y1 - y0)))

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self._mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        item = LTChar(
            matrix, font, fontsize, scaling, rise, text, font.char_width(cid), font.char_disp(cid), ncs, graphicstate
        )
        text = sign_of(font, cid, text) or _clean(text)
        if text:
            self._keep(item, text, font, fontsize, rise, graphicstate)
        return item.adv

    def _keep(self, item: LTChar, text: str, font: Any, fontsize: float, rise: float, state: Any) -> None:
        a, b, c, d, _e, _f = item.matrix
        left, base = self._place(apply_matrix_pt(item.matrix, (0, rise)))
        x0, bottom = self._place((item.x0, item.y0))
        x1, top = self._place((item.x1, item.y1))
        if x1 < 0 or bottom < 0 or x0 > self.content.width or top > self.content.height:
            return  # outside the crop box: never shown
        self.content.chars.append(
            Char(
                text,
                x0,
                top,
                x1,
                bottom,
                left,
                base,
                abs(fontsize) * hypot(c, d),
                self._is_bold(font) or self._mode == 2,
                self._ink(state),
                _turn(a, b),
                self._mode in _INVISIBLE,
                self._painted,
            )
        )

    def _ink(self, state: Any) -> str | None:
        """The colour that text and fills are painted in."""
        value, space = state.ncolor, state.ncs
        if not isinstance(value, int | float | tuple) or space.name == "Pattern":
            return to_hex(value, space.name, space.ncomponents)
        key = (value, space.name)
        if key not in self._inks:
            self._inks[key] = to_hex(value, space.name, space.ncomponents)
        return self._inks[key]

    def _is_bold(self, font: Any) -> bool:
        key = id(font)
        if key not in self._bold:
            descriptor = font.descriptor if isinstance(font.descriptor, dict) else {}
            flags, stem = descriptor.get("Flags", 0), descriptor.get("StemV", 0)
            forced = isinstance(flags, int) and bool(flags & (1 << 18))
            heavy = isinstance(stem, int | float) and stem >= 120
            self._bold[key] = bool(_BOLD.search(str(font.fontname))) or forced or heavy
        return self._bold[key]

    def render_image(self, name: str, stream: Any) -> None:
        x0, top = self._place((self.cur_item.x0, self.cur_item.y1))
        x1, bottom = self._place((self.cur_item.x1, self.cur_item.y0))
        self.content.pictures.append(Picture(x0, top, x1, bottom))

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        colour = self._ink(gstate) if fill else None
        for subpath in _subpaths(path):
            points = [self._place(apply_matrix_pt(self.ctm, point)) for point in _points(subpath)]
            if fill and len(points) > 1:
                self._fill(points, colour, any(segment[0] not in "mlh" for segment in subpath))
            if stroke:
                for start, end in zip(points, points[1:], strict=False):
                    self._rule(start, end)

    def _fill(self, points: list[Point], colour: str | None, curved: bool) -> None:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
        width, height = x1 - x0, bottom - top
        if min(width, height) <= _THIN and not curved:
            if height <= width:
                self._rule((x0, (top + bottom) / 2), (x1, (top + bottom) / 2))
            else:
                self._rule(((x0 + x1) / 2, top), ((x0 + x1) / 2, bottom))
            return
        corners = {(round(x, 1), round(y, 1)) for x, y in points}
        square = (
            not curved
            and len(corners) == 4
            and all(
                min(abs(x - x0), abs(x - x1)) < _STRAIGHT and min(abs(y - top), abs(y - bottom)) < _STRAIGHT
                for x, y in points
            )
        )
        self._painted += 1
        self.content.fills.append(Fill(x0, top, x1, bottom, colour, square, self._painted))

    def _rule(self, start: Point, end: Point) -> None:
        (x0, y0), (x1, y1) = start, end
        if abs(y0 - y1) <= _STRAIGHT and x0 != x1:
            self.content.across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) <= _STRAIGHT and y0 != y1:
            self.content.down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))

    def _place(self, point: Point) -> Point:
        return point[0] - self._x, self._y - point[1]


@cache
def _clean(text: str) -> str:
    text = "-" if text == "\u00ad" else _LIGATURES.get(text, text)  # drawn, a soft hyphen is a hyphen
    if text.startswith("(cid:"):
        return UNKNOWN
    if text in ("\u00a0", "\t", "\r", "\n", "\u2007", "\u202f", "\u2009"):
        return " "
    return "".join(char for char in text if unicodedata.category(char) != "Cc" and char not in "\u200b\ufeff")


def _turn(a: float, b: float) -> int:
    angle = degrees(atan2(b, a)) % 360
    nearest = round(angle / 90) * 90
    return int(nearest) % 360 if abs(angle - nearest) < 1 else -1


def _subpaths(path: Sequence[Any]) -> list[list[Any]]:
    parts: list[list[Any]] = []
    for segment in path:
        if segment[0] == "m" or not parts:
            parts.append([])
        parts[-1].append(segment)
    return [part for part in parts if part[0][0] == "m" and len(part) > 1]


def _points(subpath: Sequence[Any]) -> list[Point]:
    start = (float(subpath[0][-2]), float(subpath[0][-1]))
    return [start if segment[0] == "h" else (float(segment[-2]), float(segment[-1])) for segment in subpath]


class PageReader:
    """Reads the pages of one document one after another, sharing its fonts."""

    def __init__(self) -> None:
        self._resources = PDFResourceManager()
        self._device = PageDevice(self._resources)
        self._interpreter = PDFPageInterpreter(self._resources, self._device)

    def read(self, page: PDFPage, number: int) -> PageContent:
        """The page's content in its reading frame. Raises what pdfminer raises on a malformed page."""
        self._device.pageno = number
        self._interpreter.process_page(page)
        content = self._device.content
        self._device.content = PageContent(Frame(0, 0.0, 0.0))
        return into_reading_frame(content)
