"""HTML tables as grids: spans laid out, covered cells marked, fills from attributes and simple styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ingest.blocks import RawCell, RawTable
from ingest.readers.html.inline import hidden, inline_text, tag
from ingest.readers.marks import fold
from store.errors import UnreadableFile

_RULE = re.compile(r"\.([\w-]+)\s*\{([^}]*)\}")
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})\b", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})")
_NAMED = {
    "red": "#ff0000", "green": "#008000", "lime": "#00ff00", "amber": "#ffbf00", "orange": "#ffa500",
    "yellow": "#ffff00", "gold": "#ffd700", "white": "#ffffff", "black": "#000000", "blue": "#0000ff",
    "grey": "#808080", "gray": "#808080", "silver": "#c0c0c0", "lightgreen": "#90ee90", "pink": "#ffc0cb",
    "limegreen": "#32cd32", "crimson": "#dc143c", "darkred": "#8b0000", "darkgreen": "#006400",
    "tomato": "#ff6347", "darkorange": "#ff8c00", "lightgrey": "#d3d3d3", "lightgray": "#d3d3d3",
}  # fmt: skip
_MOST_SPAN = 1000
_MOST_COLUMNS = 2000
_MOST_COVERED = 20_000


def class_fills(root: Any) -> dict[str, str]:
    """The background colours that the page's own style rules give to single classes."""
    fills = {}
    for sheet in root.iter("style"):
        for name, body in _RULE.findall(sheet.text or ""):
            colour = colour_of(body)
            if colour:
                fills[name] = colour
    return fills


def colour_of(style: str) -> str | None:
    """The background in a list of CSS declarations as "#rrggbb", or None."""
    found = _BACKGROUND.search(style)
    return _colour(found.group(1)) if found else None


def _colour(words: str) -> str | None:
    rgb, hexed = _RGB.search(words), _HEX.search(words)
    if rgb:
        return "#" + "".join(f"{min(255, int(part)):02x}" for part in rgb.groups())
    if hexed:
        digits = hexed.group(1).lower()
        return f"#{digits}" if len(digits) == 6 else "#" + "".join(c * 2 for c in digits)
    return next((_NAMED[word] for word in re.findall(r"[a-z]+", words.lower()) if word in _NAMED), None)


def is_layout(table: Any) -> bool:
    """Whether a table only places things on the page: it holds other tables or headings, or is one cell."""
    if table.get("role") in ("presentation", "none"):
        return True
    cells = [cell for row in rows_of(table) for cell in _cells(row)]
    inner = any(tag(e) in ("table", "h1", "h2", "h3") for e in table.iterdescendants())
    return len(cells) < 2 or inner and not any(tag(cell) == "th" for cell in cells)


def rows_of(table: Any) -> Iterator[Any]:
    """The table's own rows in the order shown: head, bodies, foot."""
    groups = {"thead": [], "": [], "tfoot": []}  # type: ignore[var-annotated]
    for part in table:
        if hidden(part):
            continue
        if tag(part) == "tr":
            groups[""].append(part)
        elif tag(part) in ("thead", "tbody", "tfoot"):
            place = tag(part) if tag(part) in groups else ""
            groups[place] += [row for row in part if tag(row) == "tr" and not hidden(row)]
    return iter([*groups["thead"], *groups[""], *groups["tfoot"]])


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row if tag(cell) in ("td", "th") and not hidden(cell)]


def read_table(table: Any, fills: dict[str, str]) -> RawTable:
    """The grid of an HTML table."""
    rows = list(rows_of(table))
    grid: list[dict[int, RawCell]] = [{} for _ in rows]
    for at, row in enumerate(rows):
        column = 0
        for cell in _cells(row):
            while column in grid[at]:
                column += 1
            column += _place(grid, at, column, cell, row, fills)
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    doubts = [
        f"row {at} has {len(row)} columns of {width}" for at, row in enumerate(grid, start=1) if len(row) != width
    ]
    caption = next((inline_text(part) for part in table if tag(part) == "caption"), "")
    if any(tag(e) == "table" for e in table.iterdescendants()):
        doubts.append("a table stands inside one of its cells")
    return RawTable(
        rows=tuple(tuple(row.get(c, RawCell("")) for c in range(width)) for row in grid),
        caption=caption,
        doubts=tuple(doubts[:2]),
        header_rows=_header_rows(rows) or None,
    )


def _place(grid: list[dict[int, RawCell]], at: int, column: int, cell: Any, row: Any, fills: dict[str, str]) -> int:
    """Puts one cell and what it covers into the grid; returns the columns that it takes."""
    across = max(1, min(_span(cell, "colspan"), _MOST_SPAN))
    down = _span(cell, "rowspan")
    down = min(len(grid) - at, down if down > 0 else len(grid))
    if sum(map(len, grid[at : at + 1])) + across > _MOST_COLUMNS or down * across > _MOST_COVERED:
        raise UnreadableFile("A table in it spans more cells than can be drawn; save the page again and try that.")
    fill = _fill(cell, fills) or _fill(row, fills)
    for row_at in range(at, at + down):
        for column_at in range(column, column + across):
            if (row_at, column_at) == (at, column):
                grid[at][column] = RawCell(inline_text(cell) or pictured(cell), rowspan=down, colspan=across, fill=fill)
            else:
                grid[row_at].setdefault(column_at, RawCell("", covered=True, fill=fill))
    return across


def pictured(cell: Any) -> str:
    """What the pictures of a cell without words stand for, by their own description ("Green")."""
    pictures = [part for part in cell.iterdescendants("img") if not hidden(part)]
    return fold(" ".join(part.get("alt") or part.get("title") or "" for part in pictures))


def _span(cell: Any, name: str) -> int:
    digits = re.match(r"\s*(\d{1,5})", cell.get(name) or "")
    return int(digits.group(1)) if digits else 1


def _fill(element: Any, fills: dict[str, str]) -> str | None:
    own = colour_of(element.get("style") or "") or _colour(element.get("bgcolor") or "")
    if own:
        return own
    return next((fills[name] for name in (element.get("class") or "").split() if name in fills), None)


def _header_rows(rows: list[Any]) -> int:
    heads = sum(tag(row.getparent()) == "thead" for row in rows)
    if heads:
        return heads
    count = 0
    for row in rows:
        cells = _cells(row)
        if not cells or any(tag(cell) != "th" for cell in cells):
            break
        count += 1
    return count if count < len(rows) else 0
