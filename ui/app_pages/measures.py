"""Measures: every printed row, with filters; one way to each measure's own page."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from assistant.present import measures
from ui.parts import access, backend, markup, readings
from ui.parts.choices import choose
from ui.parts.words import words

WORDS = words()["measures"]
EVERY = "all"
PAGE_SIZE = 50


def wanted(reports: dict[str, str], every: Sequence[measures.ReadingRow]) -> measures.Filter:
    """The filters, as labelled selects that stand in the address; what can be chosen is what the report has."""
    left, right = st.columns(2)
    latest = next(iter(reports))
    item = choose(left, "Report", "report", {**reports, EVERY: WORDS["any"]["report"]}, latest,
                  resets=("period", "objective", "page"))
    own = [row for row in every if item in (EVERY, row.item_id)]
    period = choose(right, "Period", "period", _options("period", measures.periods(own)), resets=("page",))
    objective = choose(left, "Objective", "objective", _options("objective", measures.objectives(own)),
                       resets=("page",))
    rating = choose(right, "Rating", "rating", WORDS["ratings"], resets=("page",))
    show = choose(left, "Show", "show", WORDS["shows"], "all", resets=("page",))
    return measures.Filter("" if item == EVERY else item, period, objective, rating, show)     # type: ignore[arg-type]


def _options(what: str, values: Sequence[str]) -> dict[str, str]:
    return {"": WORDS["any"][what], **{value: value for value in values}}


def listing(found: tuple[measures.ReadingRow, ...]) -> None:
    pages = max(1, -(-len(found) // PAGE_SIZE))
    at = 1
    if pages > 1:
        at = int(choose(st.container(), "Page of the list", "page",
                        {str(n): f"{n} of {pages}" for n in range(1, pages + 1)}, "1"))
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
        found = measures.rows(store, wanted(reports, measures.rows(store)))
    if found:
        listing(found)
    else:
        markup.put(markup.note(markup.paragraph(WORDS["none"])))


main()
