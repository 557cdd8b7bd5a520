"""The colour behind a table cell: its shading, its style's, or the highlight of all its text."""

from __future__ import annotations

import re
import unicodedata

from ingest.readers.docx.styles import Styles
from ingest.readers.docx.xml import Element, W, child, value

_HEX = re.compile(r"^[0-9A-Fa-f]{6}$")
_PERCENT = re.compile(r"^pct(\d+)$")
_HIGHLIGHTS = {
    "yellow": "#ffff00", "green": "#00ff00", "cyan": "#00ffff", "magenta": "#ff00ff", "blue": "#0000ff",
    "red": "#ff0000", "darkBlue": "#000080", "darkCyan": "#008080", "darkGreen": "#008000",
    "darkMagenta": "#800080", "darkRed": "#800000", "darkYellow": "#808000", "darkGray": "#808080",
    "lightGray": "#c0c0c0", "black": "#000000", "white": "#ffffff",
}  # fmt: skip
_WHITE = "ffffff"


def cell_fill(cell: Element, styles: Styles, table_style: str | None, header: bool) -> str | None:
    """The background of a cell as "#rrggbb", or None where it has none.

    Looked for in the cell, then behind its text, then in the table's style (whole table and first row). A cell
    that holds only a symbol ("●") has the symbol's colour, which is how some authors draw a traffic light.
    """
    own = child(cell, "tcPr", "shd")
    if own is not None and shading(own) not in (None, f"#{_WHITE}"):
        return shading(own)
    symbol = _symbol_colour(cell)
    if symbol is not None:
        return symbol
    if own is not None:
        return shading(own)
    behind = _behind_text(cell)
    if behind is not None:
        return behind
    for style in styles.chain(table_style, "table"):
        for part in style.iterchildren(f"{W}tblStylePr"):
            if header and part.get(f"{W}type") == "firstRow" and child(part, "tcPr", "shd") is not None:
                return shading(child(part, "tcPr", "shd"))
        whole = child(style, "tcPr", "shd")
        if whole is not None:
            return shading(whole)
    return None


def shading(element: Element | None) -> str | None:
    """The colour that a `w:shd` draws: its fill, its solid colour, or the mixture of a percentage pattern."""
    if element is None:
        return None
    pattern = element.get(f"{W}val") or "clear"
    fill, colour = element.get(f"{W}fill") or "auto", element.get(f"{W}color") or "auto"
    back = fill if _HEX.match(fill) else None
    front = colour if _HEX.match(colour) else None
    if pattern in ("clear", "nil"):
        return f"#{back.lower()}" if back else None
    if pattern == "solid":
        return f"#{(front or '000000').lower()}"
    percent = _PERCENT.match(pattern)
    if percent:
        return _mixed(front or "000000", back or _WHITE, int(percent.group(1)))
    return f"#{back.lower()}" if back else None


def _mixed(front: str, back: str, percent: int) -> str:
    parts = zip(bytes.fromhex(front), bytes.fromhex(back), strict=True)
    return "#" + "".join(f"{(f * percent + b * (100 - percent)) // 100:02x}" for f, b in parts)


def _symbol_colour(cell: Element) -> str | None:
    """The colour of a cell's text where that is nothing but one or more symbols in one colour."""
    colours: set[str] = set()
    for run in cell.iter(f"{W}r"):
        drawn = "".join(t.text or "" for t in run.iterchildren(f"{W}t")).strip()
        symbols = list(run.iterchildren(f"{W}sym"))
        if not drawn and not symbols:
            continue
        if not is_symbols(drawn):
            return None
        colours.add(value(run, "rPr", "color") or "auto")
    only = colours.pop() if len(colours) == 1 else ""
    return f"#{only.lower()}" if _HEX.match(only) and only != "000000" else None


def is_symbols(text: str) -> bool:
    """Whether a text is drawn, not written: circles, squares, arrows. A dash is a printed value, not a symbol."""
    return all(unicodedata.category(c) in ("So", "Sm", "Co", "Cn") or c.isspace() for c in text)


def _behind_text(cell: Element) -> str | None:
    """The one colour behind all the text of a cell, by paragraph shading, run shading or highlighter."""
    colours: set[str | None] = set()
    for paragraph in cell.iterchildren(f"{W}p"):
        whole = shading(child(paragraph, "pPr", "shd"))
        for run in paragraph.iter(f"{W}r"):
            if not "".join(t.text or "" for t in run.iterchildren(f"{W}t")).strip():
                continue
            marked = _HIGHLIGHTS.get(value(run, "rPr", "highlight") or "")
            colours.add(marked or shading(child(run, "rPr", "shd")) or whole)
        if whole and not colours:
            colours.add(whole)
    return colours.pop() if len(colours) == 1 else None
