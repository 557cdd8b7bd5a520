"""A reply as a whole: every figure traces to a cited quote, nothing of the letter is stated as ours, exports hold."""

import io
import json
import re
import time
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from assistant.assistant import Assistant
from assistant.codes import known
from assistant.letters import Reply, ask_again, draft
from assistant.letters.compose import MARK
from assistant.letters.export import KINDS, export
from assistant.letters.export.annex import annex, numbers_in
from assistant.letters.style import house_style
from assistant.verify import numbers
from evals.letters.score import HERE_LETTERS, Score, letter_text, score_letter
from store.errors import BadInput

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LETTER = """Our ref: AB/12
3 June 2024

Dear Commissioner

1. How many residential burglaries were recorded in the fourth quarter of 2023/24, and what was the target?
2. What was the solved rate for residential burglary in the same quarter?
3. How many unicorns are kept by the force?

Yours sincerely
Cllr Agnes Thorley
"""


@pytest.fixture(scope="module")
def reply(assistant: Assistant) -> Reply:
    return draft(LETTER, "letter.txt", assistant, date(2024, 6, 10))


def test_the_letter_is_answered_point_by_point_in_its_order(reply: Reply) -> None:
    assert [p.answer.answered for p in reply.points] == [True, True, False]
    assert reply.body.index("388") < reply.body.index("12.2") < reply.body.index("Your third question")
    assert "Dear Councillor Thorley," in reply.body and "Yours sincerely," in reply.body
    assert "your letter of 3 June 2024 (your reference AB/12)" in reply.body


def test_json_has_the_shape_that_callers_rely_on(reply: Reply) -> None:
    shape = json.loads(json.dumps(reply.to_dict()))
    assert set(shape) >= {"reference", "addressed_to", "body", "sources", "points", "attention"}
    assert set(shape["sources"][0]) >= {"n", "document", "title", "locator", "page", "quote"}
    assert all({"asked", "answer"} <= set(point) for point in shape["points"])
    assert {a["code"] for a in shape["attention"]} <= known("attention")


def test_every_number_before_a_marker_stands_in_its_quote_or_is_derived_or_a_label(reply: Reply) -> None:
    derived = {d.value.lstrip("+-") for p in reply.points for d in p.answer.derived}
    labels = numbers(" ".join(f.period_label + " " + (f.period or "") for p in reply.points for f in p.answer.figures))
    rows = annex(reply)
    assert rows
    for row in rows:
        allowed = numbers(row.quote) | derived | labels | numbers(row.document + row.place)
        assert numbers(row.claim) - allowed == set(), row.claim


def test_markers_name_sources_in_order_of_first_use(reply: Reply) -> None:
    used = list(dict.fromkeys(int(n) for n in MARK.findall(reply.body)))
    assert used == sorted(used) == [s.n for s in reply.sources]


def test_attention_names_what_is_not_answered_and_how_old_the_figures_are(reply: Reply) -> None:
    texts = {a.code: a.text for a in reply.attention}
    assert "Point 3" in texts["not_answered"]
    assert "10 June 2024" in texts["latest_period"]


def test_points_can_be_dropped_reordered_reworded_and_asked_again(reply: Reply, assistant: Assistant) -> None:
    fewer = reply.with_points((reply.points[1], reply.points[0]))
    assert fewer.body.index("12.2") < fewer.body.index("388") and "third" not in fewer.body
    again = ask_again(reply, 2, "How many cadets were there at the end of March 2024?", assistant)
    assert again.points[2].asked == reply.points[2].asked and "281" in again.body


def test_what_to_look_at_follows_the_points(reply: Reply) -> None:
    moved = reply.with_points((reply.points[2], reply.points[0]))
    texts = [a.text for a in moved.attention if a.code == "not_answered"]
    assert len(texts) == 1 and texts[0].startswith("Point 1 ")
    others = [a for a in reply.attention if a.code in ("latest_period", "no_sender")]
    assert [a for a in moved.attention if a in others] == others
    own = reply.with_points((replace(reply.points[0], paragraph="We shall write again."), *reply.points[1:]))
    assert {"own_words_uncited"} == {a.code for a in own.attention if a.text.startswith("Point 1 ")}


def test_two_quotes_of_one_place_keep_their_own_numbers(reply: Reply) -> None:
    first = reply.points[0]
    cited = first.answer.citations[0]
    other = replace(cited, n=2, quote=cited.quote.split()[0])
    two = replace(first, answer=replace(first.answer, text="One. [1] Two. [2]", citations=(cited, other)))
    drafted = reply.with_points((replace(two, paragraph="Two. [2] One. [1]"), two))
    assert drafted.in_letter(drafted.points[0]) == "Two. [1] One. [2]"
    assert drafted.in_letter(two) == "One. [2] Two. [1]"
    assert drafted.worded(two, "Two. [1]").paragraph == "Two. [2]"


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_says_that_it_is_a_draft(reply: Reply, kind: str) -> None:
    written = export(reply, kind)
    if kind == ".docx":
        with zipfile.ZipFile(io.BytesIO(written)) as package:
            heads = [package.read(name).decode() for name in package.namelist() if "header" in name]
        assert any("It has not been approved." in head for head in heads)
    else:
        assert "It has not been approved." in written.decode("utf-8").splitlines()[0]


def test_word_file_has_real_footnotes_and_an_annex_that_bears_out_every_figure(reply: Reply) -> None:
    with zipfile.ZipFile(io.BytesIO(reply.to_docx())) as package:
        notes = etree.fromstring(package.read("word/footnotes.xml"))
        body = etree.fromstring(package.read("word/document.xml"))
        types = package.read("[Content_Types].xml").decode()
        relations = package.read("word/_rels/document.xml.rels").decode()
    assert "footnotes+xml" in types and "relationships/footnotes" in relations
    references = [r.get(W + "id") for r in body.iter(W + "footnoteReference")]
    written = {n.get(W + "id"): "".join(n.itertext()) for n in notes if n.get(W + "type") is None}
    assert references and references == list(written)
    assert len(references) == len(MARK.findall(reply.body))
    quotes = " ".join("".join(cell.itertext()) for cell in body.iter(W + "tc"))
    claimed = set().union(*(numbers_in(row.claim) for row in annex(reply)))
    assert claimed <= numbers_in(quotes)


@pytest.mark.parametrize("kind", KINDS)
def test_exports_carry_the_sources_and_never_the_attention_list(reply: Reply, kind: str) -> None:
    written = export(reply, kind)
    text = _text_of(written, kind)
    assert "388" in text and reply.sources[0].document in text.replace("\\", "")
    assert not any(a.text[:40] in text for a in reply.attention)


def test_an_unknown_kind_of_file_is_refused(reply: Reply) -> None:
    with pytest.raises(BadInput):
        export(reply, ".rtf")


def _text_of(written: bytes, kind: str) -> str:
    if kind != ".docx":
        return written.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        return "".join(etree.fromstring(package.read("word/document.xml")).itertext())


def test_a_council_can_change_the_house_style(assistant: Assistant, tmp_path: Path) -> None:
    (tmp_path / "house_style.yaml").write_text("signatory:\n  name: Ms Ida Quill\n", encoding="utf-8")
    style = house_style(tmp_path)
    assert (
        style["signatory"]["name"] == "Ms Ida Quill"
        and style["signatory"]["title"] == house_style(None)["signatory"]["title"]
    )
    (tmp_path / "house_style.yaml").write_text("no_such_setting: x\n", encoding="utf-8")
    with pytest.raises(BadInput):
        house_style(tmp_path)


def test_no_template_holds_a_figure() -> None:
    assert not re.search(r"\d", json.dumps(house_style(None), ensure_ascii=False))


@pytest.mark.parametrize("path", sorted(HERE_LETTERS.glob("hostile-*.txt")), ids=lambda p: p.stem)
def test_nothing_of_a_hostile_letter_is_stated_as_ours(path: Path, assistant: Assistant) -> None:
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    text = letter_text(path, gold)
    score = Score()
    score_letter(path.stem, text, gold, draft(text, path.name, assistant), score)
    assert score.forbidden == 0, score.shortfalls
    assert not [s for s in score.shortfalls if "attention" in s or "point not found" in s], score.shortfalls


def test_eight_points_are_drafted_within_a_second_warm(assistant: Assistant) -> None:
    path = HERE_LETTERS / "long-letter.txt"
    seconds = []
    for _ in range(4):
        began = time.perf_counter()
        assert len(draft(path, path.name, assistant).points) == 8
        seconds.append(time.perf_counter() - began)
    assert min(seconds[1:]) < 1.0
