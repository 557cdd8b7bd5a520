"""Who is using the app, and what their role lets them do. Checked on the page and again before each action."""

from __future__ import annotations

import os

import streamlit as st

from store.errors import BadInput
from ui.parts.words import words
from ui.settings import ROLES, Role, settings

OPEN_ROLE = "PANELQA_UI_OPEN_ROLE"      # the role of everyone where there is no sign-in; set by ui.server


def signed_in() -> bool:
    return settings().sign_in is None or bool(st.user.is_logged_in)


def role() -> Role:
    """The role in this session: by sign-in where it is set up, else that of whoever sits at this machine."""
    chosen = settings()
    if chosen.sign_in is None:
        open_role = os.environ.get(OPEN_ROLE, "keeper")
        return open_role if open_role in ROLES else "none"     # type: ignore[return-value]
    return chosen.role_of(st.user.to_dict()) if st.user.is_logged_in else "none"


def who() -> str:
    """The name under which an action is recorded."""
    if settings().sign_in is None:
        return "local user"
    claims = st.user.to_dict()
    return str(claims.get("email") or claims.get("name") or claims.get("sub") or "signed-in user")


def may(least: Role) -> bool:
    return ROLES.index(role()) >= ROLES.index(least)


def require(least: Role) -> None:
    """Raise BadInput unless this session's role is at least `least`."""
    if not may(least):
        raise BadInput(words()["errors"]["not_allowed"])
