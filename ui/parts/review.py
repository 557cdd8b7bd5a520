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
from store.records import Finding, TableRecord
from ui.parts import access, answer, backend, images, markup, page, readings
from ui.parts.words import words
from ui.settings import store_path

WORDS = words()["report"]
NOTED = "noted"


def tables(report: ReportPage) -> None:
    """Choose a table, see it beside its page, decide on it or on one of its rows."""
    if not report.tables:
        return
    used = {r.table_id for r in report.readings}
    ordered = sorted(report.tables, key=lambda t: (t.status != "review", t.id not in used, t.ordinal))
    named = {t.id: f"{t.caption or t.locator} ({word('table_statuses', t.status)})" for t in ordered}
    chosen = st.selectbox("Table to review", list(named), format_func=lambda i: named[i])
    table = next(t for t in ordered if t.id == chosen)
    with backend.reading() as store:
        place = find(store, chosen)
    read = Markup('<h3>What was read</h3><div class="pq-tall">{}</div>').format(answer.rows(place))
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
    noted(table.id)
    with st.form(_fresh(f"table-{table.id}")):
        decision = st.radio("Decision about this table", ["confirmed", "set_aside"], index=None,
                            format_func=lambda code: WORDS["decisions"][code])
        why = st.text_area("Why", max_chars=review.LONGEST, key=_fresh(f"why-{table.id}"))
        if st.form_submit_button("Decide about this table"):
            if decision == "confirmed":
                _attempt(lambda: confirm_table(store_path(), table.id, access.who(), why), table.id, decision)
            else:
                _attempt(lambda: _decide(decision, "table", table.id, why), table.id, decision)
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
    noted(line.id)
    with st.form(_fresh(f"row-{line.id}")):
        decision = st.radio("Decision about this row", list(WORDS["decisions"]), index=None,
                            format_func=lambda code: WORDS["decisions"][code])
        field = st.selectbox("Field, where one is misread or wrong", list(fields), format_func=lambda f: fields[f],
                             index=3)
        corrected = st.text_input("What it says, or should say", max_chars=500)
        why = st.text_area("Why", max_chars=review.LONGEST, key=_fresh(f"why-{line.id}"))
        if st.form_submit_button("Decide about this row"):
            _attempt(lambda: _decide_row(line.id, decision, field, corrected, why), line.id, decision)
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
    """Things to check: choose one, see it beside the page, say whether it is right; decided ones, to be withdrawn."""
    if report.open_findings:
        named = {f.id: f"{f.locator}: {f.text}" for f in report.open_findings}
        st.subheader("Things to check", anchor=False)
        chosen = st.selectbox("Thing to check", list(named), format_func=lambda i: named[i])
        _decide_finding(next(f for f in report.open_findings if f.id == chosen))
    else:
        noted("finding")
    decided = [f for f in report.findings if f.id in report.decided]
    if decided:
        st.subheader("Things to check that were decided on", anchor=False)
    for one in decided:
        markup.put(readings.finding(one))
        history(one.id)


def _decide_finding(one: Finding) -> None:
    with backend.reading() as store:
        places = [find(store, place) for place in one.evidence]
    shown = Markup("<h3>What was found</h3>{}").format(readings.finding(one))
    pictured = [place for place in places if place.has_page_image]
    if pictured:
        left, right = st.columns(2)
        with left:
            markup.put(shown)
        with right:
            markup.put(Markup("<h3>Where it stands</h3>"))
            for place in pictured:
                images.page_of(place, strip=True)
    else:
        markup.put(shown + markup.join(answer.context(place) for place in places))
    noted("finding")
    with st.form(_fresh(f"finding-{one.id}")):
        decision = st.radio("Decision about it", ["confirmed", "set_aside"], index=None,
                            format_func=lambda code: WORDS["finding_decisions"][code])
        why = st.text_area("Why", max_chars=review.LONGEST, key=_fresh("why-finding"))
        if st.form_submit_button("Decide about this thing to check"):
            _attempt(lambda: _decide(decision, "finding", one.id, why), "finding", f"finding_{decision}")


def history(target: str) -> None:
    """Every decision about a target, withdrawn ones too."""
    with backend.reading() as store:
        found = decisions(store, target)
    for one in found:
        gone = "" if one.in_force else f" Withdrawn by {one.withdrawn_by}, {_time(one.withdrawn_at or '')}."
        told = WORDS["finding_decisions"][one.decision] if one.kind == "finding" else said(vars(one))
        markup.put(markup.paragraph(f"{_time(one.at)}, {one.who}: {told} {one.why}{gone}", "pq-quiet"))
        if one.in_force and st.button(f"Withdraw decision {one.id}"):
            _attempt(lambda number=one.id: review.withdraw(store_path(), number, access.who()),     # type: ignore[misc]
                     "finding" if one.kind == "finding" else target, "withdrawn")


def _time(iso: str) -> str:
    """A moment as a reader writes it."""
    return f"{long_date(iso)}, {iso[11:16]} UTC"


def _attempt(act: object, at: str, deed: str | None) -> None:
    """Do a keeper's deed; what the person must put right is said beside the form. `at`: where it is told once done."""
    access.require("keeper")
    try:
        act()       # type: ignore[operator]
    except BadInput as error:
        page.announce(str(error))
        markup.put(markup.note(markup.paragraph(str(error)), "error"))
        return
    done = WORDS["done"][deed]
    page.announce(done, NOTED)
    st.session_state["decided"] = st.session_state.get("decided", 0) + 1
    st.session_state["noted"] = (at, done)
    st.rerun()


def _fresh(name: str) -> str:
    """A form's key: a new one after each decision, so that the form is empty then, and as it was after a mistake."""
    return f"{name}-{st.session_state.get('decided', 0)}"


def noted(at: str) -> None:
    """Say once, at the form where it was decided, that the decision stands."""
    held = st.session_state.get("noted")
    if held and held[0] == at:
        del st.session_state["noted"]
        markup.put(Markup('<div id="{}">{}</div>').format(NOTED, markup.note(markup.paragraph(held[1]), "done")))
