"""Reports of an invented force, written into a real store as the ingest would: four quarters, each a PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from store.records import (
    Bundle,
    Cell,
    Document,
    Finding,
    Item,
    LedgerEntry,
    Measure,
    Passage,
    Reading,
    ReadingCell,
    Section,
    Sentence,
    TableRecord,
    Wording,
)
from store.writer import write_bundle
from tests.ui.small_pdf import Line, small_pdf

QUARTERS = (("2023-04-01", "2023-06-30", "Q1 2023/24", "2023-07-20"),
            ("2023-07-01", "2023-09-30", "Q2 2023/24", "2023-11-16"),
            ("2023-10-01", "2023-12-31", "Q3 2023/24", "2024-02-08"),
            ("2024-01-01", "2024-03-31", "Q4 2023/24", "2024-05-23"))


@dataclass(frozen=True)
class Figure:
    """A measure's row in each quarter: target and (actual, rating) a quarter."""

    id: str
    name: str
    unit: str
    direction: str
    target: str
    actuals: tuple[tuple[str, str | None], ...]


FIGURES = (
    Figure("domestic-burglary", "Number of domestic burglaries", "count", "lower", "450",
           (("519", "R"), ("471", "A"), ("448", "G"), ("430", "G"))),
    Figure("emergency-response", "Emergency calls attended within 15 minutes", "%", "higher", "88.0%",
           (("86.5%", "A"), ("87.2%", "A"), ("88.4%", "G"), ("84.9%", "R"))),
    Figure("confidence", "Residents who have confidence in Norland Vale Police", "%", "higher", "72%",
           (("71%", None), ("", None), ("73%", "G"), ("74%", "G"))))
NARRATIVE = ("Patrols in the market towns were doubled in the evenings, and burglary fell in each of them.",
             "The mobile police station visited twelve villages during the quarter.")
HEADS = ("Measure", "Target", "Actual", "RAG")
COLUMNS = (50.0, 330.0, 410.0, 490.0)


def quarter_bundle(number: int, figures: Sequence[Figure] = FIGURES, narrative: Sequence[str] = NARRATIVE,
                   title: str = "Quarterly performance report", name: str = "") -> Bundle:
    """What one quarter's report brings: two passages on page 1 and a measures table on page 2."""
    start, end, label, meeting = QUARTERS[number]
    name = name or f"norland-vale-{meeting[:7]}.pdf"
    printable = [text.encode("cp1252", "replace").decode("cp1252").replace("\n", " ") for text in narrative]
    front: list[Line] = [(50, 80, f"{title} {label}"[:80].encode("cp1252", "replace").decode("cp1252"))]
    front += [(50, 120 + 30 * n, text[:90]) for n, text in enumerate(printable)]
    rows = [HEADS, *((f.name, f.target, f.actuals[number][0], f.actuals[number][1] or "") for f in figures)]
    sheet: list[Line] = [(COLUMNS[c], 100 + 24 * r, text[:60].encode("cp1252", "replace").decode("cp1252"))
                         for r, row in enumerate(rows) for c, text in enumerate(row)]
    content = small_pdf([front, sheet])
    sha = hashlib.sha256(content).hexdigest()
    key = sha[:12]
    item = Item(f"{key}-i0", f"d-{key}", 0, "report", f"{title} {label}", body="Norland Vale", area="Norland Vale",
                period_start=start, period_end=end, period_label=label, meeting_date=meeting, first_page=1, last_page=2)
    section = Section(f"{key}-s0", item.id, None, 0, 1, "objective", "1", "Safer homes", objective=1, page=1)
    passages, at = [], 0
    for n, text in enumerate(narrative):
        box = (1.0, 48.0, 108.0 + 30 * n, 545.0, 124.0 + 30 * n)
        passages.append(Passage(f"{key}-p{n}", item.id, section.id, n, "paragraph", str(n + 1), text,
                                f"paragraph {n + 1}", 1, "1", at, at + len(text), boxes=(box,)))
        at += len(text) + 1
    table = TableRecord(f"{key}-t0", item.id, section.id, 0, "measures", "Measures of the quarter", 2, "table 1",
                        len(rows), len(HEADS), 1)
    cells = [Cell(table.id, r, c, text, text, header=r == 0, page=2,
                  box=(COLUMNS[c] - 3, 88.0 + 24 * r, COLUMNS[c] + (275 if c == 0 else 70), 106.0 + 24 * r))
             for r, row in enumerate(rows) for c, text in enumerate(row)]
    readings = [_reading(key, item, table, r, figure, number) for r, figure in enumerate(figures, 1)]
    links = [ReadingCell(reading.id, field, table.id, reading.row, col)     # type: ignore[arg-type]
             for reading in readings for col, field in enumerate(("measure", "target", "actual", "rag"))]
    finding = Finding(f"{key}-f0", item.id, "rating_contradicts_figure", "high",
                      f"The figure of {figures[0].name} does not fit its rating.", "table 1, row 1",
                      (readings[0].quote,), (readings[0].id,), readings[0].id, figures[0].id)
    return Bundle(
        Document(f"d-{key}", name, sha, "application/pdf", "pdf", 2, len(content), f"{meeting}T10:00:00", item.title),
        content, (item,), (section,), tuple(passages),
        tuple(Sentence(f"{p.id}-0", p.id, 0, 0, len(p.text), p.text) for p in passages), (table,), tuple(cells),
        tuple(Measure(f.id, f.name, f.unit, "percentage" if f.unit == "%" else "count", f.direction)    # type: ignore[arg-type]
              for f in figures) if number == 0 else (),
        tuple(Wording(f.id, f.name, "exact", start, end) for f in figures), tuple(readings), tuple(links),
        findings=(finding,) if number == 1 else (),
        ledger=(LedgerEntry(f"d-{key}", 0, "count", "pages", "2"),
                LedgerEntry(f"d-{key}", 1, "check", "every row read", "3 of 3", True)))


def _reading(key: str, item: Item, table: TableRecord, row: int, figure: Figure, number: int) -> Reading:
    actual, rag = figure.actuals[number]
    clean = actual.rstrip("%") or None
    quote = " ".join(t for t in (figure.name, figure.target, actual, rag or "") if t)
    return Reading(f"{key}-r{row}", figure.id, item.id, table.id, row, row, figure.name, 1, "Safer homes", None,
                   row == 1, "", figure.target, actual, figure.target.rstrip("%"), clean, figure.unit, figure.unit,
                   "target", figure.direction, item.period_start, item.period_end, item.period_label,  # type: ignore[arg-type]
                   "quarter", item.area, rag, "printed" if rag else None, "", (), 2, f"table 1, row {row}", quote)


def fill(folder: Path, **changes: object) -> Path:
    """The four quarters in a new store at `folder`."""
    for number in range(len(QUARTERS)):
        write_bundle(folder, quarter_bundle(number, **changes))     # type: ignore[arg-type]
    return folder
