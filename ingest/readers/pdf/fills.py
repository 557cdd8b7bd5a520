"""The background of a cell: what is painted behind it, last and over most of it."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers.pdf.colours import is_white
from ingest.readers.pdf.geometry import Char, Fill

_BLOBS = frozenset("●⬤■◼█▪•○◉🔴🟢🟠🟡\uf06c\uf06e")
_SMALL_SHAPE = 4.0  # points: a smaller spot is a bullet or a dot, not a rating
_GREY = 30  # how far the channels of a colour must lie apart to be more than a grey


def cell_fill(
    x0: float, top: float, x1: float, bottom: float, fills: Sequence[Fill], chars: Sequence[Char]
) -> str | None:
    """The cell's colour as "#rrggbb", None where it is white, unpainted or cannot be told.

    A cell without text whose only paint is one coloured spot (a traffic light) takes the spot's colour, and so
    does a cell that prints one coloured disc or square, with words or without.
    """
    area = max(1.0, (x1 - x0) * (bottom - top))
    colour: str | None = None
    shares: dict[str | None, float] = {}
    spots: set[str] = set()
    for fill in fills:
        wide = min(x1, fill.x1) - max(x0, fill.x0)
        high = min(bottom, fill.bottom) - max(top, fill.top)
        if wide <= 0 or high <= 0:
            continue
        share = wide * high / area
        if share > 0.5:
            colour, shares = fill.colour, {}
            spots.clear()
        else:
            shares[fill.colour] = shares.get(fill.colour, 0.0) + share
            if (
                fill.colour
                and min(wide, high) >= _SMALL_SHAPE
                and is_vivid(fill.colour)
                and wide * high > 0.6 * fill.area
            ):
                spots.add(fill.colour)
    for painted, share in shares.items():
        if share > 0.5:
            colour = painted
    shown = [char for char in chars if char.text.strip()]
    if colour is None or is_white(colour) or not is_vivid(colour):
        if not shown and len(spots) == 1:
            return spots.pop()
        inks = {char.colour for char in shown if char.text in _BLOBS}
        if len(inks) == 1:
            ink = inks.pop()
            if ink and is_vivid(ink):
                return ink
    return None if colour is None or is_white(colour) else colour


def is_vivid(colour: str) -> bool:
    """Whether a colour is more than black, grey or white."""
    channels = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return max(channels) - min(channels) > _GREY


def behind(char: Char, fills: Sequence[Fill]) -> str | None:
    """The colour painted last under a character's centre; None where nothing is."""
    x, y = char.middle
    found: str | None = None
    for fill in fills:
        if fill.x0 <= x <= fill.x1 and fill.top <= y <= fill.bottom:
            found = fill.colour or "#unknown"
    return found


def covers(char: Char, fills: Sequence[Fill]) -> bool:
    """Whether one of `fills` was painted over a character after it was printed."""
    x, y = char.middle
    return any(f.order > char.order and f.x0 <= x <= f.x1 and f.top <= y <= f.bottom for f in fills)


def is_dark(colour: str | None) -> bool:
    """Whether a colour is black or near it, as a redaction is."""
    return colour is not None and all(int(colour[at : at + 2], 16) < 60 for at in (1, 3, 5))
