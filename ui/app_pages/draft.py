"""Draft a reply to a letter. Nothing of the letter is stored; the draft lives in this session."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from store.errors import PanelqaError
from ui.parts import access, backend, letters, markup, page
from ui.parts.words import words

WORDS = words()["draft"]
LONGEST = 50_000


def given() -> tuple[bytes, str] | None:
    """The letter from the form, once it is sent: its bytes and file name."""
    run = st.session_state.setdefault("letter_run", 0)
    with st.form(f"letter-{run}", border=False):
        pasted = st.text_area(WORDS["paste"], height=220, max_chars=LONGEST)
        file = st.file_uploader(WORDS["file"])
        sent = st.form_submit_button(WORDS["go"], type="primary")
    if not sent:
        return None
    if file is not None:
        return file.getvalue(), file.name
    if pasted.strip():
        return pasted.encode("utf-8"), "letter.txt"
    refuse(WORDS["nothing"])
    return None


def refuse(why: str) -> None:
    page.announce(why)
    markup.put(markup.note(markup.paragraph(why), "error"))


def clear() -> None:
    st.session_state.pop("draft", None)
    st.session_state.pop("left_out", None)
    st.session_state["letter_run"] = st.session_state.get("letter_run", 0) + 1


def main() -> None:
    access.require("officer")
    st.title(WORDS["title"], anchor=False)
    markup.put(markup.paragraph(WORDS["intro"]) + markup.note(markup.paragraph(WORDS["privacy"])))
    letter = given()
    if letter is not None:
        try:
            with st.spinner(WORDS["working"]), backend.assistant() as helper:
                st.session_state["draft"] = helper.draft(letter[0], letter[1])
                st.session_state.pop("left_out", None)
        except PanelqaError as error:
            refuse(str(error))
            return
        page.announce(WORDS["ready"], "draft-start")
        st.rerun()
    if "draft" in st.session_state:
        markup.put(Markup('<div id="draft-start"></div>'))
        st.button(WORDS["clear"], on_click=clear)
        letters.show(st.session_state["draft"])


main()
