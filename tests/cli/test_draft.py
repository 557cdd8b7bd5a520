"""A letter in, a reply out, by command."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.helpers import invoke, panelqa
from tests.cli.test_ask import REPORT

LETTER = """Dear Commissioner,

I read your July report with interest. How many residential burglaries were recorded in Q1 2022/23, and what was
the target?

Yours sincerely,
Ann Example
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("draft") / "store")
    invoke("ingest", str(REPORT), "--store", folder, "--no-vectors")
    return folder


def test_a_reply_has_the_agreed_shape(store: str) -> None:
    ended = panelqa("draft", "-", "--json", "--store", store, input=LETTER)
    reply = json.loads(ended.stdout)
    assert ended.returncode == 0
    assert {"reference", "addressed_to", "body", "sources", "points", "attention"} <= set(reply)
    assert "375" in reply["body"]
    assert all(set(source) >= {"n", "document", "title", "locator", "page", "quote"} for source in reply["sources"])
    assert all(point["asked"] and point["answer"]["status"] for point in reply["points"])
    assert all(note["text"] for note in reply["attention"])


def test_a_reply_is_printed_or_written(store: str, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER, encoding="utf-8")
    shown = invoke("draft", str(letter), "--store", store)
    assert "375" in shown.stdout
    assert "Before sending:" in shown.stderr
    assert "Before sending:" not in shown.stdout
    for kind in (".docx", ".md", ".txt"):
        out = tmp_path / f"reply{kind}"
        assert invoke("draft", str(letter), "--out", str(out), "--store", store).stdout == ""
        assert out.stat().st_size > 300
    assert "word/document.xml" in zipfile.ZipFile(tmp_path / "reply.docx").namelist()


@pytest.mark.parametrize("args", [("none.txt",), ("-", "--out", "reply.pages"), ("-", "--out", "none/reply.md")])
def test_what_cannot_be_done_is_one_line(store: str, tmp_path: Path, args: tuple[str, ...]) -> None:
    ended = panelqa("draft", *args, "--store", store, input=LETTER, cwd=tmp_path)
    assert (ended.returncode, ended.stdout, len(ended.stderr.splitlines())) == (2, "", 1)
    assert list(tmp_path.iterdir()) == []
