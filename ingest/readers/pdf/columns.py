"""Two columns of prose on a page, read one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers.pdf.lines import Line, Word

_FEWEST = 8  # lines on both sides that make columns
_GUTTER = 9.0  # points
_PROSE = 16  # characters that a line of prose has on average, on each side


def in_columns(lines: Sequence[Line], width: float) -> list[tuple[int, list[Line]]]:
    """The lines in reading order, in runs of one column each: (0 for the whole width or the left, 1 the right)."""
    gutter = _gutter(lines, width)
    if gutter is None:
        return [(0, list(lines))] if lines else []
    runs: list[tuple[int, list[Line]]] = []
    left: list[Line] = []
    right: list[Line] = []

    def flush() -> None:
        runs.extend((column, list(part)) for column, part in ((0, left), (1, right)) if part)
        left.clear()
        right.clear()

    for line in lines:
        before, after = _sides(line, gutter)
        if _crosses(line, gutter):
            flush()
            runs.append((0, [line]))
            continue
        if before:
            left.append(_part(line, before))
        if after:
            right.append(_part(line, after))
    flush()
    return runs


def _gutter(lines: Sequence[Line], width: float) -> float | None:
    """The middle of the gap between two columns, or None where the page has one."""
    best: tuple[int, float] | None = None
    for step in range(35, 66):
        x = width * step / 100
        both = crossing = left = right = 0
        for line in lines:
            if _crosses(line, x):
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
    return best[1] if best else None


def _crosses(line: Line, x: float) -> bool:
    """Whether text runs across `x`: a word, or a space no wider than between words."""
    if any(word.x0 < x < word.x1 for word in line.words):
        return True
    before, after = _sides(line, x)
    return bool(before and after) and after[0].x0 - before[-1].x1 < _GUTTER


def _sides(line: Line, x: float) -> tuple[list[Word], list[Word]]:
    return [word for word in line.words if word.x1 <= x], [word for word in line.words if word.x0 >= x]


def _part(line: Line, words: list[Word]) -> Line:
    return Line(words, line.base, line.overlap, page=line.page)
