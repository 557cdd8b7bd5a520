"""Charts by Altair: amounts of separate periods as bars from zero, else a line; the rating also as a shape."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import streamlit as st

from assistant.present.trend import Point, Series

# At most four series; each pair has 3:1 or more against its background.
COLOURS = {"light": ("#12436D", "#28A197", "#801650", "#F46A25"), "dark": ("#6FA8DC", "#3CC7BB", "#E08ABF", "#F7925A")}
INK = {"light": "#0b0c0c", "dark": "#f3f4f5"}
PAPER = {"light": "#ffffff", "dark": "#14181b"}
_SHAPES = {"Green": "circle", "Amber": "triangle-up", "Red": "square", "Not rated": "diamond", "No data": "cross"}


def _rows(series: tuple[Series, ...]) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for one in series:
        rows += [_row(one.name if len(series) > 1 else "Actual", p) for p in one.points]
        if len(series) == 1:
            rows += [_row("Target", p) for p in one.targets]
    return rows


def _row(name: str, point: Point) -> dict[str, object]:
    # A chart's pixels need no decimals: the exact text stands in the table beside it and in the tooltip.
    return {"Series": name, "Period": point.period, "order": point.order, "value": float(point.value),
            "Printed": point.text, "Rating": point.rating.word}


def chart(series: tuple[Series, ...], key: str) -> None:
    """One chart of one unit. Its title is its finding; its figures stand in a table beside it."""
    mode = "dark" if st.context.theme.type == "dark" else "light"
    st.vega_lite_chart(spec=_spec(series, mode), width="stretch", key=key,
                       alt=" ".join(one.description for one in series))


@lru_cache(maxsize=256)
def _spec(series: tuple[Series, ...], mode: str) -> dict[str, Any]:
    """The chart as Vega-Lite, made once: Altair checks what it makes, which takes longer than an answer."""
    import altair as alt
    import pandas as pd

    ink, paper = INK[mode], PAPER[mode]
    frame = pd.DataFrame(_rows(series))
    single = len(series) == 1
    names = list(dict.fromkeys(frame["Series"]))
    periods = list(dict.fromkeys(frame.sort_values("order")["Period"]))
    unit = series[0].unit
    base = alt.Chart(frame).encode(
        x=alt.X("Period:N", sort=periods, title=None,
                axis=alt.Axis(labelAngle=0, labelLimit=110, labelOverlap="greedy")),
        y=alt.Y("value:Q", title="Number" if unit == "count" else unit, axis=alt.Axis(tickCount=5),
                scale=alt.Scale(zero=all(one.bars for one in series), nice=True)),
        color=alt.Color("Series:N", scale=alt.Scale(domain=names, range=list(COLOURS[mode][:len(names)])),
                        legend=alt.Legend(orient="top", title=None) if len(names) > 1 else None),
        tooltip=["Series:N", "Period:N", "Printed:N", "Rating:N"])
    measured = base.transform_filter(alt.datum.Series != "Target") if single else base
    target = base.transform_filter(alt.datum.Series == "Target").mark_line(strokeWidth=2, strokeDash=[6, 4])
    ratings = list(dict.fromkeys(frame["Rating"]))
    points = measured.mark_point(filled=True, size=120, fill=paper, stroke=ink, strokeWidth=1.5, opacity=1).encode(
        shape=alt.Shape("Rating:N", scale=alt.Scale(domain=ratings, range=[_SHAPES[r] for r in ratings]),
                        legend=alt.Legend(orient="top", title=None, symbolStrokeColor=ink, symbolFillColor=ink)))
    labels = measured.mark_text(dy=-14, color=ink, fontSize=13).encode(text="Printed:N", color=alt.value(ink))
    drawn = measured.mark_bar(width=alt.RelativeBandSize(0.5)) if single and series[0].bars \
        else measured.mark_line(strokeWidth=2.5)
    layers = [drawn, target, points, labels] if single and series[0].targets else [drawn, points]
    if single and not series[0].targets:
        layers.append(labels)
    title = alt.TitleParams(_wrapped(series[0].finding if single else "Actual figures as printed"), anchor="start")
    made: dict[str, Any] = (
        alt.layer(*layers).properties(height=360, title=title).configure(background="transparent")
        .configure_axis(labelColor=ink, titleColor=ink, gridColor="#8a9297", gridOpacity=0.35, labelFontSize=13,
                        titleFontSize=13)
        .configure_legend(labelColor=ink, labelFontSize=13).configure_title(color=ink, fontSize=15).to_dict())
    return made


def _wrapped(title: str, width: int = 80) -> list[str]:
    import textwrap

    return textwrap.wrap(title, width)
