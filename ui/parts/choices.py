"""Choices that stand in a page's address: a link, a bookmark or Back brings the same view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from ui.parts import markup
from ui.parts.words import words

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def choose(into: DeltaGenerator, label: str, name: str, options: Mapping[str, str], default: str = "",
           resets: Sequence[str] = ()) -> str:
    """A labelled select of `options` (value to words) whose choice is `name` in the address; `default` is left out.

    The address decides what is chosen. One that asks for something that cannot be chosen is told so, and the default
    is taken. `resets`: names that go from the address when another choice is made.
    """
    wanted = st.query_params.get(name, default)
    if wanted not in options:
        markup.put(markup.note(markup.paragraph(words()["errors"]["no_choice"].format(
            wanted=wanted, label=label.lower(), taken=options[default]))), into)
        wanted = default
        del st.query_params[name]
    key = f"choice-{name}"
    st.session_state[key] = wanted

    def keep() -> None:
        _keep(name, st.session_state[key], default)
        for other in resets:
            st.query_params.pop(other, None)

    chosen: str = into.selectbox(label, list(options), format_func=lambda value: options[value], key=key,
                                 on_change=keep)
    return chosen


def choose_several(into: DeltaGenerator, label: str, name: str, options: Mapping[str, str], most: int,
                   placeholder: str) -> list[str]:
    """The same for up to `most` choices, each a `name` of its own in the address."""
    asked = list(dict.fromkeys(st.query_params.get_all(name)))
    wanted = [value for value in asked if value in options][:most]
    if left := [value for value in asked if value not in wanted]:
        markup.put(markup.note(markup.paragraph(words()["errors"]["not_chosen"].format(
            left="”, “".join(left), most=most))), into)
        st.query_params[name] = wanted
    key = f"choices-{name}"
    st.session_state[key] = wanted

    def keep() -> None:
        st.query_params[name] = st.session_state[key]

    chosen: list[str] = into.multiselect(label, list(options), format_func=lambda value: options[value], key=key,
                                         max_selections=most, placeholder=placeholder, on_change=keep)
    return chosen


def _keep(name: str, value: str, default: str) -> None:
    if value == default:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = value
