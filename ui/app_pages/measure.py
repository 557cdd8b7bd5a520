"""One measure: its history as chart and table, wordings, findings, and what the narrative says near its words."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from assistant.present import measures
from assistant.present.dates import long_date
from assistant.present.words import word
from store.errors import BadInput
from ui.parts import access, backend, markup, readings
from ui.parts.charts import chart
from ui.parts.page import titled
from ui.parts.words import words


def facts(page: measures.MeasurePage) -> Markup:
    known = [("Unit", page.measure.unit or "not stated"), ("Direction", word("directions", page.measure.direction)),
             ("Area", page.measure.area or "as each report states"),
             ("Held for", f"{len(page.history)} printed row{'' if len(page.history) == 1 else 's'}")]
    return markup.summary_list(known)


def wordings(page: measures.MeasurePage) -> Markup:
    tied = words()["measures"]["tied"]
    body = [(w.wording, long_date(w.first_period or "") or "not stated", long_date(w.last_period or "") or "not stated",
             tied[w.tied_by]) for w in page.wordings]
    return markup.table("How reports worded it", ("Wording", "First period ends", "Last period ends", "Tied by"), body)


def narrative(page: measures.MeasurePage) -> Markup:
    if not page.narrative:
        return markup.paragraph("No passage held here shares the measure's words.")
    return markup.join(Markup("<blockquote><p>{}</p><p class='pq-note'>{}</p></blockquote>").format(
        p.text, markup.link(f"{p.report}, {p.locator}", "source", doc=p.document, place=p.id)) for p in page.narrative)


def main() -> None:
    access.require("reader")
    wanted = st.query_params.get("id", "")
    with backend.reading() as store, titled(words()["pages"]["measure"]):
        if not wanted:
            raise BadInput(words()["measures"]["no_measure"])
        page = measures.measure_page(store, wanted)
    markup.put(markup.heading(page.measure.name) + facts(page))
    for series in page.trends:
        markup.put(chart((series,)))
    markup.put(Markup("{}<h2>Over time</h2>{}{}").format(
        readings.drawn(page.history) if page.trends else Markup(""),
        readings.history(page.history, "Each printed row of this measure"), readings.aside(page)))
    st.download_button("Download this measure as CSV", lambda: measures.as_csv(page.history),
                       "measure.csv", "text/csv", on_click="ignore")
    if page.findings:
        markup.put(Markup("<h2>Things to check</h2>{}").format(readings.findings(page.findings)))
    markup.put(Markup("<h2>Wordings</h2>{}<h2>What the narrative says</h2>{}<p>{}</p>").format(
        wordings(page), narrative(page), markup.link("All measures", "measures")))


main()
