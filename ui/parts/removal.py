"""Removing a report, after it is confirmed by name."""

from __future__ import annotations

import streamlit as st

from assistant.present.reports import DocumentRow
from ui.parts import access, markup, page
from ui.parts.words import words
from ui.settings import store_path

WORDS = words()["report"]


def remove(document: DocumentRow) -> None:
    """Two steps: the box is ticked, then the button does it."""
    st.header(WORDS["remove_title"], anchor=False)
    markup.put(markup.paragraph(WORDS["remove_intro"]))
    sure = st.checkbox("I want to remove this report and everything read from it")
    if st.button("Remove this report", disabled=not sure):
        access.require("keeper")
        from store.upkeep import remove as remove_document

        remove_document(store_path(), document.id, who=access.who())
        said = f"{document.name} was removed."
        page.announce(said)
        st.session_state["done"] = said
        st.switch_page("app_pages/reports.py")
