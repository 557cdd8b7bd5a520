"""The app's frame: navigation by role, styles, sign-in, and what goes wrong said in plain words."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from store.errors import BadInput, PanelqaError
from ui.parts import access, actions, markup, page
from ui.parts.words import words
from ui.settings import ROLES, Role, settings

PAGES: tuple[tuple[str, Role, bool], ...] = (      # name, least role, in the menu
    ("ask", "reader", True), ("measures", "reader", True), ("reports", "reader", True), ("draft", "officer", True),
    ("evaluations", "reader", True), ("queue", "keeper", True), ("about", "none", True), ("measure", "reader", False),
    ("compare", "reader", False), ("report", "reader", False), ("source", "reader", False),
    ("accessibility", "none", False))


QUERY = {"": {"q", "conversation"}, "source": {"doc", "place", "at"}, "measure": {"id"}, "report": {"doc"},
         "compare": {"id", "from", "to"}, "measures": {"report", "period", "objective", "rating", "show", "page"}}


def tidy_address(page_address: str) -> None:
    """Drop what an address carries for another page; going back in the browser can leave it there."""
    for name in [n for n in st.query_params if n not in QUERY.get(page_address, set())]:
        del st.query_params[name]


def what_is_shown(page_address: str) -> str:
    """The page with what it is about: choices made on a page are no other page."""
    about = [f"{name}={st.query_params[name]}" for name in ("doc", "place", "id") if name in st.query_params]
    return "&".join([page_address, *about])


def pages() -> dict[str, st.Page]:
    """The pages that this session's role opens, by address."""
    titles, rank = words()["pages"], ROLES.index(access.role())
    allowed = [(name, shown) for name, least, shown in PAGES if rank >= ROLES.index(least)]
    if rank == 0:
        allowed.insert(0, ("sign_in", True))
    found = {}
    for number, (name, shown) in enumerate(allowed):
        address = "" if number == 0 else name
        found[address] = st.Page(f"app_pages/{name}.py", title=titles[name], default=number == 0,
                                 url_path=None if number == 0 else name, visibility="visible" if shown else "hidden")
    for name in {one for one, _, _ in PAGES} - {one for one, _ in allowed}:
        closed = (not_for_this_role, titles[name]) if rank else ("app_pages/sign_in.py", titles["sign_in"])
        found[name] = st.Page(closed[0], title=closed[1], url_path=name, visibility="hidden")
    return found


def not_for_this_role() -> None:
    """What stands at the address of a page that this session's role does not open."""
    st.title(words()["errors"]["no_entry"], anchor=False)
    access.require("reader")
    raise BadInput(words()["errors"]["not_allowed"])


def sign_in_state(page_address: str) -> str:
    """"waiting" at the address of a page that opens once somebody has signed in, "done" once they have."""
    if access.signed_in():
        return "done"
    least = {name: role for name, role, _ in PAGES}.get(page_address, "none")
    return "waiting" if least != "none" or not page_address and len(st.query_params) else ""


def footer() -> None:
    links = [markup.link(words()["pages"][name], name) for name in ("about", "accessibility")]
    contact = Markup("<p>Contact: {}</p>").format(settings().contact) if settings().contact else Markup("")
    markup.put(Markup('<div class="pq-footer">{}{}</div>').format(markup.join(links), contact))
    if settings().sign_in is not None and access.signed_in():
        st.button("Sign out", on_click=st.logout)


def frame() -> None:
    available = pages()
    current = st.navigation(list(available.values()), position="top")
    st.set_page_config(page_title=f"{current.title} - {settings().service}", layout="centered", page_icon=page.ICON,
                       initial_sidebar_state="auto")
    page.styles()
    markup.put(markup.paragraph(settings().service, "pq-service"))
    tidy_address(current.url_path)
    if st.session_state.get("page_shown") != current.title:
        if "page_shown" in st.session_state:
            page.announce(f"Page: {current.title}")
        st.session_state["page_shown"] = current.title
    try:
        current.run()
    except PanelqaError as error:
        markup.put(markup.note(markup.paragraph(str(error)), "error"))
    footer()
    page.mount(available, on_act=actions.perform, shown=what_is_shown(current.url_path),
               sign_in=None if settings().sign_in is None else sign_in_state(current.url_path))


frame()
