"""A job of this session on its page: begun, drawn while it is at work, announced when it ends."""

from __future__ import annotations

from typing import TypeVar

import streamlit as st

from ui.parts import markup, page
from ui.parts.jobs import Job

J = TypeVar("J", bound=Job)


def begin(name: str, job: Job, started: str) -> None:
    """Keep a job that was started under its name and draw the page anew."""
    st.session_state[name] = job
    page.announce(started)
    st.rerun()


def watched(name: str, kind: type[J], label: str, ended: str) -> J | None:
    """The session's job of this name, drawn as long as it is at work; None where there is none."""
    job = st.session_state.get(name)
    if not isinstance(job, kind):
        return None
    if not job.done:
        _bar(job, label, ended)
    return job


@st.fragment(run_every=0.5)
def _bar(job: Job, label: str, ended: str) -> None:
    """Drawn twice a second; the rest of the page is left alone."""
    st.progress(job.share, text=label)
    markup.put(markup.paragraph(job.line))
    if job.done:
        page.announce(ended)
        st.rerun(scope="app")
