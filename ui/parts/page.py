"""What every page shares beside its content: styles, announcements, and links that keep the session."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from store.errors import PanelqaError

_STATIC = Path(__file__).parents[1] / "static"


@cache
def _script() -> str:
    return (_STATIC / "page.js").read_text(encoding="utf-8")


def styles() -> None:
    st.html(_STATIC / "app.css")


@contextmanager
def titled(text: str) -> Iterator[None]:
    """Gives the page a heading where what it is about cannot be shown, so that it never stands without one."""
    try:
        yield
    except PanelqaError:
        st.title(text, anchor=False)
        raise


def announce(text: str, anchor: str = "") -> None:
    """Have screen readers told, once, when this run is shown. `anchor`: what to scroll to."""
    number = st.session_state.get("announced", 0) + 1
    st.session_state["announced"] = number
    st.session_state["announcement"] = {"announcement": text, "number": number, "anchor": anchor}


def mount(pages: dict[str, Any]) -> None:
    """Mount the page's script, at the end of a run, and follow a link that was clicked."""
    component = st.components.v2.component("panelqa.page", js=_script())
    result = component(data=st.session_state.get("announcement", {}), on_go_change=lambda: None, key="page_script")
    wanted = result.get("go")
    if wanted:
        target = pages.get(str(wanted.get("page", "")))
        if target is not None:
            st.switch_page(target, query_params={str(k): str(v) for k, v in dict(wanted.get("query", {})).items()})
