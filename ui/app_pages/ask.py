"""Ask: a conversation. An answer appears whole and checked, never token by token."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from markupsafe import Markup

from assistant.present.sources import Prepared
from store.errors import NotHeld
from ui.parts import access, actions, answer, backend, conversation, markup, page
from ui.parts.words import words
from ui.settings import settings

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

WORDS = words()["ask"]


def suggestions() -> None:
    """Questions made from what is held, as links that can be shared."""
    from assistant.present.suggest import suggested

    with backend.reading() as store:
        found = suggested(store)
    if not found:
        markup.put(markup.note(markup.paragraph(WORDS["nothing_held"])))
        return
    markup.put(Markup("<h2>{}</h2>{}").format(WORDS["suggested"], answer.questions(found)))


def turn(prepared: Prepared, into: DeltaGenerator | None = None) -> None:
    """One block for each question with its answer: a long chat stays quick."""
    markup.put(answer.turn(prepared, settings().keep_days), into)
    actions.panel(prepared)


def talk(held: list[Prepared], asking: bool) -> None:
    """The conversation so far: the last answers, earlier ones on request; before the first, where to begin."""
    if not held and not asking:
        markup.put(markup.paragraph(WORDS["intro"]) + markup.paragraph(WORDS["privacy"], "pq-quiet"))
        suggestions()
    first = 0 if st.session_state.get("show_all") else max(0, len(held) - conversation.SHOWN)
    if first:
        st.button(f"{WORDS['earlier']} ({first})", on_click=lambda: st.session_state.update(show_all=True))
    for prepared in held[first:]:
        turn(prepared)


def ask(question: str) -> None:
    place = st.empty()
    waiting = Markup('<p class="pq-quiet" role="status">{}</p>').format(WORDS["waiting"])
    markup.put(answer.exchange(question, f"a{len(conversation.turns()) + 1}", waiting), place)
    prepared = conversation.ask(question)
    turn(prepared, place)
    page.announce(prepared.view.announcement, prepared.anchor)


def restore(kept: str) -> None:
    """Bring a kept conversation back; one that is gone leaves the page as it would be without it."""
    try:
        conversation.restore(kept)
    except NotHeld as error:
        del st.query_params["conversation"]
        page.announce(str(error))
        markup.put(markup.note(markup.paragraph(str(error)), "error"))


def anew() -> None:
    conversation.forget()
    st.session_state["linked"] = st.query_params.get("q", "")
    page.announce(WORDS["anew_done"])


def main() -> None:
    access.require("reader")
    st.title(WORDS["title"], anchor=False)
    kept = st.query_params.get("conversation", "")
    if kept and st.session_state.get("restored") != kept:
        st.session_state["restored"] = kept
        restore(kept)
    held = conversation.turns()
    linked = st.query_params.get("q", "")
    body = st.container()
    with st.container(key="asking"):    # not pinned by Streamlit, whose pinned input drags the page down
        typed = st.chat_input(WORDS["prompt"], submit_mode="disable")
    with body:
        fresh = linked if st.session_state.get("linked") != linked else ""
        question = typed or fresh
        talk(list(held), asking=bool(question))
        if question:
            st.session_state["linked"] = linked
            ask(question)
        if conversation.turns():
            st.button(WORDS["anew"], on_click=anew, help=WORDS["anew_why"])


main()
