"""Review of what was read, beside the page it was read from: confirm, correct, set aside, withdraw."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from assistant.notes import said
from assistant.present.dates import long_date
from assistant.present.places import find
from assistant.present.reports import ReadingLine, ReportPage, decisions
from assistant.present.words import word
from ingest.readings.again import read_again
from ingest.tables.release import confirm_table
from store import review
from store.errors import BadInput
from store.records import TableRecord
from ui.parts import access, answer, backend, images, markup, page, readings
from ui.parts.words import words
from ui.settings import store_path

WORDS = words()["report"]
DONE = "Noted. It stands from now on, and answers that use it say so."


def tables(report: ReportPage) -> None:
    """Choose a table, see it beside its page, decide on it or on one of its rows."""
    if not report.tables:
        return
    ordered = sorted(report.tables, key=lambda t: (t.status != "review", t.ordinal))
    named = {t.id: f"{t.caption or t.locator} ({word('table_statuses', t.status)})" for t in ordered}
    chosen = st.selectbox("Table to review", list(named), format_func=lambda i: named[i])
    table = next(t for t in ordered if t.id == chosen)
    with backend.reading() as store:
        place = find(store, chosen)
    read = Markup("<h3>What was read</h3>{}").format(answer.rows(place))
    if place.has_page_image:
        left, right = st.columns(2)
        with left:
            markup.put(read)
        with right:
            pages = sorted({int(box[0]) for box in place.boxes}) or [place.page or 1]
            markup.put(Markup("<h3>The page</h3>"))
            at = st.selectbox("Page of the table", pages) if len(pages) > 1 else pages[0]
            images.page_of(replace(place, page=at))
    else:
        markup.put(read + markup.paragraph("This kind of file has no page image. Compare with the file itself."))
    _decide_table(table)
    rows(tuple(r for r in report.readings if r.table_id == chosen))


def _decide_table(table: TableRecord) -> None:
    with st.form(_fresh(f"table-{table.id}")):
        decision = st.radio("Decision about this table", ["confirmed", "set_aside"], index=None,
                            format_func=lambda code: WORDS["decisions"][code])
        why = st.text_area("Why", max_chars=review.LONGEST, key=_fresh(f"why-{table.id}"))
        if st.form_submit_button("Decide about this table"):
            if decision == "confirmed":
                _attempt(lambda: confirm_table(store_path(), table.id, access.who(), why))
            else:
                _attempt(lambda: _decide(decision, "table", table.id, why))
    history(table.id)


def rows(lines: tuple[ReadingLine, ...]) -> None:
    """Choose a row of the table and decide on it: right, misread, printed wrongly, or not to be used."""
    if not lines:
        return
    named = {line.id: f"{line.locator}: {line.measure}" for line in lines}
    chosen = st.selectbox("Row to review", list(named), format_func=lambda i: named[i])
    line = next(x for x in lines if x.id == chosen)
    fields = WORDS["fields"]
    with backend.reading() as store:
        images.page_of(find(store, line.id), strip=True)
    markup.put(markup.summary_list((fields[f], text or "blank") for f, text in line.printed.items()))
    with st.form(_fresh(f"row-{line.id}")):
        decision = st.radio("Decision about this row", list(WORDS["decisions"]), index=None,
                            format_func=lambda code: WORDS["decisions"][code])
        field = st.selectbox("Field, where one is misread or wrong", list(fields), format_func=lambda f: fields[f],
                             index=3)
        corrected = st.text_input("What it says, or should say", max_chars=500)
        why = st.text_area("Why", max_chars=review.LONGEST, key=_fresh(f"why-{line.id}"))
        if st.form_submit_button("Decide about this row"):
            _attempt(lambda: _decide_row(line.id, decision, field, corrected, why))
    history(line.id)


def _decide_row(target: str, decision: str | None, field: str, corrected: str, why: str) -> None:
    if decision == "read_again":
        read_again(store_path(), target, field, corrected, access.who(), why)
    elif decision == "corrected":
        review.correct(store_path(), target, field, corrected, access.who(), why)
    elif corrected.strip():
        raise BadInput(WORDS["unclear"])
    else:
        _decide(decision, "reading", target, why)


def _decide(decision: str | None, kind: review.Kind, target: str, why: str) -> None:
    if decision is None:
        raise BadInput(WORDS["undecided"])
    act = review.confirm if decision == "confirmed" else review.set_aside
    act(store_path(), kind, target, access.who(), why)


def findings(report: ReportPage) -> None:
    """Findings: confirm that one is right, or set it aside as no fault; those decided on, to be withdrawn."""
    if report.open_findings:
        _decide_finding(report)
    decided = [f for f in report.findings if f.id in report.decided]
    if decided:
        st.subheader("Things to check that were decided on", anchor=False)
    for one in decided:
        markup.put(readings.finding(one))
        history(one.id)


def _decide_finding(report: ReportPage) -> None:
    named = {f.id: f"{f.locator}: {f.text}" for f in report.open_findings}
    with st.form(_fresh("finding")):
        chosen = st.selectbox("Thing to check", list(named), format_func=lambda i: named[i])
        decision = st.radio("Decision about it", ["confirmed", "set_aside"], index=None,
                            format_func=lambda code: WORDS["finding_decisions"][code])
        why = st.text_area("Why", max_chars=review.LONGEST, key=_fresh("why-finding"))
        if st.form_submit_button("Decide about this thing to check"):
            _attempt(lambda: _decide(decision, "finding", chosen, why))


def history(target: str) -> None:
    """Every decision about a target, withdrawn ones too."""
    with backend.reading() as store:
        found = decisions(store, target)
    for one in found:
        gone = "" if one.in_force else f" Withdrawn by {one.withdrawn_by}, {_time(one.withdrawn_at or '')}."
        told = WORDS["finding_decisions"][one.decision] if one.kind == "finding" else said(vars(one))
        markup.put(markup.paragraph(f"{_time(one.at)}, {one.who}: {told} {one.why}{gone}", "pq-quiet"))
        if one.in_force and st.button(f"Withdraw decision {one.id}"):
            _attempt(lambda number=one.id: review.withdraw(store_path(), number, access.who()))     # type: ignore[misc]


def _time(iso: str) -> str:
    """A moment (UTC) as a reader writes it."""
    return f"{long_date(iso)}, {iso[11:16]}"


def _attempt(act: object) -> None:
    """Do a keeper's deed; what the person must put right is said beside the form."""
    access.require("keeper")
    try:
        act()       # type: ignore[operator]
    except BadInput as error:
        page.announce(str(error))
        markup.put(markup.note(markup.paragraph(str(error)), "error"))
        return
    page.announce(DONE)
    st.session_state["decided"] = st.session_state.get("decided", 0) + 1
    st.session_state["noted"] = DONE
    st.rerun()


def _fresh(name: str) -> str:
    """A form's key: a new one after each decision, so that the form is empty then, and as it was after a mistake."""
    return f"{name}-{st.session_state.get('decided', 0)}"


def noted() -> None:
    """Say once that the last decision stands."""
    if done := st.session_state.pop("noted", None):
        markup.put(markup.note(markup.paragraph(done), "done"))
