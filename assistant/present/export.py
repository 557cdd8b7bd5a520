"""An answer to take away: text for the clipboard, Markdown, and a Word document. Each with its citations."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

from assistant.answer import Citation
from assistant.present.figures import FigureRow
from assistant.present.quotes import Part
from assistant.present.titles import readable
from assistant.present.view import AnswerView

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~&$:])")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HEADERS = ("Measure", "Period", "Basis", "Actual", "Compared with", "Rating", "Source")


def joined(parts: Iterable[Part]) -> str:
    return "".join(f" {p.text}" if p.marker is not None else p.text for p in parts)


def place(citation: Citation) -> str:
    """Where a citation stands: document, title, page and locator, in words."""
    page = f"page {citation.page}" if citation.page is not None else ""
    kept = [p for p in (readable(citation.title), citation.document, page, citation.locator) if p]
    return ", ".join(dict.fromkeys(kept))


def cells(row: FigureRow) -> tuple[str, ...]:
    """A row of the figures table as text, in the order of `HEADERS`."""
    compared = "; ".join(f"{o.text} ({o.note})" if o.note else o.text for o in row.others) or "not given here"
    rating = f"{row.rating.text} ({row.rating.note})" if row.rating.note else row.rating.text
    return (row.measure, row.period, row.basis, row.actual.text if row.actual else "not asked", compared, rating,
            f"[{row.citation}]")


def copy_text(view: AnswerView) -> str:
    """Plain text for the clipboard: question, answer, caveats, sources with their words."""
    lines = [f"Question: {view.question}", "", *(joined(p) for p in view.text)]
    lines += [f"Calculation: {joined(p)}" for p in view.calculations]
    lines += [f"Note: {joined(p)}" for p in view.caveats + view.more_caveats]
    lines += ["", "Sources"] if view.sources else []
    lines += [f"[{c.n}] {place(c)}: “{c.quote}”" for c in view.sources]
    return "\n".join([*lines, "", view.standing])


def escape_markdown(text: str) -> str:
    """Foreign text for Markdown: every sign that could become markup is escaped, lines are joined."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def markdown(view: AnswerView) -> str:
    """The answer as a Markdown document."""
    safe = escape_markdown
    out = [f"# {safe(view.question)}", ""]
    for parts in view.text:
        out += [safe(joined(parts)), ""]
    if view.figures:
        out += ["| " + " | ".join(HEADERS) + " |", "|" + " --- |" * len(HEADERS)]
        out += ["| " + " | ".join(map(safe, cells(row))) + " |" for row in view.figures] + [""]
    for title, items in _sections(view):
        out += [f"## {title}", "", *(f"- {safe(item)}" for item in items), ""]
    return "\n".join([*out, f"*{safe(view.standing)}*", ""])


def docx(view: AnswerView) -> bytes:
    """The answer as a Word document; its bytes."""
    from docx import Document

    page = Document()
    page.core_properties.title = _xml(view.question)[:250]
    page.add_heading(_xml(view.question), level=1)
    for parts in view.text:
        page.add_paragraph(_xml(joined(parts)))
    if view.figures:
        table = page.add_table(rows=1, cols=len(HEADERS), style="Table Grid")
        for cell, text in zip(table.rows[0].cells, HEADERS, strict=True):
            cell.text = text
        for row in view.figures:
            for cell, text in zip(table.add_row().cells, cells(row), strict=True):
                cell.text = _xml(text)
    for title, items in _sections(view):
        page.add_heading(title, level=2)
        for item in items:
            page.add_paragraph(_xml(item), style="List Bullet")
    page.add_paragraph().add_run(_xml(view.standing)).italic = True
    held = io.BytesIO()
    page.save(held)
    return held.getvalue()


def _sections(view: AnswerView) -> list[tuple[str, list[str]]]:
    everything = [("Calculations", [joined(p) for p in view.calculations]),
                  ("Notes", [joined(p) for p in view.caveats + view.more_caveats]),
                  ("Nearest things held", [n.text for n in view.nearest]),
                  ("Sources", [f"[{c.n}] {place(c)}: “{c.quote}”" for c in view.sources])]
    return [(title, items) for title, items in everything if items]


def _xml(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
