"""Which lines a table without vertical rules takes up, where rules part its rows, and where its body begins."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers.pdf.aligned.parts import YEAR, Column, Unsure, is_figure
from ingest.readers.pdf.borderless import Run, cells_of, is_row
from ingest.readers.pdf.geometry import Fill, Rule
from ingest.readers.pdf.grid import merged
from ingest.readers.pdf.lines import Line, words_text

FIRM = 1.2  # how much larger a gap between rows must be than one between a row's own lines
_WIDE = 0.9  # of the table's width: a rule or an edge of colour as long as this parts rows
_NEAR = 30.0  # points above and below its lines within which a table's outer rules lie
_PROSE = 0.62  # of the table's width: one cell as wide is a note or a paragraph
_NOTED = "⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§"
_MOST_LINES = 12  # of one row


def scope(lines: Sequence[Line], run: Run, rules: Sequence[Rule], fills: Sequence[Fill]) -> tuple[int, int]:
    """The lines of the run's table: up to its outer rules where it has any, without a title or notes beside it."""
    members = [line for line in lines[run.start : run.end] if is_row(cells_of(line))]
    left, right = min(line.x0 for line in members), max(line.x1 for line in members)
    top, bottom = lines[run.start].top, lines[run.end - 1].bottom
    every = sorted((*rules, *_painted(fills, left, right)))
    near = [edge for edge in every if _is_wide(edge, left, right) and top - _NEAR < edge.at < bottom + _NEAR]
    own = [edge for edge in near if edge in rules] or near    # stripes bound a table only where nothing is drawn
    start, end = run.start, run.end
    if own:
        like = [r for r in every if abs(r.start - own[0].start) < 3 and abs(r.end - own[0].end) < 3]
        last = _last_of(lines, like, own[0].at, _PROSE * (right - left))
        end = max(end, sum(line.base <= last for line in lines))
        while start > 0 and own[0].at < lines[start - 1].top:
            start -= 1
        while start < end and lines[start].base < own[0].at and len(cells_of(lines[start])) < 2:
            start += 1
        end = _before_repeat(lines, start, end)
        if not any(is_row(cells_of(line)) for line in lines[start:end] if line.base > last):
            end = sum(line.base <= last for line in lines)
    while start < end and len(cells_of(lines[start])) < 2 and _is_title(lines, start, left):
        start += 1
    return start, _before_repeat(lines, start, end)


def _before_repeat(lines: Sequence[Line], start: int, end: int) -> int:
    """The end of the table where its header is printed again: there the next one begins."""
    for at in range(start + 2, end):
        if lines[at].text == lines[start].text and len(cells_of(lines[at])) > 1:
            return at
    return end


def _last_of(lines: Sequence[Line], like: Sequence[Rule], last: float, prose: float) -> float:
    """The lowest of a table's rules: above each next one stand lines of cells, not many, and no prose."""
    for rule in like:
        between = [line for line in lines if last < line.base < rule.at]
        alone = [line for line in between if len(cells_of(line)) == 1]
        noted = any(line.words[0].mark or line.text[0] in _NOTED for line in alone)
        if len(between) > _MOST_LINES or noted or any(line.x1 - line.x0 > prose for line in alone):
            break
        if last < rule.at and (len(alone) < len(between) or len(between) < 2):
            last = rule.at
    return last


def _is_title(lines: Sequence[Line], at: int, left: float) -> bool:
    """Whether a line above the header is the table's title: set apart, long, or of another size or weight."""
    line, below = lines[at], lines[min(at + 1, len(lines) - 1)]
    if line.x0 > left + 3 * line.size:
        return False
    apart = below.base - line.base > 1.5 * line.size
    return apart or abs(line.size - below.size) > 0.5 or line.bold != below.bold or line.x1 - line.x0 > 200


def _is_wide(rule: Rule, left: float, right: float) -> bool:
    return min(rule.end, right) - max(rule.start, left) >= _WIDE * (right - left)


def separators(lines: Sequence[Line], rules: Sequence[Rule], fills: Sequence[Fill]) -> list[float]:
    """Heights at which a rule or a change of background runs along the whole table."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    found: list[float] = []
    for at in sorted(rule.at for rule in (*rules, *_painted(fills, left, right)) if _is_wide(rule, left, right)):
        if not found or at - found[-1] > 4:
            found.append(at)
    return [at for at in found if not any(line.base - 0.5 * line.size < at < line.base - 1 for line in lines)]


def inner_rules(
    lines: Sequence[Line], columns: Sequence[Column], rules: Sequence[Rule], edges: Sequence[float]
) -> tuple[int, list[float]]:
    """Rules that part rows but run past the label at the left: (how many columns they spare, their heights).

    Raises `Unsure` where a rule parts some other columns of a row.
    """
    right = columns[-1].x1
    figures = next(n for n, column in enumerate(columns) if column.figures)
    spared: dict[int, list[float]] = {}
    for rule in rules:
        inside = lines[0].base < rule.at < lines[-1].base and rule.start < right and columns[0].x0 < rule.end
        if not inside or any(abs(rule.at - edge) < 4 for edge in edges):
            continue
        first = next((n for n, column in enumerate(columns) if rule.start <= column.x0 + 2), len(columns))
        if first >= figures or not _is_wide(rule, columns[first].x0, right):
            raise Unsure("a rule parts only some of its columns")
        spared.setdefault(first, []).append(rule.at)
    if len(spared) > 1:
        raise Unsure("its rules spare now one column, now another")
    return next(iter(spared.items()), (0, []))


def body_from(lines: Sequence[Line], edges: Sequence[float]) -> int:
    """Where the body begins: under the lowest edge above the first figures (under the first where only names of
    groups follow), else right at those figures.

    A name that wraps around its figures begins above them: lines nearer to them than to the header are its own.
    """
    first = _first_figures(lines)
    under = [n for n in range(1, first + 1) if any(lines[n - 1].base < edge < lines[n].base for edge in edges)]
    if under:
        banners = all(len(cells_of(line)) == 1 for line in lines[under[0] : first])
        return under[0] if banners and len(cells_of(lines[under[0] - 1])) > 1 else under[-1]
    start = first
    while start > 1 and len(cells_of(lines[start - 1])) == 1:
        above, below = lines[start - 1].base - lines[start - 2].base, lines[start].base - lines[start - 1].base
        if above < FIRM * below or lines[start - 1].bold != lines[first].bold:
            break
        start -= 1
    return start


def _first_figures(lines: Sequence[Line]) -> int:
    """The first line with figures beside something else; years over columns are no figures."""
    for at, line in enumerate(lines):
        cells = [words_text(cell) for cell in cells_of(line)]
        if len(cells) > 1 and any(is_figure(text) and not YEAR.fullmatch(text) for text in cells[1:]):
            return at
    raise Unsure("no line of figures stands in it")


def _painted(fills: Sequence[Fill], left: float, right: float) -> list[Rule]:
    """Upper and lower edges of painted areas, those side by side run together."""
    near = [fill for fill in fills if fill.is_rect and fill.x1 > left and fill.x0 < right]
    return merged(Rule(y, fill.x0, fill.x1) for fill in near for y in (fill.top, fill.bottom))
