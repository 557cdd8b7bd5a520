"""Measures: every printed row, with filters; one way to each measure's own page."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from assistant.present import measures
from ui.parts import access, backend, markup, readings
from ui.parts.words import words

WORDS = words()["measures"]
PAGE_SIZE = 50


def choose(reports: dict[str, str], periods: tuple[str, ...], objectives: dict[int, str]) -> measures.Filter:
    """The filters, as labelled selects; their options are plain text."""
    left, right = st.columns(2)
    item = left.selectbox("Report", ["", *reports], format_func=lambda i: reports.get(i, "All reports"),
                          index=1 if reports else 0)
    period = right.selectbox("Period", ["", *periods], format_func=lambda label: label or "Any period")
    objective = left.selectbox("Objective", [None, *objectives],
                                format_func=lambda o: "Any objective" if o is None else f"{o}. {objectives[o]}")
    rating = right.selectbox("Rating", list(WORDS["ratings"]), format_func=lambda code: WORDS["ratings"][code])
    show = left.selectbox("Show", list(WORDS["shows"]), format_func=lambda code: WORDS["shows"][code])
    return measures.Filter(item or "", period or "", objective, rating, show)


def listing(found: tuple[measures.ReadingRow, ...]) -> None:
    pages = max(1, -(-len(found) // PAGE_SIZE))
    at = 1
    if pages > 1:
        at = st.selectbox("Page of the list", range(1, pages + 1), format_func=lambda n: f"{n} of {pages}")
    shown = found[(at - 1) * PAGE_SIZE:at * PAGE_SIZE]
    count = f"{len(found)} row{'' if len(found) == 1 else 's'}"
    part = "" if pages == 1 else f", {(at - 1) * PAGE_SIZE + 1} to {(at - 1) * PAGE_SIZE + len(shown)} shown"
    markup.put(readings.listed(shown, count + part))
    st.download_button("Download these rows as CSV", lambda: measures.as_csv(found), "measures.csv", "text/csv",
                       on_click="ignore")


def main() -> None:
    access.require("reader")
    st.title(WORDS["title"], anchor=False)
    with backend.reading() as store:
        items = measures.measured_items(store)
        if not items:
            markup.put(markup.note(markup.paragraph(WORDS["nothing_held"])))
            return
        markup.put(markup.paragraph(WORDS["intro"])
                   + Markup("<p>{}</p>").format(markup.link(words()["compare"]["title"], "compare")))
        reports = {row["id"]: f"{row['title']} ({row['period_label'] or row['document']})" for row in items}
        every = measures.rows(store)
        wanted = choose(reports, measures.periods(every), measures.objectives(every))
        found = measures.rows(store, wanted)
    if found:
        listing(found)
    else:
        markup.put(markup.note(markup.paragraph(WORDS["none"])))


main()
