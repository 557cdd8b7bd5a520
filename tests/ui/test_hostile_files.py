"""Hostile texts in what is taken away: Markdown and Word hold them as text, CSV holds no formula."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from markdown_it import MarkdownIt

from assistant.present import export, measures
from assistant.present.view import AnswerView, view
from store import feedback
from store.readonly import ReadStore
from tests.ui import hostile
from tests.ui.hostile import STRINGS, ByWords, Hostile
from ui.parts import evaluations

FORMULA = re.compile(r"^\s*[=+@-]")
NUMBER = re.compile(r"^\s*-[\d.,]+%?\s*$")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = hostile.fill(tmp_path_factory.mktemp("hostile-files") / "store")
    hostile.work(folder)
    return folder


@pytest.fixture(scope="module")
def shown(held: Path) -> AnswerView:
    with Hostile.open(held) as helper:
        return view(helper.ask("\n".join(STRINGS)))


def folded(text: str) -> str:
    return " ".join(text.split())


def texts(markdown: str) -> str:
    """What a Markdown reader shows. Raises AssertionError where a text became markup of its own."""
    made = ""
    for token in MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table").parse(markdown):
        assert token.type not in ("html_block", "fence", "code_block"), token.content
        for child in token.children or []:
            assert child.type in ("text", "softbreak", "hardbreak", "em_open", "em_close", "text_special"), child
            made += child.content or " "
    return folded(made)


def docx_texts(content: bytes) -> str:
    """All text of a Word file. Raises AssertionError where it holds a field, a link out, or an object."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            body = parts.read(name).decode("utf-8", "replace")
            assert not re.search(r"<w:(?:fldSimple|instrText|object|altChunk|pict)\b", body), name
            assert "evil.example" not in body or name == "word/document.xml" or not name.endswith(".rels"), name
            assert 'TargetMode="External"' not in body, name
    page = Document(io.BytesIO(content))
    cells = (cell.text for table in page.tables for row in table.rows for cell in row.cells)
    return folded(" ".join([*(p.text for p in page.paragraphs), *cells]))


def printable(text: str) -> str:
    return folded("".join(c if c >= " " else " " for c in text))


def test_an_answer_as_markdown(shown: AnswerView) -> None:
    made = texts(export.markdown(shown))
    assert [s for s in STRINGS if folded(s) not in made] == []


def test_an_answer_as_a_word_file(shown: AnswerView) -> None:
    made = docx_texts(export.docx(shown))
    assert [s for s in STRINGS if printable(s) not in made] == []


def test_measures_as_csv_run_no_formula(held: Path) -> None:
    with ReadStore(held) as store:
        found = measures.rows(store)
    table = list(csv.reader(io.StringIO(measures.as_csv(found))))
    cells = [cell for row in table for cell in row]
    assert len(table) == len(found) + 1 and {len(row) for row in table} == {len(measures.CSV_COLUMNS)}
    assert [c for c in cells if FORMULA.match(c) and not NUMBER.match(c)] == []
    held_texts = {c.removeprefix("'") for c in cells}
    assert sum(s in held_texts for s in STRINGS) >= 50      # names, and with them corrections and reasons


def test_an_evaluations_csv_runs_no_formula(held: Path) -> None:
    text = evaluations.file(held, hostile.RUN, "results.csv").decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert [c for c in cells if FORMULA.match(c) and not NUMBER.match(c)] == []


def test_reported_cases_hold_the_texts_as_they_are(held: Path) -> None:
    with ReadStore(held) as store:
        lines = [json.dumps(feedback.as_case(r), ensure_ascii=False) for r in feedback.reports(store)]
    assert [json.loads(line)["question"] for line in lines] == list(STRINGS[:6])


def test_a_reply_to_a_hostile_letter(held: Path) -> None:
    letter = "Dear Commissioner,\n\n" + "\n\n".join(f"How did {text} do in Q2 2023/24?" for text in STRINGS)
    with ByWords.open(held) as helper:
        reply = helper.draft(letter)
    assert reply.points
    docx_texts(reply.to_docx())
    for token in MarkdownIt("commonmark", {"html": True}).parse(reply.to_markdown()):
        assert token.type != "html_block" and all(c.type not in ("html_inline", "image", "link_open")
                                                  for c in token.children or []), token.content
