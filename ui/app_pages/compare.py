"""Compare measures over time, and measures between two periods: charts by unit, and every figure in a table."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from assistant.present import measures
from assistant.present.compare import changes
from ui.parts import access, backend, markup, readings
from ui.parts.charts import chart
from ui.parts.choices import choose, choose_several
from ui.parts.words import words

WORDS = words()["compare"]


def between(rows: tuple[measures.ReadingRow, ...], first: str, last: str) -> None:
    """What changed from one period to the other, with each figure's place."""
    found = changes(rows, first, last)
    if first == last:
        markup.put(markup.note(markup.paragraph(WORDS["same"])))
    elif not found:
        markup.put(markup.note(markup.paragraph(WORDS["none"])))
    else:
        markup.put(readings.changed(found, first, last))


def over_time(pages: list[measures.MeasurePage]) -> None:
    for group in measures.comparable({page.measure.id: page.trends for page in pages}):
        markup.put(chart(group))
    for page in pages:
        markup.put(Markup("{}{}{}{}").format(
            markup.heading(page.measure.name, 2), readings.drawn(page.history) if page.trends else Markup(""),
            readings.history(page.history, "Each printed row of this measure"), readings.aside(page)))


def main() -> None:
    access.require("reader")
    st.title(WORDS["title"], anchor=False)
    markup.put(markup.paragraph(WORDS["intro"]))
    with backend.reading() as store:
        names, every = measures.choices(store), measures.rows(store)
        chosen = choose_several(st.container(), WORDS["choose"], "id", names, measures.COMPARED_MOST,
                                WORDS["placeholder"])
        pages = [measures.measure_page(store, i) for i in chosen]
    rows = tuple(row for page in pages for row in page.history) if pages else every
    periods = {"": WORDS["any"], **{label: label for label in measures.periods(rows)}}
    left, right = st.columns(2)
    first, last = choose(left, WORDS["from"], "from", periods), choose(right, WORDS["to"], "to", periods)
    if first and last:
        between(rows, first, last)
        rows = tuple(row for row in rows if row.figures.period in (first, last))
    over_time(pages)
    if pages or first and last:
        st.download_button("Download these rows as CSV", lambda: measures.as_csv(rows), "compared.csv", "text/csv",
                           on_click="ignore")


main()
