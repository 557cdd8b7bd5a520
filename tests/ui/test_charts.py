"""Charts: a picture that shows what it says, in which foreign text is text."""

from __future__ import annotations

import re
from base64 import b64decode
from decimal import Decimal
from html import unescape

from defusedxml.ElementTree import fromstring

from assistant.present.trend import Point, Series
from assistant.present.words import Tag
from tests.ui.hostile import STRINGS
from ui.parts.charts import chart

AMBER, RED = Tag("Amber", "▲", "amber"), Tag("Red", "■", "red")


def series(name: str = "Burglaries", periods: tuple[str, ...] = ("Q1 2023/24", "Q2 2023/24", "Q3 2023/24"),
           bars: bool = True) -> Series:
    points = tuple(Point(p, str(n), Decimal(100 + n), f"10{n}", RED if n else AMBER) for n, p in enumerate(periods))
    return Series(name, "count", "quarter", points, tuple(Point(p, str(n), Decimal(95), "95", RED)
                                                          for n, p in enumerate(periods)), bars)


def drawn(*shown: Series) -> str:
    found = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', chart(shown))
    assert found is not None
    return b64decode(found.group(1)).decode()


def texts(svg: str) -> str:
    return " ".join(" ".join("".join(e.itertext()) for e in fromstring(svg).iter() if e.tag.endswith("}text")).split())


def test_a_chart_says_its_finding_its_figures_its_target_and_its_ratings() -> None:
    words = texts(drawn(series()))
    for wanted in ("Burglaries: 100 in Q1 2023/24, 102 in Q3 2023/24", "101", "Q2 2023/24", "Target", "Amber", "Red"):
        assert wanted in words
    assert "Q2 2023/24: 101, Red" in unescape(chart((series(),)))


def test_a_rating_in_the_legend_has_a_shape_that_can_be_seen() -> None:
    symbols = re.findall(r'role-legend-symbol[^>]*><path[^>]*stroke="(#[0-9a-f]+)"', drawn(series()))
    assert symbols == ["#0b0c0c", "#0b0c0c"]


def test_every_colour_of_a_chart_has_one_for_a_dark_screen() -> None:
    svg = drawn(series(), series("Robberies"))
    used = set(re.findall(r'(?:fill|stroke)="(#[0-9a-fA-F]{6})"', svg)) - {"#8a9297"}      # the grid suits both
    assert used and all(f'[fill="{colour}" i]' in svg for colour in used)


def test_a_long_period_is_wrapped_not_cut() -> None:
    longest = "April to September 2022, year to date"
    words = texts(drawn(series(periods=(longest, *(f"Q{n} 2023/24" for n in range(1, 9))))))
    assert "…" not in words and all(word in words for word in longest.split())


def test_bars_stand_on_zero_and_a_line_need_not() -> None:
    assert re.search(r">0</text>", drawn(series(bars=True)))
    assert not re.search(r">0</text>", drawn(series(bars=False)))


def test_hostile_names_are_drawn_as_text_and_fetch_nothing() -> None:
    for text in STRINGS:
        tags = {element.tag.split("}")[-1] for element in fromstring(drawn(series(name=text))).iter()}
        assert tags <= {"svg", "g", "path", "text", "tspan", "defs", "clipPath", "rect", "line", "style"}
