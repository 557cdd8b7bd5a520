"""The columns of a table without vertical rules, told by gutters that no line crosses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.readers.pdf.aligned.parts import Column, Unsure, is_anchor, is_figure, words_in
from ingest.readers.pdf.borderless import cells_of
from ingest.readers.pdf.fills import is_vivid
from ingest.readers.pdf.geometry import Fill
from ingest.readers.pdf.lines import Line, Word, words_text

_GUTTER = 0.6  # of the font size: a space between words is half as wide
_BESIDE_PAINT = 1.5  # points between a painted cell and the text beside it
_FIGURES = 0.6  # of a column's cells: more, and it is a column of figures
_LEVEL = 3.0  # points that the edges or middles of figures under one another may lie apart
_NUMBER = re.compile(r"\d[\d.,]*")


def columns_of(body: Sequence[Line], fills: Sequence[Fill]) -> list[Column]:
    """The columns of the body's lines. Raises `Unsure` where a cell or a figure could stand in two of them."""
    spans = _with_paint(_inked(body), _spots(body, fills))
    if len(spans) < 2:
        raise Unsure("no gutter runs down it from top to bottom")
    bare = [Column(x0, x1) for x0, x1 in spans]
    columns = [Column(c.x0, c.x1, at > 0 and _holds_figures(body, c)) for at, c in enumerate(bare)]
    if not any(column.figures for column in columns):
        raise Unsure("none of its columns holds figures")
    _one_cell_each(body, columns)
    for column in columns:
        if column.figures:
            _in_line(body, column)
    return columns


def columns_overleaf(columns: Sequence[Column], first: Line, above: Sequence[tuple[float, float]]) -> list[Column]:
    """The columns of a table that goes on from the page before, whose columns stood at `above`.

    Raises `Unsure` where it does not: a column stands under none or two of them, or the first line reads on.
    """
    if not above:
        raise Unsure("no heading stands over its columns")
    if not is_anchor(first, columns) or first.text[:1].islower():
        raise Unsure("its first row goes on from the page before")
    whole = [Column(x0, x1) for x0, x1 in above]
    taken: set[int] = set()
    for column in columns:
        under = [n for n, (x0, x1) in enumerate(above) if x0 < column.x1 and column.x0 < x1]
        if len(under) != 1 or under[0] in taken:
            raise Unsure("its columns are not those of the page before")
        taken.add(under[0])
        own = whole[under[0]]
        whole[under[0]] = Column(min(own.x0, column.x0), max(own.x1, column.x1), column.figures)
    if any(a.x1 >= b.x0 for a, b in zip(whole, whole[1:], strict=False)):
        raise Unsure("its columns are not those of the page before")
    return whole


def _inked(body: Sequence[Line]) -> list[list[float]]:
    size = max(line.size for line in body)
    spans: list[list[float]] = []
    for x0, x1 in sorted((word.x0, word.x1) for line in body for word in line.words):
        if spans and x0 - spans[-1][1] < _GUTTER * size:
            spans[-1][1] = max(spans[-1][1], x1)
        else:
            spans.append([x0, x1])
    return spans


def _spots(body: Sequence[Line], fills: Sequence[Fill]) -> list[tuple[float, float]]:
    """Coloured cells and discs in the body: they hold their place though nothing is printed in them."""
    left, right = min(line.x0 for line in body), max(line.x1 for line in body)
    top, bottom = body[0].top - 4, body[-1].bottom + 4
    return sorted(
        {
            (round(fill.x0, 1), round(fill.x1, 1))
            for fill in fills
            if fill.colour
            and is_vivid(fill.colour)
            and fill.x1 - fill.x0 < 0.4 * (right - left)
            and top < (fill.top + fill.bottom) / 2 < bottom
            and fill.x0 > left
        }
    )


def _with_paint(spans: list[list[float]], spots: Sequence[tuple[float, float]]) -> list[list[float]]:
    for x0, x1 in spots:
        under = [span for span in spans if span[0] < x1 + _BESIDE_PAINT and x0 - _BESIDE_PAINT < span[1]]
        if not under:
            spans.append([x0, x1])
        elif len(under) == 1:
            under[0][:] = [min(x0, under[0][0]), max(x1, under[0][1])]
        else:
            raise Unsure("a coloured area lies over several columns")
    return sorted(spans)


def _holds_figures(body: Sequence[Line], column: Column) -> bool:
    texts = [words_text(words) for line in body if (words := words_in(line, column))]
    return bool(texts) and sum(is_figure(text) for text in texts) >= _FIGURES * len(texts)


def _one_cell_each(body: Sequence[Line], columns: Sequence[Column]) -> None:
    """No line may show two cells in one column, nor one cell of a column of figures two figures."""
    for line in body:
        cells = cells_of(line)
        for column in columns:
            words = words_in(line, column)
            text = words_text(words)
            if sum(any(word in cell for word in words) for cell in cells) > 1:
                raise Unsure(f"two cells share one column (“{text[:60]}”)")
            if column.figures and len(_NUMBER.findall(re.sub(r"[(\[].*", "", text))) > 1:
                raise Unsure(f"two figures may share one cell (“{text[:60]}”)")


def _in_line(body: Sequence[Line], column: Column) -> None:
    """Figures under one another line up: at the left, at the right, by their middle or by their decimal point."""
    cells = [words for line in body if (words := words_in(line, column)) and is_figure(words_text(words))]
    lefts, rights = [cell[0].x0 for cell in cells], [cell[-1].x1 for cell in cells]
    middles = [(a + b) / 2 for a, b in zip(lefts, rights, strict=True)]
    bare = [cell[0].x1 for cell in cells]  # without marks and words after the figure
    points = [_point(cell[0]) for cell in cells]
    if not any(max(at) - min(at) <= _LEVEL for at in (lefts, rights, middles, bare, points)):
        raise Unsure("the figures of a column do not line up under one another")


def _point(word: Word) -> float:
    """Where a figure's decimal point or its last whole digit stands, all characters taken as equally wide."""
    whole = re.match(r"[^.]*\d", word.text)
    return word.x0 + (word.x1 - word.x0) * (len(whole.group()) if whole else 0) / max(1, len(word.text))
