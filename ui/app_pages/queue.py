"""Reported answers: the keeper's queue."""

from __future__ import annotations

import json

import streamlit as st
from markupsafe import Markup

from assistant.present.dates import long_date
from assistant.present.sources import prepare
from assistant.present.stored import answer_of
from store import feedback
from ui.parts import access, answer, backend, markup, page
from ui.parts.words import words
from ui.settings import store_path

WORDS, REASONS = words()["queue"], words()["reasons"]


def show(one: feedback.Report) -> None:
    with backend.reading() as store:
        prepared = prepare(one.id, answer_of(one.answer), store)
    with st.container(border=True):
        markup.put(Markup("{}{}").format(markup.heading(one.question, 2), markup.summary_list(
            (("Reported", f"{long_date(one.at)} by {one.who}"), ("Reason", REASONS[one.reason]),
             ("In their words", one.note or "none given")))))
        with st.expander(f"The answer that was reported ({one.id})"):
            markup.put(answer.body(prepared))
        with st.container(horizontal=True):
            for outcome, label in WORDS["outcomes"].items():
                if st.button(f"{label} ({one.id})", key=f"{outcome}-{one.id}"):
                    decide(one, outcome)


def decide(one: feedback.Report, outcome: str) -> None:
    access.require("keeper")
    feedback.close(store_path(), one.id, outcome, access.who())     # type: ignore[arg-type]
    page.announce("Decided. The report is off the queue.")
    st.rerun()


def main() -> None:
    access.require("keeper")
    st.title(WORDS["title"], anchor=False)
    markup.put(markup.paragraph(WORDS["intro"]))
    with backend.reading() as store:
        waiting = feedback.reports(store)
        made = [r for r in feedback.reports(store, "closed") if r.outcome == "case"]
    if not waiting:
        markup.put(markup.note(markup.paragraph(WORDS["none"])))
    for one in waiting:
        show(one)
    if made:
        st.download_button("Download the cases made from reports (.jsonl)", lambda: "".join(
            json.dumps(feedback.as_case(r), ensure_ascii=False) + "\n" for r in made), "reported-cases.jsonl",
            "application/jsonl", on_click="ignore")


main()
