"""The headings over the columns of a table without vertical rules, each over exactly one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.pdf.aligned.parts import Column, Heading, Unsure, part_of
from ingest.readers.pdf.geometry import Rule
from ingest.readers.pdf.lines import Line

_APART = 0.6  # of the font size: words of one heading stand nearer to each other
_CENTRED = 0.15  # of the width that a heading spans: how far off its middle it may stand


def head_columns(
    lines: Sequence[Line], columns: Sequence[Column], across: Sequence[Rule]
) -> tuple[list[Column], tuple[tuple[Heading, ...], ...]]:
    """The columns (with those that only a heading shows) and the header's rows from the top.

    Raises `Unsure` where a heading stands over no column, over two, or where two columns have the same headings.
    """
    parts = [[part_of(line, words) for words in line.segments(_APART * line.size)] for line in lines]
    split = _leaf_from(parts, columns, across)
    widened = _with_empty(parts[split:], list(columns))
    leaves = _leaves(parts[split:], widened)
    spans = _spans(parts[:split], widened, across)
    header = ((spans,) if spans else ()) + (leaves,)
    _all_different(header, widened)
    return widened, header


def _under(part: Line, columns: Sequence[Column]) -> list[int]:
    return [at for at, c in enumerate(columns) if c.x0 < part.x1 and part.x0 < c.x1]


def _leaf_from(parts: Sequence[Sequence[Line]], columns: Sequence[Column], across: Sequence[Rule]) -> int:
    """The first line of the lowest header row: right under the last line with a heading over several columns."""
    spanning = [
        at
        for at, row in enumerate(parts)
        if any(len(_under(part, columns)) > 1 or len(_over_rule(part, row, columns, across)) > 1 for part in row)
    ]
    split = max(spanning) + 1 if spanning else 0
    if split == len(parts):
        raise Unsure("a heading stands over several columns with nothing under it")
    return split


def _with_empty(parts: Sequence[Sequence[Line]], columns: list[Column]) -> list[Column]:
    """The columns and those that hold nothing but a heading, where every filled column has its own heading.

    Headings that stand beside their figures (set left over figures set right) are moved over them where each line
    has one heading for each column: then their order tells.
    """
    flat = [part for row in parts for part in row]
    loose = [part for part in flat if not _under(part, columns)]
    if not loose:
        return columns
    full = next((row for row in parts if len(row) == len(columns)), None)
    if full is not None and all(_under(part, columns) in ([], [at]) for at, part in enumerate(full)):
        moved = [
            replace(column, x0=min(column.x0, part.x0), x1=max(column.x1, part.x1))
            for column, part in zip(columns, full, strict=True)
        ]
        if all(left.x1 < right.x0 for left, right in zip(moved, moved[1:], strict=False)):
            return moved
    headed = {at for part in flat for at in _under(part, columns)}
    if headed | {0} != set(range(len(columns))):
        raise Unsure(f"a heading stands over no column (“{loose[0].text[:40]}”)")
    for part in loose:
        if not _under(part, columns):  # a second line of the same heading stands under the first
            columns = sorted([*columns, Column(part.x0, part.x1)], key=lambda column: column.x0)
    return columns


def _leaves(parts: Sequence[Sequence[Line]], columns: Sequence[Column]) -> tuple[Heading, ...]:
    """One heading for each column; a heading's lines stand under one another."""
    found: dict[int, list[Line]] = {}
    for row in parts:
        seen: set[int] = set()
        for part in row:
            under = _under(part, columns)
            if len(under) != 1:
                raise Unsure(f"a heading stands over no column of its own (“{part.text[:40]}”)")
            if under[0] in seen:
                raise Unsure(f"two headings stand over one column (“{part.text[:40]}”)")
            seen.add(under[0])
            found.setdefault(under[0], []).append(part)
    missing = [at for at in range(1, len(columns)) if at not in found]
    if missing:
        raise Unsure("a column has no heading")
    return tuple(Heading(at, at + 1, tuple(found[at])) for at in sorted(found))


def _spans(
    parts: Sequence[Sequence[Line]], columns: Sequence[Column], across: Sequence[Rule]
) -> tuple[Heading, ...]:
    """The headings over several columns, by the rule under them or by standing in the middle of them."""
    rows = [row for row in parts if row]
    if not rows:
        return ()
    if len(rows) > 1:
        raise Unsure("its heading has more rows than can be told apart")
    found: list[Heading] = []
    for part in rows[0]:
        under = _over_rule(part, rows[0], columns, across)
        if not under:
            under = _under(part, columns)
            if len(under) > 1:
                width = columns[under[-1]].x1 - columns[under[0]].x0
                off = abs((part.x0 + part.x1) / 2 - (columns[under[0]].x0 + columns[under[-1]].x1) / 2)
                if off > _CENTRED * width + 3:
                    raise Unsure(f"what a heading stands over is not clear (“{part.text[:40]}”)")
        if not under or any(heading.end > under[0] for heading in found):
            raise Unsure(f"what a heading stands over is not clear (“{part.text[:40]}”)")
        found.append(Heading(under[0], under[-1] + 1, (part,)))
    return tuple(found)


def _over_rule(part: Line, row: Sequence[Line], columns: Sequence[Column], across: Sequence[Rule]) -> list[int]:
    """The columns that the rule right under a heading runs over, where it is that heading's alone."""
    rule = next((r for r in across if 0 < r.at - part.base < 1.2 * part.size and _holds(r, part)), None)
    if rule is None or sum(_holds(rule, other) for other in row) > 1:
        return []
    under = [at for at, c in enumerate(columns) if rule.start - 1 <= c.middle <= rule.end + 1]
    return under if len(under) < len(columns) else []    # a rule over all columns parts rows


def _holds(rule: Rule, part: Line) -> bool:
    return rule.start - 2 <= part.x0 and part.x1 <= rule.end + 2


def _all_different(header: Sequence[Sequence[Heading]], columns: Sequence[Column]) -> None:
    """Two columns under the same words show that a heading over them was missed."""
    whole: list[str] = []
    for at in range(len(columns)):
        over = [heading.text for row in header for heading in row if heading.first <= at < heading.end]
        whole.append(" ".join(over).casefold())
    named = [text for text in whole if text]
    if len(set(named)) < len(named):
        raise Unsure("two of its columns have the same heading")
