"""The rows of a table without vertical rules, told by rules, backgrounds, gaps, or lines that read on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ingest.readers.pdf.aligned.parts import Column, Row, Unsure, is_anchor, words_in
from ingest.readers.pdf.aligned.scope import FIRM
from ingest.readers.pdf.borderless import cells_of
from ingest.readers.pdf.lines import Line, words_text
from ingest.readers.text.headings import breaks_off

_LEADING = 1.45  # of the font size: lines of one cell stand no further apart
_NUMBERED = re.compile(r"(?:[A-Z][a-z]+ )?[A-Z]?\d")


def rows_of(
    body: Sequence[Line], columns: Sequence[Column], edges: Sequence[float], after: Line | None
) -> tuple[list[Row], int]:
    """The rows of the body, and how many of its lines they take up (what follows the table is no part of it).

    `after` is the line that follows on the page. Raises `Unsure` where a line could belong to two rows.
    """
    bands: dict[int, list[Line]] = {}
    for line in body:
        bands.setdefault(bisect_left(edges, line.base), []).append(line)
    groups: list[list[Line]] = []
    enclosed = True
    for lines in bands.values():
        if sum(is_anchor(line, columns) for line in lines) <= 1:
            groups.append(lines)
        else:
            enclosed = False
            groups += _by_gaps(lines, columns)
    while groups and not any(is_anchor(line, columns) for line in groups[-1]) and not _closed(groups[-1], edges):
        after = groups.pop()[0]  # a note or paragraph below
    kept = sum(len(group) for group in groups)
    if len(groups) < 2:
        raise Unsure("its rows cannot be told apart")
    if not enclosed:
        _no_label_over_rows(groups, columns)
    if after and not _follows(groups, after, columns, edges):
        raise Unsure(f"where its last row ends is not clear (“{after.text[:60]}”)")
    return _with_edges(groups, edges), kept


def _follows(groups: Sequence[Sequence[Line]], after: Line, columns: Sequence[Column], edges: Sequence[float]) -> bool:
    """Whether a line under the table is plainly no part of its last row."""
    last = groups[-1][-1]
    if any(last.base < edge < after.base for edge in edges):
        return True
    if not any(c.x0 <= word.x0 and word.x1 <= c.x1 for word in after.words[:1] for c in columns):
        return True
    gutters = [(c.x1, d.x0) for c, d in zip(columns, columns[1:], strict=False)]
    crosses = any(x0 < word.x1 and word.x0 < x1 for x0, x1 in gutters for word in after.words)
    gaps = [b.base - a.base for group in groups for a, b in zip(group, group[1:], strict=False)]
    return crosses or _stands_apart(after, last, gaps)


def _closed(group: Sequence[Line], edges: Sequence[float]) -> bool:
    """Whether an edge runs right under a group of lines."""
    last = group[-1]
    return any(last.base < edge < last.base + 2 * last.size for edge in edges)


def _by_gaps(lines: Sequence[Line], columns: Sequence[Column]) -> list[list[Line]]:
    """Lines of several rows parted where the gaps between them show it, one line of figures in each row."""
    anchors = [is_anchor(line, columns) for line in lines]
    if all(anchors):
        return [[line] for line in lines]
    gaps = [b.base - a.base for a, b in zip(lines, lines[1:], strict=False)]
    last = max(n for n, anchor in enumerate(anchors) if anchor)
    for cut in sorted(set(gaps)):
        inside = [gap for gap in gaps[:last] if gap < cut]
        if inside and (cut < FIRM * max(inside) or max(inside) > _LEADING * lines[0].size):
            continue
        groups = [[lines[n] for n in group] for group in _cut([gap >= cut for gap in gaps])]
        if _are_rows(groups, columns, gaps[:last]):
            return groups
    return _by_reading_on(lines, anchors, gaps, columns)


def _are_rows(groups: Sequence[Sequence[Line]], columns: Sequence[Column], gaps: Sequence[float]) -> bool:
    """Whether each group is a row: one line of figures or a name alone; and what follows them stands apart."""
    counts = [sum(is_anchor(line, columns) for line in group) for group in groups]
    if max(counts) > 1:
        return False
    last = max(n for n, count in enumerate(counts) if count)
    if last + 1 < len(groups) and not _stands_apart(groups[last + 1][0], groups[last][-1], gaps):
        return False
    return all(counts[n] or _is_name(groups, n, columns) for n in range(last))


def _is_name(groups: Sequence[Sequence[Line]], at: int, columns: Sequence[Column]) -> bool:
    """Whether a group without figures is a row of its own: a name further from both rows than lines of one cell."""
    group, below = groups[at], groups[at + 1]
    if _reads_on(group[-1], below[0]):
        return False
    gaps = [below[0].base - group[-1].base, *([group[0].base - groups[at - 1][-1].base] if at else [])]
    return any(words_in(line, columns[0]) for line in group) and min(gaps) > _LEADING * group[0].size


def _reads_on(above: Line, below: Line) -> bool:
    """Whether a line with figures finishes the name that the line over it, without figures, begins."""
    return below.text[:1].islower() or breaks_off(above.text) and not above.text.rstrip().endswith("-")


def _stands_apart(line: Line, above: Line, gaps: Sequence[float]) -> bool:
    """Whether a line under a table is set off from it, by more space than any within it or by other type."""
    far = line.base - above.base >= FIRM * max(gaps, default=_LEADING * above.size)
    return far or abs(line.size - above.size) > 0.05 * above.size


def _cut(parted: Sequence[bool]) -> list[list[int]]:
    groups = [[0]]
    for n, apart in enumerate(parted, start=1):
        if apart:
            groups.append([])
        groups[-1].append(n)
    return groups


def _by_reading_on(
    lines: Sequence[Line], anchors: Sequence[bool], gaps: Sequence[float], columns: Sequence[Column]
) -> list[list[Line]]:
    """Evenly set lines: each begins a row with its figures, and what has none reads on from the line above."""
    groups: list[list[Line]] = []
    last = max(n for n, anchor in enumerate(anchors) if anchor)
    for n, (line, anchor) in enumerate(zip(lines, anchors, strict=True)):
        first = line.text[:1]
        opens = bool(groups) and not any(is_anchor(held, columns) for held in groups[-1])
        if anchor and opens and _reads_on(lines[n - 1], line):
            groups[-1].append(line)
        elif _begins_name(lines, anchors, n) or anchor and not (first.islower() or first in "(,;&"):
            groups.append([line])
        elif groups and not anchor and first.islower() and len(cells_of(line)) == 1:
            groups[-1].append(line)
        elif n > last and _stands_apart(line, lines[n - 1], gaps[:last]):
            groups.append(list(lines[n:]))
            break
        else:
            raise Unsure(f"a wrapped line could belong to the row above or below it (“{line.text[:60]}”)")
    return groups


def _begins_name(lines: Sequence[Line], anchors: Sequence[bool], at: int) -> bool:
    """Whether a line without figures begins the name that the line of figures under it finishes."""
    if anchors[at] or at + 1 == len(lines) or not anchors[at + 1] or lines[at].text[:1].islower():
        return False
    return _reads_on(lines[at], lines[at + 1])


def _no_label_over_rows(groups: Sequence[Sequence[Line]], columns: Sequence[Column]) -> None:
    """Where no rule closes a row, words beside several rows (an objective's title) could be any row's.

    A label is sure where every row prints its own, or where each begins with its number.
    """
    wordy = [column for n, column in enumerate(columns) if not any(c.figures for c in columns[: n + 1])]
    for column in wordy[:-1]:
        cells = [[words for line in group if (words := words_in(line, column))] for group in groups]
        printed = [words_text(cell[0]) for cell in cells if cell]
        own = len(printed) == len(groups) and not any(text[:1].islower() for text in printed)
        if printed and not own and not all(_NUMBERED.match(text) for text in printed):
            raise Unsure("a label stands beside several rows, and nothing shows which")


def _with_edges(groups: Sequence[list[Line]], edges: Sequence[float]) -> list[Row]:
    rows = []
    top = groups[0][0].top - 2
    for at, group in enumerate(groups):
        below = groups[at + 1][0] if at + 1 < len(groups) else None
        bottom = edge_between(group[-1], below, edges)
        rows.append(Row(group, top, bottom))
        top = bottom
    return rows


def edge_between(above: Line, below: Line | None, edges: Sequence[float]) -> float:
    """The edge between two lines: the rule or change of colour there, else half way."""
    until = below.base if below else above.base + 2.5 * above.size
    between = [at for at in edges if above.base < at < until]
    if between:
        return between[0]
    return (above.bottom + below.top) / 2 if below else above.bottom + 2
