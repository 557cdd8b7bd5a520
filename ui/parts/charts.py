"""Charts as pictures, drawn by Vega-Lite before they are sent: the page runs no chart code and waits for none.

Amounts of separate periods are bars from zero, anything else is a line; a rating is a shape as well. A picture is
drawn once, in light colours, and carries its dark ones: it follows the reader's screen as the page does.
"""

from __future__ import annotations

import textwrap
from base64 import b64encode
from functools import cache, lru_cache
from typing import Any

from markupsafe import Markup

from assistant.present.trend import Point, Series

# At most four series; each colour has 3:1 or more against its background.
COLOURS, DARK_COLOURS = ("#12436D", "#28A197", "#801650", "#F46A25"), ("#6FA8DC", "#3CC7BB", "#E08ABF", "#F7925A")
INK, DARK_INK = "#0b0c0c", "#f3f4f5"
PAPER, DARK_PAPER = "#ffffff", "#14181b"
SHAPES = {"Green": "circle", "Amber": "triangle-up", "Red": "square", "Not rated": "diamond", "No data": "cross"}
WIDTH, HEIGHT, TITLE_WIDTH = 780, 330, 92
LABEL_WIDTH, BREAK = 7, "|"       # pixels a letter takes in a period's label; where a label may go to its next line
FONT = "Arial, sans-serif"


def chart(series: tuple[Series, ...]) -> Markup:
    """A picture of series of one unit, with what it shows in words. Its figures stand in a table beside it."""
    words = " ".join(one.description for one in series)
    address, width, height = _picture(series)
    return Markup('<div class="pq-scroll" tabindex="0" role="region" aria-label="Chart"><img class="pq-chart" src="{}" '
                  'alt="{}" width="{}" height="{}"></div>').format(address, words, width, height)


def warm_up() -> None:
    """Load what draws, which takes half a second, before the first chart is asked for."""
    import vl_convert

    vl_convert.vegalite_to_svg({"mark": "point", "data": {"values": []}}, allowed_base_urls=[])


@lru_cache(maxsize=256)
def _picture(series: tuple[Series, ...]) -> tuple[str, int, int]:
    """An SVG as a data address, its width and height in pixels. Drawing fetches nothing from anywhere."""
    import re

    import vl_convert

    svg = vl_convert.vegalite_to_svg(spec(series), allowed_base_urls=[]).replace(">", f">{_dark()}", 1)
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg)
    width, height = (round(float(n)) for n in size.groups()) if size else (WIDTH, HEIGHT)
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}", width, height


@cache
def _dark() -> str:
    """The colours of a dark screen, each in place of a light one."""
    pairs = zip((*COLOURS, INK, PAPER), (*DARK_COLOURS, DARK_INK, DARK_PAPER), strict=True)
    rules = "".join(f'[{part}="{light}" i]{{{part}:{dark}}}' for light, dark in pairs for part in ("fill", "stroke"))
    return f"<style>@media (prefers-color-scheme:dark){{{rules}}}</style>"


def spec(series: tuple[Series, ...]) -> dict[str, Any]:
    """The chart in Vega-Lite, in the colours of a light screen."""
    ink, single = INK, len(series) == 1
    rows = [_row(one.name, p) for one in series for p in one.points]
    targets = [_row("Target", p) for p in series[0].targets] if single else []
    _wrap(rows + targets)
    periods = list(dict.fromkeys(r["Period"] for r in sorted(rows + targets, key=lambda r: r["order"])))
    room = WIDTH // len(periods)
    names = list(dict.fromkeys(r["Series"] for r in rows))
    ratings = list(dict.fromkeys(r["Rating"] for r in rows))
    bars = single and series[0].bars
    x = {"field": "Period", "type": "nominal", "sort": periods, "title": None,
         "axis": {"labelAngle": 0, "labelLimit": room, "labelOverlap": "greedy",
                  "labelExpr": f"split(datum.label, '{BREAK}')"}}
    y = {"field": "value", "type": "quantitative", "title": _axis(series[0]),
         "axis": {"tickCount": 5}, "scale": {"zero": all(one.bars or one.adds_up for one in series), "nice": True}}
    colour = {"field": "Series", "type": "nominal", "scale": {"domain": names, "range": list(COLOURS[:len(names)])},
              "legend": None if single else {"orient": "top", "title": None}}
    shape = {"field": "Rating", "type": "nominal",
             "scale": {"domain": ratings, "range": [SHAPES[name] for name in ratings]},
             "legend": {"orient": "top", "title": None, "symbolSize": 120, "symbolStrokeWidth": 1.5}}
    drawn = {"type": "bar", "width": {"band": 0.5}} if bars else {"type": "line", "strokeWidth": 2.5}
    layers: list[dict[str, Any]] = [{"mark": drawn, "encoding": {"x": x, "y": y, "color": colour}}]
    if targets:
        layers.append({"data": {"values": targets}, "encoding": {"x": x, "y": y},
                       "mark": {"type": "line", "strokeWidth": 2, "strokeDash": [6, 4], "color": ink}})
        layers.append({"data": {"values": targets[-1:]}, "encoding": {"x": x, "y": y}, "mark": {
            "type": "text", "text": "Target", "color": ink, "dx": room // 2 + 6, "align": "left", "fontSize": 13}})
    layers.append({"mark": {"type": "point", "size": 120, "strokeWidth": 1.5, "opacity": 1}, "encoding": {
        "x": x, "y": y, "shape": shape, "fill": {"value": PAPER}, "stroke": {"value": ink}}})
    if single:
        printed = {"x": x, "y": y, "text": {"field": "Printed", "type": "nominal"}}
        halo = {"stroke": PAPER, "strokeWidth": 4, "strokeJoin": "round"}
        layers += [{"encoding": printed, "mark": {"type": "text", "dy": -15, "color": ink, "fontSize": 13, **style}}
                   for style in (halo, {})]
    title = series[0].finding if single else "Actual figures as printed"
    text = {"labelColor": ink, "labelFontSize": 13, "labelFont": FONT}
    return {"data": {"values": rows}, "layer": layers, "width": WIDTH, "height": HEIGHT, "background": "transparent",
            "padding": 5, "autosize": {"type": "pad"},
            "title": {"text": textwrap.wrap(title, TITLE_WIDTH), "anchor": "start", "color": ink, "fontSize": 15,
                      "font": FONT, "offset": 12},
            "resolve": {"legend": {"color": "independent", "shape": "independent"}},
            "config": {"font": FONT, "view": {"stroke": None}, "legend": text,
                       "axis": {**text, "titleColor": ink, "titleFontSize": 13, "gridColor": "#8a9297",
                                "gridOpacity": 0.35}}}


def _axis(one: Series) -> str:
    """What the figures are in, and of what stretch where it is not the period itself: years to date add up."""
    unit = "Number" if one.unit == "count" else one.unit
    return unit if one.bars or one.basis == "quarter" else f"{unit}, {one.basis}"


def _wrap(rows: list[dict[str, Any]]) -> None:
    """Long periods over several lines, so that none is cut."""
    letters = max(8, WIDTH // len({r["Period"] for r in rows}) // LABEL_WIDTH - 2)
    for row in rows:
        row["Period"] = BREAK.join(textwrap.wrap(row["Period"].replace(BREAK, " "), letters))


def _row(name: str, point: Point) -> dict[str, Any]:
    # A chart's pixels need no decimals: the exact text is drawn beside the point and stands in the table.
    return {"Series": name, "Period": point.period, "order": point.order, "value": float(point.value),
            "Printed": point.text, "Rating": point.rating.word}
