"""Draft a reply: the letter is not kept, each point can be changed, what needs attention stands first."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.letters.reply import MARK
from tests.ui.conftest import ROOT, html

LETTER = """Dear Commissioner,

How many domestic burglaries were there in the last quarter of 2023/24? My neighbour, Zebedee Quillfeather, was
burgled as well. And what was done about the mobile police station?

Yours sincerely,
Avis Penhallow
"""


@pytest.fixture
def drafted(store: Path) -> AppTest:
    """The page after a letter was pasted, with the real assistant."""
    app = AppTest.from_file(str(ROOT / "ui" / "app.py"), default_timeout=60).run()
    app.switch_page("app_pages/draft.py").run()
    app.text_area[0].set_value(LETTER)
    return press(app, "Draft a reply")


def press(app: AppTest, label: str) -> AppTest:
    return next(b for b in app.button if b.label == label).click().run()


def test_a_letter_becomes_a_draft_with_points_and_attention(drafted: AppTest) -> None:
    page = html(drafted)
    assert not drafted.exception and "Look at this before you send it" in page
    assert "430" in page and "It has not been approved" in page
    assert "domestic burglaries were there in the last quarter" in page


def test_nothing_of_the_letter_is_stored(drafted: AppTest, store: Path) -> None:
    for file in store.rglob("*"):
        if file.is_file():
            assert b"Quillfeather" not in file.read_bytes() and b"Penhallow" not in file.read_bytes()
    with sqlite3.connect(store / "panelqa.db") as db:
        assert db.execute("select count(*) from feedback").fetchone() == (0,)


def test_a_source_of_the_draft_opens_in_its_document(drafted: AppTest) -> None:
    sources = html(drafted).split("<h2>Sources</h2>")[1]
    assert 'href="source?doc=norland-vale-2024-05.pdf&amp;place=' in sources and "Open in the document" in sources


def test_the_points_carry_the_markers_of_the_letter(drafted: AppTest) -> None:
    reply = drafted.session_state["draft"]
    for point in reply.points:
        marks = set(MARK.findall(reply.in_letter(point)))
        assert {source.id for source in reply.sources if str(source.n) in marks} <= {
            x.id for x in point.answer.citations}
    own = next(t for t in drafted.text_area if t.label == "Wording of point 1")
    own.set_value("It was 430. [1] We will write again. [9]")
    assert "[9] is none of this point&#39;s sources" in html(press(drafted, "Change point 1"))
    next(t for t in drafted.text_area if t.label == "Wording of point 1").set_value("It was 430. [1]")
    press(drafted, "Change point 1")
    assert "It was 430. [1]" in drafted.session_state["draft"].body


def test_a_point_is_reworded_and_left_out(drafted: AppTest) -> None:
    next(t for t in drafted.text_area if t.label == "Wording of point 1").set_value("We will write again.")
    press(drafted, "Change point 1")
    assert "We will write again." in html(drafted)
    count = sum("Leave point" in b.label for b in drafted.button)
    press(drafted, "Leave point 1 out")
    assert "We will write again." not in html(drafted)
    assert sum("Leave point" in b.label for b in drafted.button) == count - 1
    assert "Points left out" in [h.value for h in drafted.subheader]
    press(drafted, "Put back point left out 1")
    assert sum("Leave point" in b.label for b in drafted.button) == count and "We will write again." in html(drafted)


def test_clearing_takes_the_draft_away(drafted: AppTest) -> None:
    press(drafted, "Clear the letter and the draft")
    assert "It has not been approved" not in html(drafted) and drafted.text_area[0].value == ""


def test_an_empty_form_is_refused_in_plain_words(app: AppTest) -> None:
    app.switch_page("app_pages/draft.py").run()
    assert "Paste a letter or choose its file first." in html(press(app, "Draft a reply"))
