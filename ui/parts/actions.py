"""What a reader can do with an answer: take it away, keep the conversation, report that it is wrong.

The buttons are part of the answer's markup; `perform` runs when one was pressed. What needs an input of the reader
opens as a panel under the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st
from markupsafe import Markup

from assistant.present import export
from assistant.present.dates import long_date
from assistant.present.sources import Prepared
from store import conversations, feedback
from store.errors import BadInput, PanelqaError
from ui.parts import access, conversation, markup, page
from ui.parts.words import words
from ui.settings import settings, store_path

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def perform() -> None:
    """Do what the pressed button asks for. Raises BadInput where it names an answer or action that is not there."""
    asked = page.sent("act")
    if asked is None:
        return
    held = {str(turn.number): turn for turn in conversation.turns()}
    act, number = str(asked.get("act")), str(asked.get("n"))
    if number not in held or act not in ("docx", "md", *PANELS):
        raise BadInput("That answer is no longer in this conversation; ask again.")
    name, view = f"answer-{number}", held[number].view
    if act == "docx":
        page.download(f"{name}.docx", DOCX, export.docx(view))
    elif act == "md":
        page.download(f"{name}.md", "text/markdown", export.markdown(view).encode())
    else:
        st.session_state["panel"] = (act, number)
        page.announce(words()["ask"]["panel_opened"], f"panel-{number}")


def panel(prepared: Prepared) -> None:
    """The panel that was opened under this answer, if one was."""
    act, number = st.session_state.get("panel", ("", ""))
    if number == str(prepared.number):
        markup.put(Markup('<div id="panel-{}"></div>').format(number))
        PANELS[act](prepared)


def close() -> None:
    st.session_state.pop("panel", None)


def wrong(prepared: Prepared) -> None:
    """The form that puts an answer into the keeper's queue; once sent, the thanks stand in its place."""
    text, reasons, number = words()["ask"], words()["reasons"], prepared.number
    if number in st.session_state.setdefault("reported", set()):
        markup.put(markup.note(markup.paragraph(text["wrong_thanks"]), "done"))
        return
    with st.form(f"wrong-{number}"):
        st.write(text["wrong_intro"])
        st.selectbox("What is wrong?", list(reasons), format_func=lambda code: reasons[code], key=f"reason-{number}")
        st.text_area("In your own words (optional). Do not enter names or personal details.", max_chars=2000,
                     key=f"note-{number}")
        with st.container(horizontal=True):
            st.form_submit_button("Report this answer", on_click=report, args=(prepared,))
            st.form_submit_button("Cancel", on_click=close)


def report(prepared: Prepared) -> None:
    """Write the report before anything is drawn anew. It is noted as written first: Streamlit answers a second press
    at once, beside the run of the first."""
    access.require("reader")
    reported, number = st.session_state.setdefault("reported", set()), prepared.number
    if number in reported:
        return
    reported.add(number)
    earlier = [turn.view.question for turn in conversation.turns() if turn.number < number]
    try:
        feedback.report(store_path(), prepared.view.question, prepared.answer.to_dict(),
                        st.session_state[f"reason-{number}"], st.session_state[f"note-{number}"], access.who(),
                        earlier[-conversation.REMEMBERED:])
    except PanelqaError:
        reported.discard(number)
        raise
    page.announce(words()["ask"]["wrong_thanks"])


def keep(prepared: Prepared) -> None:
    """Offer to keep the conversation for the days that the settings allow; by itself nothing is kept."""
    days = settings().keep_days
    with st.container(border=True):
        st.write(f"The conversation is kept for {days} days under an address that you can pass on. "
                 "Until you press the button, nothing is kept.")
        with st.container(horizontal=True):
            pressed = st.button("Keep it")
            st.button("Cancel", on_click=close)
        if pressed:
            key, expires = conversations.keep(store_path(), [t.answer.to_dict() for t in conversation.turns()], days,
                                              access.who())
            address = markup.link("Address of this conversation", "", conversation=key)
            page.announce("The conversation is kept.")
            markup.put(markup.note(Markup("<p>Kept until {}. {}</p>").format(long_date(expires), address), "done"))


PANELS: Mapping[str, Callable[[Prepared], None]] = {"wrong": wrong, "keep": keep}
