"""The generator is stable by seed, and each gold answer can be read off the generated reports."""

import json
import re
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

import pytest
from click.testing import CliRunner

from evals.generator import Corpus, generate
from evals.generator.__main__ import main
from evals.generator.periods import Quarter
from evals.generator.prose import number_pattern

SEEDS = (1, 2, 3, 4)
KINDS = {
    "figure",
    "list",
    "count",
    "share",
    "trend",
    "change",
    "extreme",
    "compare",
    "definition",
    "narrative",
    "action",
    "summary",
    "scrutiny",
    "unanswerable",
}
FIELDS = {"status", "reason", "figures", "text", "not_text", "citations", "caveats"}


@pytest.fixture(scope="module", params=SEEDS)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return generate(request.param, 40)


def test_forty_quarters_ask_a_thousand_questions_of_every_kind(corpus: Corpus) -> None:
    assert len(corpus.files()) == 40 and len(corpus.questions) >= 1000
    assert {case["kind"] for case in corpus.questions} >= KINDS
    smallest = min(Counter(case["kind"] for case in corpus.questions).values())
    assert smallest >= 5


def test_the_same_seed_gives_the_same_corpus_and_another_seed_another() -> None:
    one, again, other = generate(5, 6), generate(5, 6), generate(6, 6)
    assert one.files() == again.files() and one.questions == again.questions
    assert set(one.files().values()).isdisjoint(other.files().values())
    assert {c["question"] for c in one.questions} != {c["question"] for c in other.questions}


def test_seeds_differ_in_basis_measures_and_house_style() -> None:
    worlds = [generate(seed, 1).world for seed in range(1, 13)]
    assert {world.basis for world in worlds} == {"quarter", "year_to_date"}
    assert len({world.style["title"] for world in worlds}) > 2 and len({world.force for world in worlds}) > 5
    assert len({tuple(m["key"] for m in world.measures) for world in worlds}) == 12


def test_cases_have_the_fields_of_an_evaluation_set(corpus: Corpus) -> None:
    ids, questions = set(), set()
    for case in corpus.questions:
        assert set(case) == {"id", "question", "kind", "expect", "tags", "history"}
        assert set(case["expect"]) <= FIELDS and len(case["expect"]) > 1, case
        ids.add(case["id"])
        questions.add((case["question"], *case["history"]))
        for pattern in case["expect"].get("text", []) + case["expect"].get("not_text", []):
            re.compile(pattern)
        for figure in case["expect"].get("figures", []):
            Decimal(figure["value"])
    assert len(ids) == len(questions) == len(corpus.questions)


def rows_of(corpus: Corpus, file: str) -> list[list[str]]:
    lines = [line.split("\t") for line in corpus.files()[file].splitlines() if line.count("\t") == 5]
    return [cells for cells in lines if cells[1] and cells[0] != "Objective"]


def plain(cell: str) -> str:
    return re.sub(r"\s*[⁰¹²³⁴⁵⁶⁷⁸⁹]+", "", cell).rstrip("*")


def test_expected_figures_stand_in_the_cited_report_in_their_column(corpus: Corpus) -> None:
    seen = 0
    for case in corpus.questions:
        cited = case["expect"].get("citations", [])
        if len(cited) != 1 or case["kind"] not in ("figure", "list"):
            continue
        rows = {plain(cells[1]): cells for cells in rows_of(corpus, cited[0]["document"])}
        for figure in case["expect"].get("figures", []):
            cell = rows[figure["measure"]][4 if figure["role"] == "actual" else 3]
            number = re.search(r"\d[\d,]*(\.\d+)?", cell)
            assert number and Decimal(number.group().replace(",", "")) == Decimal(figure["value"]), case
            seen += 1
    assert seen > 300


def test_lists_name_exactly_the_rows_that_the_printed_table_shows(corpus: Corpus) -> None:
    seen = 0
    for case in corpus.questions:
        if case["kind"] != "list" or "rating" not in case["tags"]:
            continue
        letter = next(r for r, colour in (("R", "red"), ("A", "amber"), ("G", "green")) if colour in case["question"])
        rows = rows_of(corpus, case["expect"]["citations"][0]["document"])
        printed = [plain(cells[1]) for cells in rows if cells[5].split(" ")[-1] == letter]
        *names, count = case["expect"]["text"]
        assert len(names) == len(printed) and all(re.fullmatch(n, p) for n, p in zip(names, printed, strict=True))
        assert re.search(count, f"There are {len(printed)} measures")
        seen += 1
    assert seen > 20


def test_narrative_answers_are_told_in_the_cited_report_and_others_are_not(corpus: Corpus) -> None:
    seen = 0
    for case in corpus.questions:
        if case["kind"] not in ("narrative", "action") or "citations" not in case["expect"]:
            continue
        text = corpus.files()[case["expect"]["citations"][0]["document"]]
        assert all(re.search(pattern, text) for pattern in case["expect"]["text"]), case
        assert not any(re.search(pattern, text) for pattern in case["expect"].get("not_text", [])), case
        seen += 1
    assert seen > 200


def test_changes_follow_from_their_two_figures(corpus: Corpus) -> None:
    for case in corpus.questions:
        if case["kind"] != "change":
            continue
        one, two = (Decimal(f["value"]) for f in case["expect"]["figures"])
        gap = abs(two - one)
        unit = " percentage points" if case["expect"]["figures"][0]["unit"] == "%" else ""
        assert re.search(case["expect"]["text"][0], f"It changed by {gap:,}{unit}."), case
        if not unit:
            assert re.search(
                case["expect"]["text"][1], f"or {(gap * 100 / one).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
            ), case


def test_readings_of_unlike_length_are_not_compared() -> None:
    corpus = next(c for c in (generate(seed, 12) for seed in range(1, 20)) if c.world.basis == "year_to_date")
    for case in corpus.questions:
        if case["kind"] in ("change", "compare") and "period" in case["expect"].get("figures", [{}])[0]:
            ends = {figure["period"].split("/")[1][5:] for figure in case["expect"]["figures"]}
            assert len(ends) == 1, case


def test_refusals_expect_no_figure_and_a_reason(corpus: Corpus) -> None:
    refusals = [case["expect"] for case in corpus.questions if case["kind"] == "unanswerable"]
    assert {expect["reason"] for expect in refusals} >= {
        "measure_not_held",
        "period_not_held",
        "area_not_held",
        "prediction",
        "opinion",
        "individual_case",
    }
    assert all(expect["figures"] == [] and expect["status"] != "answered" for expect in refusals)


def test_contradictions_are_planted_sparsely_and_expected_as_caveats(corpus: Corpus) -> None:
    planted = [row for report in corpus.reports for row in report.rows if row.planted]
    assert 0 < len(planted) < 40
    asked = [case for case in corpus.questions if "contradiction" in case["tags"]]
    assert all(case["expect"]["caveats"] == ["rating_contradicts_figure"] for case in asked) and asked


@pytest.mark.parametrize(
    ("quarter", "spelled"),
    [
        (Quarter(2013, 1), "Q1 2013/14"),
        (Quarter(2013, 2), "the second quarter of 2013-14"),
        (Quarter(2013, 4), "31 March 2014"),
        (Quarter(1999, 3), "October to December 1999"),
    ],
)
def test_quarters_are_recognised_in_their_spellings(quarter: Quarter, spelled: str) -> None:
    assert re.search(quarter.pattern(), f"It was highest in {spelled}.", re.I)
    assert not re.search(quarter.shift(1).pattern(), spelled, re.I)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("1,288", "it was 1,288.", True),
        ("1,288", "it was 1288", True),
        ("288", "it was 1,288", False),
        ("69.1", "69.1%", True),
        ("69.1", "169.1", False),
        ("12", "12.5%", False),
        ("12", "12.0%", True),
    ],
)
def test_figures_match_whole(pattern: str, text: str, found: bool) -> None:
    assert bool(re.search(number_pattern(pattern), text)) is found


def test_command_line_writes_reports_and_questions(tmp_path) -> None:
    result = CliRunner().invoke(main, ["--seed", "7", "--quarters", "3", "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output
    lines = (tmp_path / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(list((tmp_path / "reports").glob("*.txt"))) == 3 and json.loads(lines[0])["id"].startswith("g7-")
    assert CliRunner().invoke(main, ["--quarters", "0", "--out", str(tmp_path)]).exit_code == 2


def test_a_year_to_date_is_recognised_by_its_own_label() -> None:
    assert re.search(Quarter(2019, 4).pattern("year_to_date"), "highest in 2019/20, year to date: 9.2%")
    assert re.search(Quarter(2017, 3).pattern("year_to_date"), "lowest in April to December 2017")
    assert not re.search(Quarter(2019, 4).pattern("year_to_date"), "highest in Q1 2019/20, year to date")
