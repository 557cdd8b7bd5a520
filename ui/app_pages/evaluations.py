"""Evaluations: run question sets over what is held, and read what came of it."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st
from markupsafe import Markup

from assistant.present.words import Tag
from ui.parts import access, evaluations, markup, page, progress
from ui.parts.words import words
from ui.settings import store_path

WORDS = words()["evaluations"]
TAGS = {"passed": Tag("Passed", "●", "green"), "failed": Tag("Failed", "■", "red")}


def begin() -> None:
    """Choose sets and start; for officers and keepers, since a run keeps the machine busy."""
    held = evaluations.sets()
    if not held:
        markup.put(markup.note(markup.paragraph(WORDS["no_sets"])))
        return
    chosen = st.multiselect(WORDS["choose"], list(held), default=list(held)[:1], placeholder="Choose sets")
    markup.put(markup.paragraph(WORDS["other_store"], "pq-quiet"))
    if st.button(WORDS["go"], type="primary"):
        access.require("officer")
        if not chosen:
            page.announce(WORDS["nothing"])
            markup.put(markup.note(markup.paragraph(WORDS["nothing"]), "error"))
            return
        progress.begin(evaluations.start(store_path(), [held[name] for name in chosen]), "The run has started.")


def share(row: dict[str, Any]) -> tuple[str, str, str]:
    low, high = row.get("low"), row.get("high")
    between = "" if low is None or high is None else f"{100 * low:.0f}% to {100 * high:.0f}%"
    return f"{row['passed']} of {row['of']}", "" if row["rate"] is None else f"{100 * row['rate']:.1f}%", between


def run(name: str) -> None:
    """One run: the verdict, the shares of right answers, what fell short, files to take away."""
    found = evaluations.summary(store_path(), name)
    shares = [(f"{what} {row['name']}", *share(row)) for key, what in (("by_set", "Set:"), ("by_kind", "Kind:"))
              for row in found[key]]
    told = found["headline"].removeprefix(f"{found['verdict'].upper()}: ")
    markup.put(Markup("<h2>{} Run of {}</h2><p>{}</p>").format(
        markup.tag(TAGS[found["verdict"]]), evaluations.when(name), told)
        + markup.bullets([*found["reasons"], *found["warnings"]])
        + markup.table("Right answers by set and by kind of question",
                       ("Set or kind", "Right", "Share", "95% interval"), shares, numbers=(1, 2)))
    if fell := evaluations.fallen(store_path(), name):
        most = WORDS["shown"]
        body = [(ident, question, markup.join(Markup("<div>{}</div>").format(why) for why in told))
                for ident, question, told in fell[:most]]
        count = f"What fell short ({len(fell)})" + (f", the first {most}" if len(fell) > most else "")
        markup.put(markup.table(count, ("Case", "Question", "Why"), body))
    with st.container(horizontal=True):
        for which, kind in evaluations.DOWNLOADS.items():
            st.download_button(f"Download {which}", partial(evaluations.file, store_path(), name, which), which, kind,
                               on_click="ignore")


def main() -> None:
    access.require("reader")
    st.title(WORDS["title"], anchor=False)
    markup.put(markup.paragraph(WORDS["intro"]))
    jobs = progress.watched(evaluations.Run, "Asking the questions", "The run has ended.")
    job = jobs[-1] if jobs else None
    if job is not None and job.error:
        markup.put(markup.note(markup.paragraph(job.error), "error"))
    if access.may("officer") and (job is None or job.done):
        begin()
    runs = evaluations.finished(store_path())
    if not runs:
        markup.put(markup.note(markup.paragraph(WORDS["none"])))
        return
    run(st.selectbox("Run to look at", runs, format_func=evaluations.when))


main()
