"""Charts by Altair: amounts of separate periods as bars from zero, else a line; the rating also as a shape."""

from __future__ import annotations

import streamlit as st

from assistant.present.trend import Point, Series

COLOURS = ("#12436D", "#28A197", "#801650", "#F46A25")      # at most four series
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
    import altair as alt
    import pandas as pd

    frame = pd.DataFrame(_rows(series))
    title = series[0].finding if len(series) == 1 else "Actual figures as printed"
    names = list(dict.fromkeys(frame["Series"]))
    order = list(dict.fromkeys(frame.sort_values("order")["Period"]))
    x = alt.X("Period:N", sort=order, title=None, axis=alt.Axis(labelAngle=0, labelLimit=160, labelOverlap="greedy"))
    unit = series[0].unit
    y = alt.Y("value:Q", title="Number" if unit == "count" else unit,
              scale=alt.Scale(zero=all(one.bars for one in series)))
    colour = alt.Color("Series:N", scale=alt.Scale(domain=names, range=list(COLOURS[:len(names)])),
                       legend=alt.Legend(orient="top", title=None) if len(names) > 1 else None)
    tips = ["Series:N", "Period:N", "Printed:N", "Rating:N"]
    base = alt.Chart(frame).encode(x=x, y=y, tooltip=tips)
    lines = base.mark_line(strokeWidth=2).encode(color=colour, strokeDash=alt.StrokeDash("Series:N", legend=None))
    marks = base.mark_point(filled=True, size=110, stroke="#0b0c0c", strokeWidth=1, opacity=1).encode(
        color=colour, shape=alt.Shape("Rating:N", legend=alt.Legend(orient="bottom", title="Rating"),
                                      scale=alt.Scale(domain=list(_SHAPES), range=list(_SHAPES.values()))))
    actual = alt.datum.Series == "Actual"
    if len(series) == 1 and series[0].bars:
        bars = base.transform_filter(actual).mark_bar(width=alt.RelativeBandSize(0.5)).encode(color=colour)
        drawn = alt.layer(bars, lines.transform_filter(alt.datum.Series == "Target"), marks)
    else:
        drawn = alt.layer(lines, marks)
    st.altair_chart(drawn.properties(height=280, title=alt.TitleParams(_wrapped(title), anchor="start")),
                    width="stretch", key=key, alt=" ".join(one.description for one in series))


def _wrapped(title: str, width: int = 60) -> list[str]:
    import textwrap

    return textwrap.wrap(title, width)
