"""The accessibility statement."""

from __future__ import annotations

import streamlit as st

from ui.parts import markup
from ui.parts.words import words
from ui.settings import settings

WORDS = words()["accessibility"]


def main() -> None:
    st.title(WORDS["title"], anchor=False)
    for part in WORDS["parts"]:
        markup.put(markup.heading(part["heading"], 2) + markup.bullets(part["points"]))
    contact = settings().contact or "whoever runs this service for you"
    markup.put(markup.heading(WORDS["contact"], 2)
               + markup.bullets(point.format(contact=contact) for point in WORDS["contact_points"]))


main()
