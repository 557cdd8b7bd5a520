"""Packs split into their items, with both page numbers, and what is exempt held apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

pytest.importorskip("reportlab", reason="the packs are drawn with reportlab: pip install reportlab")

from reportlab.pdfgen.canvas import Canvas

from ingest.blocks import Block, Extract
from ingest.packs import PackItem, split
from tests.ingest.pdf.drawing import prose, read, write

BODY = [
    "This report tells the panel how the Police and Crime Plan is being delivered and how the measures",
    "in the plan stand at the end of the quarter.",
]
Draw = Callable[[Canvas], None]


def _page(
    title: str = "", lines: Sequence[str] = BODY, stamp: str = "", pack: int = 0, own: str = "", top: str = ""
) -> Draw:
    """One page of a pack: `stamp` top right, the pack's page number and the item's own at the foot."""

    def draw(canvas: Canvas) -> None:
        if stamp:
            write(canvas, 450, 25, stamp, 11, "Helvetica-Bold")
        if top:
            write(canvas, 60, 42, top, 10, "Helvetica-Bold")
        if title:
            write(canvas, 60, 80, title, 14, "Helvetica-Bold")
        prose(canvas, 110, lines)
        if own:
            write(canvas, 260, 790, own, 8)
        if pack:
            write(canvas, 280, 820, f"Page {pack}", 9)

    return draw


def _front_sheet(entries: Sequence[str], pack: int = 1) -> Draw:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 80, "AGENDA", 16, "Helvetica-Bold")
        for at, entry in enumerate(entries):
            write(canvas, 60, 120 + 22 * at, entry)
        write(canvas, 280, 820, f"Page {pack}", 9)

    return draw


ENTRIES = [
    "1. Apologies",
    "2. Declarations of Interest",
    "3. Minutes of the previous meeting",
    "4. Performance Report, Quarter 1",
    "5. Commissioning of Victim Services",
]


def _told(items: Sequence[PackItem]) -> list[tuple[str, str, int | None, int | None, int, str | None]]:
    return [(i.title, i.kind, i.first_page, i.last_page, i.page_offset, i.agenda_number) for i in items]


def test_items_are_told_by_their_stamps() -> None:
    extract = read(
        _front_sheet(ENTRIES),
        _page("MINUTES", stamp="Agenda Item 3", pack=2, own="1 of 1"),
        _page("PERFORMANCE REPORT", stamp="Agenda Item 4", pack=3, own="1 of 2"),
        _page("", pack=4, own="2 of 2"),
        _page("VICTIM SERVICES", stamp="Agenda Item 5", pack=5, own="1 of 3"),
        _page("", pack=6, own="2 of 3"),
        _page("", pack=7, own="3 of 3"),
    )
    items = split(extract)
    assert _told(items) == [
        ("AGENDA", "agenda", 1, 1, 0, None),
        ("Minutes of the previous meeting", "minutes", 2, 2, 1, "3"),
        ("Performance Report, Quarter 1", "report", 3, 4, 2, "4"),
        ("Commissioning of Victim Services", "report", 5, 7, 4, "5"),
    ]
    assert items[3].own_labels == ((5, "1"), (6, "2"), (7, "3"))
    assert [block.page for block in items[2].blocks] == [3, 3, 4]
    assert not any(item.exempt for item in items)


def test_items_are_told_by_the_front_sheets_page_numbers() -> None:
    entries = [*ENTRIES[:2], "3. Minutes of the previous meeting (Pages 2 - 3)", "4. Performance Report (Pages 4 - 5)"]
    extract = read(
        _front_sheet(entries),
        *[_page("MINUTES" if n == 2 else "PERFORMANCE REPORT" if n == 4 else "", pack=n) for n in range(2, 6)],
    )
    assert [(i.title, i.kind, i.first_page, i.last_page) for i in split(extract)] == [
        ("AGENDA", "agenda", 1, 1),
        ("Minutes of the previous meeting", "minutes", 2, 3),
        ("Performance Report", "report", 4, 5),
    ]


def test_items_are_told_by_numbering_that_starts_again() -> None:
    extract = read(
        _page("MINUTES", own="1 of 2"), _page("", own="2 of 2"),
        _page("PERFORMANCE REPORT", own="1 of 2"), _page("", own="2 of 2"),
    )  # fmt: skip
    assert [(i.title, i.kind, i.first_page, i.last_page, i.page_offset) for i in split(extract)] == [
        ("MINUTES", "minutes", 1, 2, 0), ("PERFORMANCE REPORT", "report", 3, 4, 2),
    ]  # fmt: skip


def test_an_appendix_with_numbering_of_its_own_stays_with_its_item() -> None:
    extract = read(
        _front_sheet(ENTRIES),
        _page("PERFORMANCE REPORT", stamp="Agenda Item 4", pack=2, own="1 of 1"),
        _page("APPENDIX A", pack=3, own="1 of 1"),
        _page("VICTIM SERVICES", stamp="Agenda Item 5", pack=4, own="1 of 1"),
    )
    assert [(i.first_page, i.last_page) for i in split(extract)] == [(1, 1), (2, 3), (4, 4)]


@pytest.mark.parametrize(
    "mark",
    [
        "NOT FOR PUBLICATION",
        "Exempt information",
        "EXEMPT – paragraph 3 of Part 1 of Schedule 12A of the Local Government Act 1972",
        "By virtue of paragraph 3 of Part 1 of Schedule 12A of the Local Government Act 1972",
        "Part 2 (private)",
        "CONFIDENTIAL",
        "This report is exempt from publication by virtue of paragraph 3",
    ],
)
@pytest.mark.parametrize("where", ["edge", "line"])
def test_an_exempt_item_is_flagged_with_its_words(mark: str, where: str) -> None:
    at_edge = where == "edge"
    extract = read(
        _front_sheet(ENTRIES),
        _page("PERFORMANCE REPORT", stamp="Agenda Item 4", pack=2),
        _page("VICTIM SERVICES", [mark, "", *BODY] if not at_edge else BODY, stamp="Agenda Item 5", pack=3,
              top=mark if at_edge else ""),
        _page("", pack=4, top=mark if at_edge else ""),
    )  # fmt: skip
    items = split(extract)
    assert [item.exempt for item in items] == [False, False, True]
    assert mark in items[2].exempt_words


@pytest.mark.parametrize(
    "line",
    [
        "This report does not contain exempt information.",
        "Exempt information: none.",
        "The victim surcharge is exempt from VAT.",
        "The panel considered whether the item should be exempt.",
        "Not restricted.",
    ],
)
def test_a_public_report_that_speaks_of_exemption_is_public(line: str) -> None:
    extract = read(_front_sheet(ENTRIES), _page("REPORT", [line, *BODY], stamp="Agenda Item 4", pack=2))
    assert not any(item.exempt for item in split(extract))


def test_a_heading_answered_by_none_is_no_mark() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, 60, 80, "Exempt information", 12, "Helvetica-Bold")
        prose(canvas, 100, ["None."])

    assert not any(item.exempt for item in split(read(draw)))


def test_an_exempt_appendix_is_parted_from_its_public_report() -> None:
    extract = read(
        _front_sheet(ENTRIES),
        _page("VICTIM SERVICES", stamp="Agenda Item 5", pack=2),
        _page("APPENDIX B", ["NOT FOR PUBLICATION", "", *BODY], pack=3),
        _page("", pack=4),
    )
    assert [(i.first_page, i.last_page, i.exempt) for i in split(extract)] == [
        (1, 1, False),
        (2, 2, False),
        (3, 4, True),
    ]


def test_items_listed_as_private_on_the_front_sheet_are_exempt() -> None:
    entries = [*ENTRIES[:4], "PART 2 – PRIVATE", "5. Commissioning of Victim Services"]
    extract = read(
        _front_sheet(entries),
        _page("PERFORMANCE REPORT", stamp="Agenda Item 4", pack=2),
        _page("VICTIM SERVICES", stamp="Agenda Item 5", pack=3),
    )
    items = split(extract)
    assert [item.exempt for item in items] == [False, False, True]
    assert "PART 2" in items[2].exempt_words


def test_one_report_is_one_item() -> None:
    extract = read(
        _page("PERFORMANCE REPORT", stamp="Agenda Item 4", own="1 of 2"),
        _page("", own="2 of 2"),
    )
    (item,) = split(extract)
    assert (item.kind, item.first_page, item.last_page, item.agenda_number) == ("report", 1, 2, "4")
    assert item.blocks == extract.blocks


def test_a_file_without_pages_is_one_item() -> None:
    extract = Extract((Block("heading", "Performance report"), Block("paragraph", "Burglary fell.")), None, "docx")
    (item,) = split(extract)
    assert (item.title, item.kind, item.first_page, item.blocks) == (
        "Performance report",
        "report",
        None,
        extract.blocks,
    )
