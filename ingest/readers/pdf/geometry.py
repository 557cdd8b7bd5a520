"""What stands on one page: characters, rules, fills and pictures, in points from the top left corner.

Everything below works in the page's reading frame: turned so that most of its text runs from left to right,
whatever the page's /Rotate says and however the text was drawn. `Frame.shown` leads back to the page as it is
displayed, which is where a `Box` has to point.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ingest.blocks import Box

UNKNOWN = "\ufffd"  # a glyph that the font does not name


@dataclass(slots=True)
class Char:
    """One printed character. `left`, `base` is the start of its base line, text rise included; `size` its
    font size in points.

    `turn` is its own rotation in the frame: 0, 90, 180, 270 degrees counter-clockwise, -1 for any other angle.
    `colour` is "#rrggbb" or None where it cannot be told. `unseen` marks text drawn in invisible mode, and
    `order` counts what was painted before it.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    left: float
    base: float
    size: float
    bold: bool = False
    colour: str | None = "#000000"
    turn: int = 0
    unseen: bool = False
    order: int = 0

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the letter's body: half way along, a third of its size above its base line."""
        return (self.x0 + self.x1) / 2, self.base - self.size / 3


class Rule(NamedTuple):
    """A ruling line: at `at` (y of a horizontal one, x of a vertical one), from `start` to `end`."""

    at: float
    start: float
    end: float


class Fill(NamedTuple):
    """A painted area in drawing order. `colour` is None where its colour cannot be told."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: str | None
    is_rect: bool = True
    order: int = 0

    @property
    def area(self) -> float:
        return max(0.0, self.x1 - self.x0) * max(0.0, self.bottom - self.top)


class Picture(NamedTuple):
    """Where an image stands."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True)
class Frame:
    """The reading frame: the displayed page turned counter-clockwise by `turn` degrees."""

    number: int
    width: float
    height: float
    turn: int = 0

    def shown(self, x0: float, top: float, x1: float, bottom: float) -> Box:
        """A rectangle of the reading frame as a box on the displayed page."""
        corners = [self._back(x0, top), self._back(x1, bottom)]
        xs, ys = sorted(x for x, _ in corners), sorted(y for _, y in corners)
        return Box(self.number, round(xs[0], 2), round(ys[0], 2), round(xs[1], 2), round(ys[1], 2))

    def _back(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 90:  # the text ran upwards
            return y, self.width - x
        if self.turn == 270:  # the text ran downwards
            return self.height - y, x
        if self.turn == 180:
            return self.width - x, self.height - y
        return x, y


@dataclass
class PageContent:
    """One page, read once. `width` and `height` are those of the reading frame."""

    frame: Frame
    chars: list[Char] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)  # horizontal rules
    down: list[Rule] = field(default_factory=list)  # vertical rules
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.frame.number

    @property
    def width(self) -> float:
        return self.frame.width

    @property
    def height(self) -> float:
        return self.frame.height


def into_reading_frame(page: PageContent) -> PageContent:
    """The page turned so that most of its characters run from left to right."""
    turns = Counter(char.turn for char in page.chars if char.turn >= 0 and char.text.strip())
    if not turns:
        return page
    turn = turns.most_common(1)[0][0]
    if turn == 0:
        return page
    width, height = page.width, page.height
    swapped = turn in (90, 270)
    frame = Frame(page.number, height if swapped else width, width if swapped else height, turn)

    def move(x: float, y: float) -> tuple[float, float]:
        if turn == 90:
            return height - y, x
        if turn == 270:
            return y, width - x
        return width - x, height - y

    def area(x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        (ax, ay), (bx, by) = move(x0, top), move(x1, bottom)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    chars = []
    for char in page.chars:
        x0, top, x1, bottom = area(char.x0, char.top, char.x1, char.bottom)
        own = (char.turn - turn) % 360 if char.turn >= 0 else -1
        left, base = move(char.left, char.base)
        chars.append(replace(char, x0=x0, top=top, x1=x1, bottom=bottom, left=left, base=base, turn=own))
    moved = PageContent(frame, chars)
    for rules, horizontal in ((page.across, True), (page.down, False)):
        for rule in rules:
            line = (rule.start, rule.at, rule.end, rule.at) if horizontal else (rule.at, rule.start, rule.at, rule.end)
            x0, top, x1, bottom = area(*line)
            flat = horizontal != swapped
            (moved.across if flat else moved.down).append(Rule(top, x0, x1) if flat else Rule(x0, top, bottom))
    moved.fills = [Fill(*area(*fill[:4]), fill.colour, fill.is_rect, fill.order) for fill in page.fills]
    moved.pictures = [Picture(*area(*picture)) for picture in page.pictures]
    return moved
