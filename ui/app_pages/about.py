"""About: what this holds, how it answers, what it cannot do."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from assistant.present.reports import documents
from ui.parts import access, backend, markup
from ui.parts.words import words
from ui.settings import settings

WORDS = words()["about"]


def held() -> Markup:
    if not access.may("reader"):
        return Markup("")
    with backend.reading() as store:
        found = [d for d in documents(store) if d.status == "held"]
    rows = sum(d.readings for d in found)
    return markup.paragraph(f"Held now: {len(found)} document{'' if len(found) == 1 else 's'} with {rows:,} printed "
                            f"row{'' if rows == 1 else 's'} of measures.")


def main() -> None:
    st.title(WORDS["title"], anchor=False)
    for number, part in enumerate(WORDS["parts"]):
        markup.put(markup.heading(part["heading"], 2) + markup.bullets(part["points"])
                   + (held() if number == 0 else Markup("")))
    keep = settings().keep_days
    markup.put(markup.heading("Privacy", 2) + markup.bullets([
        *WORDS["privacy"], f"A conversation that you choose to keep is deleted after {keep} days." if keep
        else "Conversations cannot be kept here."]))


main()
