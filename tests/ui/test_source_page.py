"""The Source page: a place at an address that can be passed on, boxed on the page's image."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from assistant.present.pages import SCALE, original, page_image
from assistant.present.places import find, span_of
from store.errors import NotHeld
from store.readonly import ReadStore
from tests.ui.conftest import html
from tests.ui.reports import NARRATIVE


@pytest.fixture
def held(store: Path) -> ReadStore:
    with ReadStore(store) as opened:
        yield opened


def key(held: ReadStore) -> str:
    return str(held.rows("readings_of_measure", measure_id="confidence")[0]["id"]).split("-")[0]


def test_a_row_is_found_in_its_table_with_its_boxes(held: ReadStore) -> None:
    place = find(held, f"{key(held)}-r3")
    assert [row.cells for row in place.rows if row.own] == [
        ("Residents who have confidence in Norland Vale Police", "72%", "71%", "")]
    assert place.rows[0].header and place.page == 2 and place.pages == 2
    assert place.boxes[0] == (2.0, 47.0, 160.0, 325.0, 178.0)


def test_a_span_marks_exactly_the_quote(held: ReadStore) -> None:
    quote = "burglary fell in each of them"
    span = span_of(held, f"{key(held)}-p0", quote)
    place = find(held, f"{key(held)}-p0", span=span)
    assert [p.text for line in place.lines for p in line.parts if p.marked] == [quote]
    assert "".join(p.text for p in place.lines[0].parts) == NARRATIVE[0] and place.path == ("1 Safer homes",)


def test_a_quote_in_two_parts_is_marked_in_both(held: ReadStore) -> None:
    place = find(held, f"{key(held)}-p0", quote="Patrols in the  market towns…burglary fell")
    assert [p.text for p in place.lines[0].parts if p.marked] == ["Patrols in the market towns", "burglary fell"]


def test_a_quote_that_is_not_there_is_said_not_to_be(held: ReadStore) -> None:
    assert not find(held, f"{key(held)}-p0", quote="burglary rose").quote_found


def test_an_id_that_is_not_held_is_refused(held: ReadStore) -> None:
    with pytest.raises(NotHeld, match="not held here any more"):
        find(held, "nothing-r1")


def test_the_box_is_drawn_where_the_row_stands(held: ReadStore) -> None:
    place = find(held, f"{key(held)}-r1")
    content = original(held, place.document_id)
    plain, boxed = (Image.open(io.BytesIO(page_image(content, 2, boxes))) for boxes in ((), place.boxes))
    inside = (int(200 * SCALE), int(114 * SCALE))
    assert plain.getpixel(inside) == (255, 255, 255) and boxed.getpixel(inside) != (255, 255, 255)
    assert boxed.getpixel((10, 10)) == (255, 255, 255)


def test_a_strip_shows_the_row_and_little_else(held: ReadStore) -> None:
    place = find(held, f"{key(held)}-r1")
    content = original(held, place.document_id)
    whole, strip = (Image.open(io.BytesIO(page_image(content, 2, place.boxes, strip=s))) for s in (False, True))
    assert strip.width == whole.width and strip.height < whole.height / 5
    assert strip.getpixel((int(200 * SCALE), strip.height // 2))[2] < 200


def test_a_page_that_is_not_there_is_refused(held: ReadStore) -> None:
    with pytest.raises(NotHeld, match="2 pages"):
        page_image(original(held, find(held, f"{key(held)}-r1").document_id), 3)


def test_the_page_shows_place_and_image_at_its_address(app: AppTest, held: ReadStore) -> None:
    app.switch_page("app_pages/source.py")
    app.query_params["place"] = f"{key(held)}-r1"
    app.run()
    assert not app.exception and "<mark>519</mark>" in html(app) and "20 July 2023" in html(app)
    assert "with a box around: Number of domestic burglaries 450 519 R" in str(app.get("image")[0].proto)


def test_a_place_that_is_gone_is_said_in_plain_words(app: AppTest) -> None:
    app.switch_page("app_pages/source.py")
    app.query_params["place"] = "gone"
    app.run()
    assert not app.exception and "not held here any more" in html(app)
