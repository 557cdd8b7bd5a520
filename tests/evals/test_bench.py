"""The score by kind and the measurements, on a corpus of a few reports."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from evals.bench import questions, report, timing
from evals.cases import Case
from evals.generator import generate
from evals.score import score
from evals.scorecard import tally
from evals.scorecard.corpora import ingested
from evals.scorecard.wrong import wrong_figures

FIGURE = {"measure": "Burglary", "role": "actual", "value": "140", "unit": "count", "period": "2022-04-01/2022-06-30",
          "basis": "quarter", "as_printed": "140", "period_label": "Q1 2022/23", "area": "", "rag": None,
          "rag_source": None, "citation": 1}


def answer(*figures, status="answered", text="Burglary: 140 [1]."):
    quote = "Burglary " + " ".join(f["value"] for f in figures)
    cited = [{"n": 1, "id": "a", "kind": "figure", "document": "a.txt", "title": "", "locator": "row 1", "page": None,
              "quote": quote}] if figures else []
    return {"question": "?", "status": status, "reason": None, "text": text if figures else "Not held.",
            "citations": cited, "figures": list(figures), "derived": [], "caveats": [], "nearest": []}


def scored(case, given):
    sources = [{"n": c["n"], "words": c["quote"], "in_original": None} for c in given["citations"]]
    return score(case, {"id": case.id, "answer": given, "sources": sources, "retrieved": None, "error": None})


def case(expect, kind="figure"):
    return Case(id="x", question="How many burglaries?", kind=kind, expect=expect)


WANTED = {"figures": [{"measure": "Burglary", "role": "actual", "value": "140", "period": "2022-04-01/2022-06-30"}]}


def test_a_right_figure_is_right_and_not_wrong():
    one = scored(case(WANTED), answer(FIGURE))
    assert one.passed and wrong_figures(one, answer(FIGURE)) == ()


@pytest.mark.parametrize("expect, given", [
    (WANTED, answer(FIGURE | {"value": "141"}, text="Burglary: 141 [1].")),
    (WANTED, answer(FIGURE | {"measure": "Robbery"}, text="Robbery: 140 [1].")),
    ({"status": "not_found", "figures": []}, answer(FIGURE)),
    ({"text": ["nothing"], "not_text": [r"\b140\b"]}, answer(FIGURE)),
    (WANTED, answer(FIGURE, text="Burglary: 140 of 999 [1].")),
])
def test_another_figure_one_of_something_else_an_unheld_and_an_unsourced_one_are_wrong(expect, given):
    one = scored(case(expect), given)
    assert not one.passed and wrong_figures(one, given)


def test_a_refusal_of_what_is_held_fails_and_states_nothing_wrong():
    given = answer(status="not_found")
    one = scored(case(WANTED | {"status": "answered"}), given)
    assert not one.passed and wrong_figures(one, given) == ()


def test_one_wrong_figure_breaks_the_score_whatever_the_share():
    right = tally.Asked("c", scored(case(WANTED), answer(FIGURE)), (), "", 0.0)
    assert tally.tally("c", [right] * 300).kept
    assert not tally.tally("c", [*[right] * 300, tally.Asked("c", right.scored, ("wrong",), "", 0.0)]).kept


def test_a_kind_in_no_group_is_an_error_not_a_gap():
    odd = tally.Asked("c", scored(case(WANTED, kind="riddle"), answer(FIGURE)), (), "", 0.0)
    with pytest.raises(KeyError, match="riddle"):
        tally.tally("c", [odd])


def test_generated_questions_are_answered_right(tmp_path):
    """A real corpus of a few reports, ingested and asked without vectors; every fifth figure question."""
    from assistant.assistant import Assistant
    from store.readonly import ReadStore

    corpus = generate(11, 4)
    for name, text in corpus.files().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    store = tmp_path / "store"
    assert ingested(sorted(tmp_path.glob("*.txt")), store, vectors=False) > 50
    asked = [q for q in corpus.questions if q["kind"] == "figure" and not q.get("history")][::5]
    assert len(asked) >= 5
    with Assistant(ReadStore(store), search_vectors=False) as assistant:
        for question in asked:
            got = {Decimal(f.value) for f in assistant.ask(question["question"]).figures if f.value is not None}
            assert {Decimal(f["value"]) for f in question["expect"]["figures"] if f["value"] is not None} <= got


def test_medians_are_compared_and_held_against_the_bound():
    slow, fast = [timing.Taken(s, s) for s in (1.0, 4.0, 5.0)], [timing.Taken(s, s) for s in (1.0, 2.0, 9.0)]
    one = timing.compare("questions", "a / b", slow, fast, bound=1.5)
    assert (one.ours, one.beside, one.ratio, one.cpu_ratio, one.kept) == (4.0, 2.0, 2.0, 2.0, False)
    assert timing.compare("questions", "a / b", slow, fast, bound=2.0).kept
    assert timing.taken(lambda: sum(range(1000))).wall > 0
    assert timing.process("-c", "pass").cpu > 0


def test_new_measurements_replace_those_of_their_section_alone(tmp_path):
    def measured(section, ratio):
        return timing.Measured(section, f"{section} x", ratio, 1.0, "s", ratio, None, 2.0)

    data, page = tmp_path / "m.json", tmp_path / "m.md"
    report.keep([measured("ingest", 1.0), measured("questions", 1.5)], data, page)
    report.keep([measured("ingest", 3.0)], data, page)
    assert [(r["section"], r["ratio"], r["kept"]) for r in json.loads(data.read_text(encoding="utf-8"))] == [
        ("questions", 1.5, True), ("ingest", 3.0, False)]
    assert "**not kept**" in page.read_text(encoding="utf-8")


def test_too_few_questions_are_said():
    from evals.scorecard.corpora import Corpus
    from store.errors import NotHeld

    with pytest.raises(NotHeld, match="only 0"):
        questions.picked(Corpus("c", None, (), 0, 0), "figure", 3)
