"""The sample reports say what their sources and gold tables say, and carry the listed difficulties."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from evals.samples import build

FOLDER = Path(build.__file__).parent
REPORTS = sorted(FOLDER.glob("*.txt"))
QUARTERLY = [path for path in REPORTS if path.stem != "norland-vale-panel-2024-09"]
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"


def table_rows(path: Path) -> list[list[str]]:
    """Every tab-separated line of six cells after the appendix heading."""
    lines = path.read_text(encoding="utf-8").split("Appendix B\n")[1].splitlines()
    return [line.split("\t") for line in lines if line.count("\t") == 5]


def gold(path: Path) -> list[dict]:
    return json.loads((FOLDER / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))


def test_rendered_files_match_their_sources() -> None:
    measures = build.load_measures()
    templates = sorted((FOLDER / "source").glob("*.tmpl"))
    assert [path.stem for path in templates] == [path.stem for path in REPORTS]
    for path in REPORTS:
        text, rows = build.render(path.stem, measures)
        assert text == path.read_text(encoding="utf-8"), f"run python -m evals.samples.build: {path.name}"
        if rows is not None:
            assert rows == gold(path)


@pytest.mark.parametrize("path", QUARTERLY, ids=lambda path: path.stem)
def test_table_holds_the_gold_rows_under_their_objectives(path: Path) -> None:
    objective, seen = 0, []
    for cells in table_rows(path):
        if cells[0] == "Objective":
            continue
        if found := re.match(r"\d+", cells[0]):
            objective = int(found.group())
        if not cells[1]:
            assert cells[0].endswith("Cont.")
            continue
        marks = "".join(c for c in " ".join(cells[1:]) if c in SUPERSCRIPTS)
        plain = [re.sub(rf"\s*[{SUPERSCRIPTS}]+", "", cell) for cell in cells]
        seen.append((objective, plain[1].replace("*", ""), "*" in plain[1], *plain[2:5], len(marks)))
    wanted = [
        (
            r["objective"],
            r["measure"],
            r["headline"],
            r["overall_target"],
            r["target_ytd"],
            r["actual_ytd"],
            sum(map(len, r["footnotes"])),
        )
        for r in gold(path)
    ]
    assert seen == wanted and len(seen) == 34


@pytest.mark.parametrize("path", QUARTERLY, ids=lambda path: path.stem)
def test_every_mark_has_its_note_and_every_note_a_mark(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    notes = [m.group() for line in lines if (m := re.match(rf"[{SUPERSCRIPTS}]+(?= \w)", line))]
    marks = {m for row in table_rows(path) for cell in row for m in re.findall(rf"[{SUPERSCRIPTS}]+", cell)}
    assert len(notes) == len(set(notes)) and set(notes) == marks


def test_figures_in_gold_stand_in_their_printed_cells() -> None:
    for path in QUARTERLY:
        for row in gold(path):
            if "actual_value" not in row:
                continue
            for value, printed in (("actual_value", "actual_ytd"), ("target_value", "target_ytd")):
                if row[value] is not None:
                    number = re.search(r"\d[\d,]*(\.\d+)?", row[printed])
                    assert number and Decimal(number.group().replace(",", "")) == Decimal(row[value])


def test_ratings_follow_the_figures_except_where_a_contradiction_is_planted() -> None:
    wrong = []
    for path in QUARTERLY:
        for row in gold(path):
            if row.get("target_role") != "target" or row["direction"] not in ("lower", "higher"):
                continue
            actual, target = Decimal(row["actual_value"]), Decimal(row["target_value"])
            met = actual <= target if row["direction"] == "lower" else actual >= target
            if met != (row["rag"] == "G"):
                wrong.append((path.stem, row["measure"][:32], row["rag"]))
    assert wrong == [("norland-vale-panel-2022-10", "Reduction in the number of peopl", "G")]


def test_year_to_date_counts_never_fall_within_the_first_year() -> None:
    for name in ("violence with injury offences", "residential burglaries", "(ASB) incidents", "knife crime"):
        series = [Decimal(r["actual_value"]) for path in QUARTERLY[:4] for r in gold(path) if name in r["measure"]]
        assert len(series) == 4 and series == sorted(series)


def test_numbered_paragraphs_run_without_a_gap() -> None:
    text = (FOLDER / "norland-vale-panel-2024-09.txt").read_text(encoding="utf-8")
    assert [int(n) for n in re.findall(r"^(\d+)\. ", text, re.M)] == list(range(1, 55))


@pytest.mark.parametrize(
    ("stem", "words"),
    [
        ("2022-10", "2152 ²"),
        ("2022-10", "since January 2023"),
        ("2022-10", "98\t102\tG"),
        ("2022-10", "restated as 30.8%"),
        ("2023-01", "every headline measure was on target apart"),
        ("2024-02", "425\t452\tR"),
        ("2024-02", "Residential burglary fell again"),
        ("2023-07", "76 ³"),
        ("2024-09", "in point 21"),
        ("2024-09", "27 September 2024"),
        ("2022-07", "Safeguarding\n\nPartnership"),
    ],
)
def test_planted_difficulties_are_printed(stem: str, words: str) -> None:
    assert words in (FOLDER / f"norland-vale-panel-{stem}.txt").read_text(encoding="utf-8")


def test_readme_names_every_report() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(path.name in readme for path in REPORTS) and "invented" in readme


def near_misses() -> list[dict]:
    path = FOLDER.parent / "sets" / "near_miss.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_near_misses_are_many_and_each_expects_something() -> None:
    cases = near_misses()
    assert len(cases) >= 150 and len({case["id"] for case in cases}) == len(cases)
    assert len({(case["question"], *case["history"]) for case in cases}) == len(cases)
    for case in cases:
        assert set(case) == {"id", "question", "kind", "expect", "tags", "history"} and case["expect"]
        for pattern in case["expect"].get("text", []) + case["expect"].get("not_text", []):
            re.compile(pattern)
    tags = {tag for case in cases for tag in case["tags"]}
    assert tags >= {
        "measure",
        "period",
        "area",
        "individual",
        "prediction",
        "opinion",
        "personal",
        "body",
        "premise",
        "instruction",
        "word",
        "assumption",
    }


def test_near_miss_figures_are_those_of_the_gold_tables() -> None:
    rows = [row for path in QUARTERLY for row in gold(path) if "actual_value" in row]
    held = {(r["measure"], "actual", r["actual_value"], r["unit"]) for r in rows}
    held |= {(r["measure"], r["target_role"], r["target_value"], r["unit"]) for r in rows}
    figures = [figure for case in near_misses() for figure in case["expect"].get("figures", [])]
    assert len(figures) > 50
    assert all((f["measure"], f["role"], f["value"], f["unit"]) in held for f in figures)


def test_near_misses_that_lean_on_an_unheld_word_do_so() -> None:
    told = " ".join(path.read_text(encoding="utf-8").lower() for path in REPORTS)
    unheld = [
        "horses",
        "drones",
        "vegetarian",
        "trophy",
        "helicopters",
        "polish",
        "uniforms",
        "lambs",
        "dogs retired",
        "armour",
        "football",
        "canteen",
        "bishops",
        "tattoos",
        "vandalised",
    ]
    questions = " ".join(case["question"].lower() for case in near_misses() if "word" in case["tags"])
    assert all(word in questions and word not in told for word in unheld)
