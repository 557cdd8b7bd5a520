"""Small bundles for tests: one report with two paragraphs, a bullet, a footnote, a table of two rows, a finding."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from store.records import (
    Bundle,
    Cell,
    Document,
    Finding,
    Footnote,
    Item,
    LedgerEntry,
    Measure,
    Passage,
    Reading,
    ReadingCell,
    Section,
    Sentence,
    TableRecord,
    Term,
    Wording,
)

TEXTS = ("Burglary fell over the quarter. The force puts this down to Operation Larch.",
         "Patrols were moved to the market towns.",
         "The Victims' Board (VB) met twice.")


def bundle(name: str = "report.txt", *, period: str = "2022-04-01", end: str = "2022-06-30", actual: str = "276",
           exempt: bool = False, texts: tuple[str, ...] = TEXTS, supersedes: str | None = None) -> Bundle:
    """A report of one quarter. Its ids are made from its content, as the ingest does."""
    content = "\n".join((name, period, actual, *texts)).encode()
    digest = hashlib.sha256(content).hexdigest()
    d = digest[:12]
    item = Item(f"{d}-i1", d, 1, "report", "Performance report", body="Norland Vale", area="Norland Vale",
                period_start=period, period_end=end, period_label="Q1 2022/23", exempt=exempt,
                rating_key=(("G", "On target."),))
    section = Section(f"{d}-s1", item.id, None, 1, 1, "objective", "1", "Reduce burglary", 1)
    passages, sentences, at = [], [], 0
    for n, text in enumerate(texts, 1):
        kind = "bullet" if n == 2 else "paragraph"
        passages.append(Passage(f"{d}-p{n}", item.id, section.id, n, kind, str(n), text, f"paragraph {n}", 1, "1",
                                at, at + len(text), f"{d}-p1" if n == 2 else None, ((1, 72.0, 90.5, 300.0, 110.0),)))
        at += len(text) + 1
        start = 0
        for k, part in enumerate(text.split(". "), 1):
            end_at = min(start + len(part) + 1, len(text))
            sentences.append(Sentence(f"{d}-p{n}-{k}", f"{d}-p{n}", k, start, end_at, text[start:end_at]))
            start = end_at + 1
    note = Passage(f"{d}-p9", item.id, section.id, 9, "footnote", None, "Counts are provisional.", "footnote 2", 1,
                   "1", at, at + 23)
    table = TableRecord(f"{d}-t1", item.id, section.id, 1, "measures", "Measures", 1, "table 1", 2, 3, 1)
    rows = (("Measure", "Target", "Actual"), ("Domestic burglary", "300", f"{actual} ²"))
    cells = tuple(Cell(table.id, r, c, text, text.replace(" ²", ""), header=r == 0,
                       row_path=() if r == 0 else ("Domestic burglary",), col_path=(rows[0][c],),
                       value=text.split()[0] if r and c else None, marks=("2",) if "²" in text else ())
                  for r, row in enumerate(rows) for c, text in enumerate(row))
    reading = Reading(f"{d}-r1", "domestic-burglary", item.id, table.id, 1, 1, "Domestic burglary", 1,
                      "Reduce burglary", None, True, "", "300", actual, "300", actual, "count", "count", "target",
                      "lower", period, end, "Q1 2022/23", "quarter", "Norland Vale", "G", "printed", "", ("2",), 1,
                      "table 1, row 1", f"Domestic burglary 300 {actual} ²")
    return Bundle(
        Document(d, name, digest, "text/plain", "text", None, len(content), "2022-07-10T09:00:00+00:00",
                 "Performance report", supersedes=supersedes, notes=("one note",)),
        content, (item,), (section,), (*passages, note), tuple(sentences), (table,), cells,
        (Measure("domestic-burglary", "Domestic burglary", "count", "count", "lower"),),
        (Wording("domestic-burglary", "Domestic burglary", "exact", end, end),), (reading,),
        tuple(ReadingCell(reading.id, field, table.id, 1, c)
              for c, field in enumerate(("measure", "target", "actual"))),
        (Footnote(f"{d}-f2", item.id, "2", "Counts are provisional.", 1, note.id),),
        (Term(item.id, "VB", "Victims' Board", f"{d}-p{len(texts)}"),),
        (Finding(f"{d}-x1", item.id, "footnote_changes_meaning", "medium", "Counts are provisional.", "footnote 2",
                 ("Counts are provisional.",), (note.id,), reading.id, "domestic-burglary"),),
        (LedgerEntry(d, 1, "count", "pages", "1"), LedgerEntry(d, 2, "check", "rows", "2 of 2", True)))


def with_fault(b: Bundle) -> Bundle:
    """The same bundle with a cell that breaks a constraint late in the writing."""
    return replace(b, findings=(*b.findings, b.findings[0]))
