"""Two columns of prose on a page, read one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.readers.pdf.lines import Line, Word

_FEWEST = 8  # lines on both sides that make columns
_FEW = 4  # lines that make columns where they begin at one edge and are full
_PARTED = 0.6  # of the font size: the least gap between such columns
_FULL = 35  # characters of such a line
_GUTTER = 9.0  # points
_PROSE = 16  # characters that a line of prose has on average, on each side


def in_columns(lines: Sequence[Line], width: float) -> list[tuple[int, list[Line]]]:
    """The lines in reading order, in runs of one column each: (0 for the whole width or the left, 1 the right)."""
    found = _gutter(lines, width)
    if found is None:
        return [(0, list(lines))] if lines else []
    gutter, least = found
    runs: list[tuple[int, list[Line]]] = []
    left: list[Line] = []
    right: list[Line] = []

    def flush() -> None:
        runs.extend((column, list(part)) for column, part in ((0, left), (1, right)) if part)
        left.clear()
        right.clear()

    for line in lines:
        before, after = _sides(line, gutter)
        if _crosses(line, gutter, least):
            flush()
            runs.append((0, [line]))
            continue
        if before:
            left.append(_part(line, before))
        if after:
            right.append(_part(line, after))
    flush()
    return runs


def _gutter(lines: Sequence[Line], width: float) -> tuple[float, float] | None:
    """Where the gap between two columns is, and how wide it is at least; None where the page has one column."""
    best: tuple[int, float] | None = None
    if (edge := _level_edge(lines, width)) is not None:
        return edge, 0.0
    for step in range(35, 66):
        x = width * step / 100
        both = crossing = left = right = 0
        for line in lines:
            if _crosses(line, x, _GUTTER):
                crossing += 1
                continue
            before, after = _sides(line, x)
            if before and after and after[0].x0 - before[-1].x1 >= _GUTTER:
                both += 1
                left += sum(len(word.text) + 1 for word in before)
                right += sum(len(word.text) + 1 for word in after)
        prose = both >= _FEWEST and min(left, right) >= _PROSE * both
        if prose and crossing <= 0.5 * both and (best is None or both > best[0]):
            best = (both, x)
    return (best[1], _GUTTER) if best else None


def _level_edge(lines: Sequence[Line], width: float) -> float | None:
    """The gutter of a few lines of prose in two columns: both begin at one edge each, and the left ones are full."""
    starts: Counter[int] = Counter()
    for line in lines:
        starts.update(
            round(word.x0)
            for before, word in zip(line.words, line.words[1:], strict=False)
            if word.x0 - before.x1 > _PARTED * line.size and 0.4 * width < word.x0 < 0.65 * width
        )
    if not starts:
        return None
    edge = starts.most_common(1)[0][0]
    sides = [_sides(line, edge - 1) for line in lines]
    pairs = [(left, right) for left, right in sides if left and right and abs(right[0].x0 - edge) < 1]
    if len(pairs) < _FEW or sum(_crosses(line, edge - 1, 0.0) for line in lines) > len(pairs):
        return None
    lefts, rights = [left[0].x0 for left, _ in pairs], [right[0].x0 for _, right in pairs]
    level = max(lefts) - min(lefts) < 1.5 and max(rights) - min(rights) < 1.5
    until = max(left[-1].x1 for left, _ in pairs)
    full = sum(left[-1].x1 - lefts[0] > 0.85 * (until - lefts[0]) for left, _ in pairs)
    prose = sum(len(word.text) + 1 for pair in pairs for part in pair for word in part) >= 2 * _FULL * len(pairs)
    return edge - 1.0 if level and prose and full >= 0.7 * len(pairs) else None


def _crosses(line: Line, x: float, least: float) -> bool:
    """Whether text runs across `x`: a word, or a space narrower than `least`."""
    if any(word.x0 < x < word.x1 for word in line.words):
        return True
    before, after = _sides(line, x)
    return bool(before and after) and after[0].x0 - before[-1].x1 < least


def _sides(line: Line, x: float) -> tuple[list[Word], list[Word]]:
    return [word for word in line.words if word.x1 <= x], [word for word in line.words if word.x0 >= x]


def _part(line: Line, words: list[Word]) -> Line:
    return Line(words, line.base, line.overlap, page=line.page)
