"""A cited place in its document: the page with the place boxed, or the passage in its section."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from assistant.present.dates import long_date
from assistant.present.places import Place, find
from ui.parts import access, answer, backend, images, markup, page
from ui.parts.words import words

WORDS = words()["source"]


def facts(place: Place) -> Markup:
    known = (("Document", place.document), ("Report", place.title),
             ("Meeting", long_date(place.meeting_date) if place.meeting_date else ""), ("Period", place.period),
             ("Page", "" if place.page is None else f"{place.page}" + (f" of {place.pages}" if place.pages else "")),
             ("Place", place.locator), ("Section", " › ".join(place.path)))
    return markup.summary_list((name, value) for name, value in known if value)


def show(place: Place) -> None:
    markup.put(facts(place))
    if not place.quote_found:
        markup.put(markup.note(markup.paragraph(WORDS["no_quote"])))
    if place.kind == "note":
        markup.put(Markup("<h2>In the keeper's words</h2>{}").format(answer.context(place)))
        markup.put(Markup("<h2>What the note is about, as the document prints it</h2>{}").format(answer.rows(place)))
    else:
        markup.put(Markup("<h2>In the words of the document</h2>{}").format(answer.context(place, lines_around=9)))
    if place.has_page_image and place.page is not None:
        markup.put(Markup("<h2>Page {}</h2>").format(place.page))
        images.page_of(place)


def main() -> None:
    access.require("reader")
    st.title(WORDS["title"], anchor=False)
    wanted = st.query_params.get("place", "")
    if not wanted:
        markup.put(markup.note(markup.paragraph("This address names no place. Open a source from an answer.")))
        return
    with backend.reading() as store:
        place = find(store, wanted, span=st.query_params.get("at", ""))
    page.named(f"{place.locator}, {place.document}")
    show(place)
    markup.put(Markup("<p>{}</p><p>{}</p>").format(
        markup.link(WORDS["report"], "report", doc=place.document), markup.link("Back to your questions", "")))


main()
