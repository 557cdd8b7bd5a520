"""Sign in: the only page beside the public ones for someone whom no role lets in yet."""

from __future__ import annotations

import streamlit as st

from ui.parts import access, markup
from ui.settings import settings


def main() -> None:
    st.title(f"{settings().service}: sign in", anchor=False)
    if access.signed_in():
        markup.put(markup.note(markup.paragraph(
            f"You are signed in as {access.who()}, but you have no role here yet. Ask whoever runs the service.")))
        return
    markup.put(markup.paragraph("Sign in with your organisation's account to ask questions of the reports held here."))
    st.button("Sign in", on_click=st.login, type="primary")


main()
