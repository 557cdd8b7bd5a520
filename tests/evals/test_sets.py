"""Sets in four formats, and what is refused with its line."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from assistant.cli.main import run as panelqa
from evals.sets_io import BadSet, load_sets
from store.errors import BadInput
from tests.evals.conftest import SETS

Write = Callable[[str, str], Path]
CASE = {"id": "a", "question": "How many burglaries?", "kind": "figure", "expect": {
    "status": "answered", "figures": [{"measure": "Burglary", "role": "actual", "value": "86.5", "unit": "%",
                                       "period": "2013-04-01/2013-06-30"}],
    "text": ["86\\.5", "green|amber"], "citations": [{"document": "a.pdf", "page": 3}]},
    "tags": ["x", "y"], "history": ["What is burglary?"]}
YAML = """
- id: a
  question: How many burglaries?
  kind: figure
  expect:
    status: answered
    figures: [{measure: Burglary, role: actual, value: 86.5, unit: '%', period: 2013-04-01/2013-06-30}]
    text: ['86\\.5', 'green|amber']
    citations: [{document: a.pdf, page: 3}]
  tags: [x, y]
  history: ['What is burglary?']
"""
CSV = ('id,question,kind,expect.status,figure.measure,figure.role,figure.value,figure.unit,figure.period,text,'
       'citation.document,citation.page,tags,history\n'
       'a,How many burglaries?,figure,answered,Burglary,actual,86.5,%,2013-04-01/2013-06-30,'
       '"86\\.5\ngreen|amber",a.pdf,3,"x\ny",What is burglary?\n')


def _jsonl(*cases: Any) -> str:
    return "".join(json.dumps(case) + "\n" for case in cases)


def test_the_four_formats_give_the_same_case(write: Write, tmp_path: Path) -> None:
    book = Workbook()
    for row in _csv_rows(CSV):
        book.active.append([float(cell) if cell == "86.5" else int(cell) if cell == "3" else cell for cell in row])
    book.save(tmp_path / "four.xlsx")
    paths = [write("one.jsonl", _jsonl(CASE)), write("two.yaml", YAML), write("three.csv", CSV), tmp_path / "four.xlsx"]
    cases = [load_sets([path])[0].case for path in paths]
    assert len({case.fingerprint for case in cases}) == 1
    assert all(case == cases[0] for case in cases)
    assert cases[0].expect.figures is not None and cases[0].expect.figures[0].value == Decimal("86.5")


def _csv_rows(text: str) -> list[list[str]]:
    import csv
    import io
    return list(csv.reader(io.StringIO(text, newline="")))


def test_a_spreadsheet_says_that_no_figure_is_expected_and_holds_several(write: Write) -> None:
    none, two = load_sets([write("s.csv", "id,question,figures,figure.value,figure2.value\n1,One?,none,,\n"
                                 "2,Two?,,1.0,\"4,523,000\"\n")])
    assert none.case.expect.figures == ()
    assert two.case.expect.figures is not None
    assert [f.value for f in two.case.expect.figures] == [Decimal("1.0"), Decimal(4523000)]


BAD = [
    ({**CASE, "expected": {}}, "unknown field 'expected'"),
    ({**CASE, "expect": {**CASE["expect"], "page": 1}}, "unknown field 'expect.page'"),
    ({**CASE, "question": "  "}, "the question is empty"),
    ({k: v for k, v in CASE.items() if k != "expect"}, "the field 'expect' is missing"),
    ({**CASE, "expect": {}}, "the case expects nothing"),
    ({**CASE, "expect": {"text": ["(unclosed"]}}, "is not a regular expression"),
    ({**CASE, "expect": {"text": [".*"]}}, "matches anything"),
    ({**CASE, "expect": {"reason": "because"}}, "is not a reason code"),
    ({**CASE, "expect": {"status": "maybe"}}, "expect.status"),
    ({**CASE, "expect": {"caveats": ["none_such"]}}, "is not a caveat code"),
    ({**CASE, "expect": {"figures": [{"value": "86.5%"}]}}, "is not a number"),
    ({**CASE, "expect": {"figures": [{"value": "1", "period": "2013-4-1/2013-6-30"}]}}, "is not a period"),
    ({**CASE, "expect": {"figures": [{"role": "actual"}]}}, "a figure needs at least"),
    ({**CASE, "expect": {"status": "not_found", "figures": [{"value": "1"}]}}, "cannot expect figures"),
    ({**CASE, "id": "ok"}, "stands already in line 1"),
    ([1], "a case is an object"),
]


@pytest.mark.parametrize(("case", "reason"), BAD, ids=[reason for _, reason in BAD])
def test_a_bad_case_is_refused_with_line_and_reason(case: Any, reason: str, write: Write) -> None:
    path = write("set.jsonl", _jsonl({**CASE, "id": "ok"}) + "\n" + _jsonl(case))
    with pytest.raises(BadSet) as raised:
        load_sets([path])
    ((file, line, said),) = raised.value.problems
    assert (file, line) == ("set.jsonl", 3) and reason in said


def test_every_problem_is_named_at_once(write: Write) -> None:
    with pytest.raises(BadSet) as raised:
        load_sets([write("a.jsonl", '{"id": 1\n' + _jsonl({**CASE, "x": 1})), write("empty.yaml", "")])
    assert [(f, n) for f, n, _ in raised.value.problems] == [("a.jsonl", 1), ("a.jsonl", 2), ("empty.yaml", 0)]


@pytest.mark.parametrize(("name", "text", "line"), [
    ("s.yaml", "- id: a\n  question: Q?\n  expect: {text: [x]}\n- id: b\n  question: Q?\n  expect: {}\n", 4),
    ("s.yaml", "- id: a\n  question: [\n", 3),
    ("s.csv", 'id,question,text\na,"Two\nlines?",x\nb,Q?,(\n', 4),
    ("s.csv", "id,question,wat\na,Q?,x\n", 1),
    ("s.jsonl", '{"id": "a", "id": "b"}\n', 1),
])
def test_the_line_of_other_formats(name: str, text: str, line: int, write: Write) -> None:
    with pytest.raises(BadSet) as raised:
        load_sets([write(name, text)])
    assert raised.value.problems[0][1] == line


def test_a_percentage_cell_is_not_guessed_at(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["id", "question", "figure.value"])
    book.active.append(["a", "Q?", 0.865])
    book.active["C2"].number_format = "0.0%"
    book.save(tmp_path / "s.xlsx")
    with pytest.raises(BadSet, match="line 2: .*86.5.*%.*is not a number"):
        load_sets([tmp_path / "s.xlsx"])


def test_the_command_line_refuses_with_2(write: Write, samples: Path, tmp_path: Path,
                                         capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "run"
    path = write("s.jsonl", _jsonl({**CASE, "expects": 1}))
    assert panelqa(["eval", "run", str(path), "--store", str(samples), "--out", str(out)]) == 2
    assert "s.jsonl, line 1: unknown field 'expects'" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("name", ["none.jsonl", "set.txt"])
def test_a_file_that_is_no_set(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        load_sets([tmp_path / name])


def test_the_shipped_sets_can_be_used_and_are_many() -> None:
    cases = load_sets(sorted(SETS.glob("*.jsonl")))
    assert len(cases) >= 300
    assert {"figure", "list", "trend", "narrative", "definition", "unanswerable", "conversation"} <= {
        c.case.kind for c in cases}
