"""The conversation of a session: asking, and the list of prepared answers. Nothing leaves the session by itself."""

from __future__ import annotations

import streamlit as st

from assistant.answer import Answer
from assistant.present.sources import Prepared, prepare
from assistant.present.stored import answer_of
from store import conversations
from ui.parts import backend

SHOWN = 20
REMEMBERED = 6      # answers before that a follow-up may lean on


def turns() -> list[Prepared]:
    found: list[Prepared] = st.session_state.setdefault("turns", [])
    return found


def forget() -> None:
    """Begin anew: what was asked before leans on nothing any more."""
    for name in ("turns", "panel", "reported", "show_all", "restored"):
        st.session_state.pop(name, None)
    st.query_params.clear()


def restore(key: str) -> None:
    """Put a kept conversation in place of this one. Raises NotHeld."""
    with backend.reading() as store:
        found = [prepare(number, answer_of(data), store)
                 for number, data in enumerate(conversations.kept(store, key), 1)]
    st.session_state["turns"] = found
    st.session_state.pop("reported", None)


def ask(question: str) -> Prepared:
    """Ask with what was asked before as history; the prepared answer is added to the conversation."""
    held = turns()
    history: list[Answer] = [turn.answer for turn in held[-REMEMBERED:]]
    with backend.assistant() as helper:
        answer = helper.ask(question, history=history)
    with backend.reading() as store:
        prepared = prepare(len(held) + 1, answer, store)
    held.append(prepared)
    return prepared
