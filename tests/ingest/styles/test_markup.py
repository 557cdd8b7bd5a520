"""Markdown in .txt and .md: lists, emphasis and headings are read as what they are, without their marks."""

from __future__ import annotations

import pytest

from ingest.readers import read_document
from tests.ingest.core.helpers import read

TEXT = """# Inglebeck Police and Crime Panel

## 2. Commissioner's __Performance__ Report

**Meeting date:** 12 June 2024
**Reporting period:** January to March 2024

### Headlines
- **Burglary** fell, and *knife crime* rose by 5\\* in `town`.
  - See [the plan](https://example.org/plan).
1. **Priority one:** safer
streets.

| Indicator | Jan-Mar 2024 | Rating |
|---|---|---|
| **Burglary offences** | **322** | _Green_ |
|| 5 ||
"""


@pytest.mark.parametrize("name", ["report.txt", "report.md"])
def test_marks_are_no_words(name: str) -> None:
    _, extract = read_document(TEXT.encode(), name)
    texts = [(block.kind, block.number, block.text) for block in extract.blocks if not block.table]
    assert texts[:2] == [("heading", None, "Inglebeck Police and Crime Panel"),
                         ("heading", "2", "Commissioner's Performance Report")]
    assert ("heading", None, "Headlines") in texts
    assert ("list_item", None, "Burglary fell, and knife crime rose by 5* in town.") in texts
    assert ("list_item", None, "See the plan.") in texts
    assert ("paragraph", "1", "Priority one: safer streets.") in texts or name == "report.txt"
    (table,) = [block.table for block in extract.blocks if block.table]
    assert [cell.text for cell in table.rows[1]] == ["Burglary offences", "322", "Green"]
    assert [cell.text for cell in table.rows[2]] == ["", "5", ""]


@pytest.mark.parametrize("name", ["report.txt", "report.md"])
def test_a_marked_up_report_says_what_it_is(name: str) -> None:
    bundle = read(TEXT.replace("|| 5 ||\n", ""), name=name)
    item, (reading,) = bundle.items[0], bundle.readings
    assert (item.area, item.meeting_date, item.period_start) == ("Inglebeck", "2024-06-12", "2024-01-01")
    assert item.title == "Commissioner's Performance Report"
    assert (reading.measure, reading.actual_value, reading.rag) == ("Burglary offences", "322", "G")


def test_a_stray_mark_stays_word_for_word() -> None:
    _, extract = read_document(b"See **Appendix B** for more of it.\n\n# Provisional figures.\n", "report.txt")
    assert [block.text for block in extract.blocks] == ["See **Appendix B** for more of it.", "# Provisional figures."]


def test_stars_that_mark_footnotes_are_no_emphasis() -> None:
    text = "# A\n\n## B\n\nBurglary* and robbery* fell by 5*3. A __b c.\n"
    _, extract = read_document(text.encode(), "report.txt")
    assert extract.blocks[-1].text == "Burglary* and robbery* fell by 5*3. A __b c."
