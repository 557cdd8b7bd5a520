"""Small PDFs drawn by hand, to put one difficulty on a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from ingest.blocks import Block, Extract, RawTable
from ingest.readers.pdf import PdfReader

Draw = Callable[[Canvas], None]
HEIGHT = 842.0


def pdf(*pages: Draw, size: tuple[float, float] = (595.0, HEIGHT), **options: Any) -> bytes:
    """A PDF with one page for each drawing."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=size, **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def read(*pages: Draw, **options: Any) -> Extract:
    """The same, read back."""
    return PdfReader().read(pdf(*pages, **options), "drawn.pdf")


def write(canvas: Canvas, x: float, top: float, text: str, size: float = 10, font: str = "Helvetica") -> float:
    """Text with its base line `top` points from the top of the page; returns where it ends."""
    canvas.setFont(font, size)
    canvas.drawString(x, HEIGHT - top, text)
    return x + canvas.stringWidth(text, font, size)


def prose(canvas: Canvas, top: float, lines: Sequence[str], size: float = 10, font: str = "Helvetica") -> float:
    """Lines of a paragraph from the left margin; returns the base line of the last."""
    for at, line in enumerate(lines):
        write(canvas, 60, top + at * 1.25 * size, line, size, font)
    return top + (len(lines) - 1) * 1.25 * size


def grid(canvas: Canvas, xs: Sequence[float], tops: Sequence[float]) -> None:
    """Ruling lines at the given distances from the left and from the top."""
    canvas.setLineWidth(0.5)
    for x in xs:
        canvas.line(x, HEIGHT - tops[0], x, HEIGHT - tops[-1])
    for top in tops:
        canvas.line(xs[0], HEIGHT - top, xs[-1], HEIGHT - top)


def table(
    canvas: Canvas, cells: Sequence[Sequence[str]], top: float = 100, width: float = 110, height: int = 20
) -> None:
    """A ruled table with one line of text in each cell."""
    xs = [60 + at * width for at in range(len(cells[0]) + 1)]
    tops = [top + at * height for at in range(len(cells) + 1)]
    grid(canvas, xs, tops)
    for r, row in enumerate(cells):
        for c, text in enumerate(row):
            write(canvas, xs[c] + 4, tops[r] + 13, text, 9)


def only_table(extract: Extract) -> RawTable:
    """The one table of an extract."""
    tables = [block.table for block in extract.blocks if block.table]
    assert len(tables) == 1
    return tables[0]


def texts(found: RawTable) -> list[list[str]]:
    """A table's texts, covered cells as "^"."""
    return [["^" if cell.covered else cell.text for cell in row] for row in found.rows]


def prose_of(extract: Extract) -> list[Block]:
    """The blocks that are not tables."""
    return [block for block in extract.blocks if block.kind != "table"]
