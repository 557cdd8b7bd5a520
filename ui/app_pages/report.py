"""One report: what was found and checked, what wants a person's eye, its review and its removal."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from assistant.present.dates import long_date, period_range
from assistant.present.reports import ReportPage, report
from assistant.present.words import word
from ui.parts import access, backend, markup, readings, removal, review
from ui.parts.page import named, titled
from ui.parts.words import words


def facts(page: ReportPage) -> Markup:
    d = page.document
    known = [("File", f"{d.name} ({d.size_text})"), ("Pages", "" if d.pages is None else str(d.pages)),
             ("Meeting", long_date(d.meeting_date) if d.meeting_date else "not read"),
             ("Added", long_date(d.ingested_at)),
             ("State", "Held" if d.status == "held" else "Replaced by a newer version. Not answered from.")]
    notes = markup.bullets(d.notes) if d.notes else Markup("")
    return markup.summary_list((name, value) for name, value in known if value) + notes


def items(page: ReportPage) -> Markup:
    body = [(i.title or "Untitled", i.kind, i.period_label or "not read",
             period_range(f"{i.period_start}/{i.period_end}") if i.period_start and i.period_end else "not read",
             i.period_words or "not found in the text", i.area or i.body or "not read") for i in page.items]
    return markup.table("What the file holds",
                        ("Title", "Kind", "Period", "Dates", "In the words of the report", "Area"), body)


def ledger(page: ReportPage) -> Markup:
    """What was counted and checked, folded away where every check passed."""
    checks = [e.passed for e in page.ledger if e.passed is not None]
    fell = checks.count(False)
    told = f"{fell} of {len(checks)} checks did not pass" if fell else f"All {len(checks)} checks passed"
    body = [(e.name, e.value, "" if e.passed is None else "✓ passed" if e.passed else "✗ did not pass", e.detail)
            for e in page.ledger]
    table = markup.table("What was counted and checked when it was read", ("What", "Result", "Check", "Detail"), body)
    return markup.details(told, table, "ledger", opened=bool(fell))


def tables(page: ReportPage) -> Markup:
    if not page.tables:
        return markup.paragraph("No table was found in it.")
    body = [(t.caption or t.locator, "" if t.page is None else str(t.page), f"{t.n_rows} × {t.n_cols}",
             word("table_statuses", t.status), t.reason) for t in page.tables]
    return markup.table("Tables", ("Table", "Page", "Rows and columns", "State", "Why"), body)


def main() -> None:
    access.require("reader")
    with backend.reading() as store, titled(words()["pages"]["report"]):
        page = report(store, st.query_params.get("doc", ""))
    named(page.document.title or page.document.name)
    markup.put(markup.heading(page.document.title or page.document.name) + facts(page) + items(page))
    markup.put(Markup("<h2>Things to check</h2>{}").format(
        readings.findings(page.open_findings) if page.open_findings else markup.paragraph("None are open.")))
    markup.put(Markup("<h2>How it was read</h2>{}{}").format(ledger(page), tables(page)))
    if access.may("keeper"):
        if page.tables or page.findings:
            st.header("Review", anchor=False)
            markup.put(markup.paragraph(words()["report"]["review_intro"]))
        review.tables(page)
        review.findings(page)
        removal.remove(page.document)
    markup.put(Markup("<p>{}</p>").format(markup.link("All reports", "reports")))


main()
