"""What every page shares beside its content: styles, announcements, downloads, and links that keep the session."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from store.errors import PanelqaError
from ui.settings import settings

SCRIPT = "page_script"
_STATIC = Path(__file__).parents[1] / "static"
ICON = _STATIC / "icon.svg"


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


def named(what: str) -> None:
    """Put what the page is about into its title, for tabs, bookmarks and screen readers."""
    st.set_page_config(page_title=f"{what} - {settings().service}")


def announce(text: str, anchor: str = "") -> None:
    """Have screen readers told, once, when this run is shown. `anchor`: what to scroll to.

    What was to be told on the way here, before another page opened, is told with it.
    """
    number = st.session_state.get("announced", 0) + 1
    waiting = st.session_state.get("announcement", {})
    if waiting.get("number", 0) > st.session_state.get("told", 0) and waiting["announcement"] != text:
        text = f"{waiting['announcement']} {text}"
    st.session_state["announced"] = number
    st.session_state["announcement"] = {"announcement": text, "number": number, "anchor": anchor}


def download(name: str, kind: str, content: bytes) -> None:
    """Have the browser save a file, once, when this run is shown. `kind`: its media type."""
    number = st.session_state.get("downloaded", 0) + 1
    st.session_state["downloaded"] = number
    st.session_state["download"] = {"name": name, "type": kind, "number": number,
                                    "content": b64encode(content).decode()}


def sent(name: str) -> Mapping[str, Any] | None:
    """What the page's script sent with this run under `name`: "go" (a link) or "act" (a button of an answer)."""
    value = st.session_state[SCRIPT].get(name) if SCRIPT in st.session_state else None
    return value if isinstance(value, Mapping) else None


def mount(pages: Mapping[str, Any], on_act: Callable[[], None], shown: str, sign_in: str | None) -> None:
    """Mount the page's script, at the end of a run, and follow a link that was clicked.

    `shown` tells pages apart: the script starts another one at its top. `on_act` is called, at the start of the run,
    when a button of an answer was pressed (see `sent`). `sign_in`: "waiting" has the script remember the address, which
    "done" leads to, since signing in ends at the first page.
    """
    component = st.components.v2.component("panelqa.page", js=_script())
    data = {**st.session_state.get("announcement", {}), "shown": shown, "sign_in": sign_in}
    st.session_state["told"] = st.session_state.get("announced", 0)
    if "download" in st.session_state:
        data["download"] = st.session_state.pop("download")
    result = component(data=data, on_go_change=lambda: None, on_act_change=on_act, key=SCRIPT)
    wanted = result.get("go")
    if wanted:
        target = pages.get(str(wanted.get("page", "")))
        if target is not None:
            st.switch_page(target, query_params={str(k): str(v) for k, v in dict(wanted.get("query", {})).items()})
