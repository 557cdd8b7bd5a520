"""What a reader can do with an answer: take it away, keep the conversation, report that it is wrong."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from assistant.present import export
from assistant.present.dates import long_date
from assistant.present.sources import Prepared
from store import conversations, feedback
from ui.parts import access, conversation, markup, page
from ui.parts.words import words
from ui.settings import settings, store_path

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def actions(prepared: Prepared, opened: bool) -> None:
    """The last answer's actions stand open; an older one's come on request, so that a long chat stays fast."""
    key = f"actions-{prepared.number}"
    if not opened and not st.session_state.get(key):
        st.button(f"Download or report answer {prepared.number}", key=f"{key}-open",
                  on_click=lambda: st.session_state.update({key: True}))
        return
    with st.container(horizontal=True):
        st.download_button(f"Download answer {prepared.number} as .docx", lambda: export.docx(prepared.view),
                           f"answer-{prepared.number}.docx", DOCX, key=f"{key}-docx", on_click="ignore")
        st.download_button(f"Download answer {prepared.number} as .md", lambda: export.markdown(prepared.view),
                           f"answer-{prepared.number}.md", "text/markdown", key=f"{key}-md", on_click="ignore")
    with st.expander(words()["ask"]["wrong_title"], key=f"{key}-wrong"):
        wrong(prepared)
    if opened:
        keep()


def wrong(prepared: Prepared) -> None:
    """The form that puts an answer into the keeper's queue."""
    text, reasons = words()["ask"], words()["reasons"]
    with st.form(f"wrong-{prepared.number}", border=False, clear_on_submit=True):
        st.write(text["wrong_intro"])
        reason = st.selectbox("What is wrong?", list(reasons), format_func=lambda code: reasons[code])
        note = st.text_area("In your own words (optional). Do not enter names or personal details.", max_chars=2000)
        sent = st.form_submit_button("Report this answer")
    if sent:
        access.require("reader")
        feedback.report(store_path(), prepared.view.question, prepared.answer.to_dict(), reason, note, access.who())
        page.announce(text["wrong_thanks"])
        st.success(text["wrong_thanks"])


def keep() -> None:
    """Offer to keep the conversation for the days that the settings allow; by itself nothing is kept."""
    days = settings().keep_days
    if not days:
        return
    with st.expander("Keep this conversation", key=f"keep-{len(conversation.turns())}"):
        st.write(f"It is kept for {days} days under an address that you can pass on. Until then, nothing is kept.")
        if st.button("Keep it"):
            key, expires = conversations.keep(store_path(), [t.answer.to_dict() for t in conversation.turns()], days,
                                              access.who())
            address = markup.link("Address of this conversation", "", conversation=key)
            page.announce("The conversation is kept.")
            markup.put(markup.note(Markup("<p>Kept until {}. {}</p>").format(long_date(expires), address), "done"))
