"""Jobs of a person on their page: begun, drawn while they are at work, announced when they end."""

from __future__ import annotations

from typing import TypeVar

import streamlit as st

from ui.parts import access, jobs, markup, page
from ui.parts.jobs import Job
from ui.settings import store_path

J = TypeVar("J", bound=Job)


def _owner() -> tuple[str, ...]:
    return str(store_path()), access.who()


def begin(job: Job, started: str) -> None:
    """Keep a job that was started and draw the page anew."""
    jobs.keep(job, *_owner())
    page.announce(started)
    st.rerun()


def watched(kind: type[J], label: str, ended: str) -> tuple[J, ...]:
    """The person's jobs of a kind, the oldest first; those at work are drawn."""
    found = jobs.kept(kind, *_owner())
    for job in found:
        if not job.done:
            _bar(job, label, ended)
    return found


def let_go(kind: type[Job]) -> None:
    jobs.let_go(kind, *_owner())


@st.fragment(run_every=0.5)
def _bar(job: Job, label: str, ended: str) -> None:
    """Drawn twice a second; the rest of the page is left alone."""
    st.progress(job.share, text=label)
    markup.put(markup.paragraph(job.line))
    if job.done:
        page.announce(ended)
        st.rerun(scope="app")
