"""Every table cell of a sample is read back from renditions in other fonts, colours, layouts and producers."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

pytest.importorskip("reportlab", reason="the renditions are made with reportlab: pip install reportlab")

from ingest.blocks import Extract
from ingest.readers.pdf import PdfReader
from tests.ingest.pdf import browser, renditions, samples
from tests.ingest.pdf.scoring import fold, key, score, table_rows

SAMPLE = "norland-vale-panel-2022-07"
OTHER = "norland-vale-panel-2023-05"
HOUSES = renditions.houses()


@cache
def _read(house: renditions.House, name: str) -> Extract:
    return PdfReader().read(renditions.render(house, samples.parts(name)), "report.pdf")


def _gold(name: str, rate: str) -> list[tuple[str, ...]]:
    rows = samples.measure_rows(name)
    return [(*row[:5], samples.without_letter(row[5])) for row in rows] if rate == "colour" else rows


@pytest.mark.parametrize("house", HOUSES, ids=lambda house: house.name)
@pytest.mark.parametrize("name", [SAMPLE, OTHER])
def test_every_cell_is_read_back(house: renditions.House, name: str) -> None:
    found = score(_read(house, name), samples.header(name), _gold(name, house.rate))
    assert not found.wrong
    assert found.share >= 0.995, found.different


@pytest.mark.parametrize("house", [h for h in HOUSES if h.rate != "letter" and not h.cmyk], ids=lambda h: h.name)
def test_the_rating_cell_keeps_its_colour(house: renditions.House) -> None:
    wanted = {key(row[1]): samples.COLOURS.get(samples.rating(row[5])) for row in samples.measure_rows(SAMPLE)}
    rows = table_rows(_read(house, SAMPLE), samples.header(SAMPLE))
    assert {key(row[1].text): row[5].fill for row in rows} == wanted


def test_cmyk_is_turned_into_a_hue_that_can_be_told() -> None:
    house = next(h for h in HOUSES if h.cmyk)
    rows = table_rows(_read(house, SAMPLE), samples.header(SAMPLE))
    wanted = {key(row[1]): samples.rating(row[5]) for row in samples.measure_rows(SAMPLE)}
    shown = {"G": "#33e619", "A": "#ffb200", "R": "#ff0000", "": None}
    assert {key(row[1].text): row[5].fill for row in rows} == {name: shown[rate] for name, rate in wanted.items()}


@pytest.mark.parametrize("house", renditions.borderless(), ids=lambda house: house.name)
def test_a_table_without_rules_is_exact_or_held_for_review_and_never_prose(house: renditions.House) -> None:
    _check_borderless(_read(house, SAMPLE))


def _check_borderless(extract: Extract) -> None:
    """Every row of gold is read exactly, or stands in a table that is held for review; none has become prose."""
    gold = samples.measure_rows(SAMPLE)
    found = score(extract, samples.header(SAMPLE), gold)
    assert not found.wrong
    assert found.exact == 6 * found.rows, found.different
    held = [block.table for block in extract.blocks if block.table]
    shown = " ".join(cell.text for table in held for row in table.rows for cell in row)
    for row in gold:
        for figure in re.findall(r"\d[\d,.]*%?", row[4]):
            assert figure in shown, f"{row[1]}: {figure} has vanished"
    prose = [block for block in extract.blocks if block.kind != "table"]
    assert not [block.text for block in prose if re.fullmatch(r"[£\d.,%\s]+|[GAR]", block.text)]


@pytest.mark.parametrize("house", [h for h in HOUSES if h.name in ("plain", "serif, colour alone", "rows over pages")])
def test_tables_with_rules_between_rows_alone_are_mostly_read(house: renditions.House) -> None:
    extract = _read(replace(house, rules="rows"), OTHER)
    found = score(extract, samples.header(OTHER), _gold(OTHER, house.rate))
    assert not found.wrong
    assert found.exact == 6 * found.rows and found.rows > 0.75 * len(samples.measure_rows(OTHER)), found.different


def test_paragraphs_headings_and_notes_come_back_whole() -> None:
    for house in (
        h for h in HOUSES if h.name in ("plain", "truetype, landscape", "courier, narrow", "white rules, CMYK")
    ):
        extract = _read(house, SAMPLE)
        texts = {(block.kind, fold(block.text)) for block in extract.blocks if block.kind != "table"}
        wanted = [part for part in samples.parts(SAMPLE) if part.kind != "table"]
        kinds = {
            "heading": "heading",
            "para": "paragraph",
            "number": "paragraph",
            "bullet": "list_item",
            "note": "footnote",
        }
        missing = [
            part.text for part in wanted if (kinds[part.kind], fold(part.text)) not in texts and not _broken(part.text)
        ]
        assert len(missing) <= 1, (house.name, missing)


def _broken(text: str) -> bool:
    """The sample parts one paragraph on purpose (a page break in its source); a rendition joins it again."""
    return text.startswith("Partnership and the two") or text.endswith("with the Norland Vale Safeguarding")


def test_numbered_paragraphs_run_without_gaps() -> None:
    name = "norland-vale-panel-2024-09"
    for house in (HOUSES[0], HOUSES[2], HOUSES[10]):
        extract = _read(house, name)
        numbers = [int(b.number) for b in extract.blocks if b.kind == "paragraph" and b.number and b.number.isdigit()]
        assert numbers == list(range(1, 55)), house.name
        bullets = [block for block in extract.blocks if block.kind == "list_item"]
        assert len(bullets) == sum(part.kind == "bullet" for part in samples.parts(name))


def test_headers_and_footers_are_kept_aside_with_the_page_numbers() -> None:
    extract = _read(HOUSES[0], SAMPLE)
    assert extract.page_labels == tuple(str(n + 1) for n in range(extract.pages or 0))
    assert not any(block.text == "Norland Vale Police and Crime Panel" for block in extract.blocks)
    assert {note.text for note in extract.furniture if note.page == 1} == {
        "Norland Vale Police and Crime Panel",
        "AGENDA ITEM 6",
        f"Page 1 of {extract.pages}",
    }


def test_boxes_lie_on_the_page_as_it_is_shown() -> None:
    for house in HOUSES:
        for block in _read(house, SAMPLE).blocks:
            wide = house.page if not house.sideways else (house.page[1], house.page[0])
            for box in block.boxes:
                assert 0 <= box.x0 < box.x1 <= wide[0] + 1 and 0 <= box.top < box.bottom <= wide[1] + 1, house.name


def test_a_row_joined_over_a_page_is_noted() -> None:
    house = next(h for h in HOUSES if h.name == "rows over pages, small")
    notes = [note.text for note in _read(house, "norland-vale-panel-2024-02").notes]
    assert any(text.startswith("Joined a table row that runs over the page") for text in notes)


chromium = pytest.mark.skipif(browser.chromium() is None, reason="no Chromium to print with (apt install chromium)")


@chromium
@pytest.mark.slow
@pytest.mark.parametrize("sheet", browser.SHEETS, ids=lambda sheet: sheet.name)
def test_every_cell_is_read_back_from_what_chromium_prints(sheet: browser.Sheet) -> None:
    extract = PdfReader().read(browser.render(sheet, samples.parts(SAMPLE)), "report.pdf")
    gold = _gold(SAMPLE, sheet.rate)
    if sheet.rate == "spot":
        gold = [(*r[:5], samples.without_letter(r[5]) + "●" * bool(samples.rating(r[5]))) for r in gold]
    found = score(extract, samples.header(SAMPLE), gold)
    assert not found.wrong
    assert found.share >= 0.995, found.different
    if sheet.rate in ("both", "spot"):
        wanted = {key(row[1]): samples.COLOURS.get(samples.rating(row[5])) for row in samples.measure_rows(SAMPLE)}
        rated = {name: colour for name, colour in wanted.items() if colour}
        shown = {key(row[1].text): row[5].fill for row in table_rows(extract, samples.header(SAMPLE))}
        assert {name: shown[name] for name in rated} == rated


@chromium
@pytest.mark.slow
@pytest.mark.parametrize("sheet", browser.BORDERLESS, ids=lambda sheet: sheet.name)
def test_chromium_tables_without_rules_are_exact_or_held_for_review(sheet: browser.Sheet) -> None:
    _check_borderless(PdfReader().read(browser.render(sheet, samples.parts(SAMPLE)), "report.pdf"))
