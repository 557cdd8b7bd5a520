"""Compare measures over periods: charts by unit, and every figure in a table."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from assistant.present import measures
from ui.parts import access, backend, markup, readings
from ui.parts.charts import chart
from ui.parts.words import words

WORDS = words()["compare"]


def main() -> None:
    access.require("reader")
    st.title(WORDS["title"], anchor=False)
    markup.put(markup.paragraph(WORDS["intro"]))
    with backend.reading() as store:
        names = measures.choices(store)
        chosen = st.multiselect(WORDS["choose"], list(names), format_func=lambda i: names[i],
                                max_selections=measures.COMPARED_MOST, placeholder="Choose measures")
        pages = {i: measures.measure_page(store, i) for i in chosen}
    for group in measures.comparable({i: page.trends for i, page in pages.items()}):
        markup.put(chart(group))
    for page in pages.values():
        markup.put(Markup("{}{}{}{}").format(
            markup.heading(page.measure.name, 2), readings.drawn(page.history) if page.trends else Markup(""),
            readings.history(page.history, "Each printed row of this measure"), readings.aside(page)))
    if pages:
        st.download_button("Download these measures as CSV",
                           lambda: measures.as_csv(row for page in pages.values() for row in page.history),
                           "compared.csv", "text/csv", on_click="ignore")


main()
