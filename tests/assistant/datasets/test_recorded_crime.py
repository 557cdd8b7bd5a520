"""Questions on the real recorded-crime file, each figure worked out from the file with the csv module.

Run where PANELQA_DATA names the folder that holds it (Home Office open data tables, recorded-crime-2017-18.csv).
"""

import csv
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.sources import stored_words
from assistant.verify import faults
from ingest import ingest_paths
from store.readonly import ReadStore

NAME = "recorded-crime-2017-18.csv"
FOLDER = os.environ.get("PANELQA_DATA", "")
FILE = Path(FOLDER) / NAME if FOLDER else Path(NAME)
pytestmark = pytest.mark.skipif(not FILE.is_file(), reason=f"PANELQA_DATA names no folder with {NAME}")
COLUMNS = {
    "q": "Financial Quarter",
    "f": "Force Name",
    "g": "Offence Group",
    "s": "Offence Subgroup",
    "d": "Offence Description",
    "c": "Offence Code",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("data") / "store"
    assert ingest_paths([FILE], folder, vectors=False)[0].status == "ingested"
    with Assistant(ReadStore(folder), search_vectors=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def total(rows, **wanted) -> int:
    """The sum of the offences of rows whose columns hold one of the wanted values."""
    mine = [r for r in rows if all(r[COLUMNS[k]] in (v if isinstance(v, tuple) else (v,)) for k, v in wanted.items())]
    assert mine, wanted
    return sum(int(r["Number of Offences"].strip().replace(",", "")) for r in mine)


def checked(assistant: Assistant, question: str):
    answer = assistant.ask(question)
    assert not faults(answer, lambda *place: stored_words(assistant.store, *place)), question
    return answer


BURGLARY = ("Domestic burglary", "Non-domestic burglary")
VEHICLE = ("Theft from a vehicle", "Theft of a motor vehicle", "Vehicle interference")
VALUES = [
    # a single cell
    ("How many shoplifting offences did Kent record in Q2 2017/18?", {"q": "2", "f": "Kent", "s": "Shoplifting"}),
    (
        "How many attempted murders did Merseyside record in Q2 2017/18?",
        {"q": "2", "f": "Merseyside", "d": "Attempted murder"},
    ),
    ("How many offences with code 28E did Surrey record in Q1 2017/18?", {"q": "1", "f": "Surrey", "c": "28E"}),
    ("How many fraud offences did CIFAS record in the first quarter of 2017/18?", {"q": "1", "f": "CIFAS"}),
    (
        "Number of kidnappings in Bedfordshire, January to March 2018",
        {"q": "4", "f": "Bedfordshire", "d": "Kidnapping"},
    ),
    # a sum over a subgroup or group
    (
        "How many domestic burglaries did West Mercia record in Q1 2017/18?",
        {"q": "1", "f": "West Mercia", "s": "Domestic burglary"},
    ),
    (
        "How many sexual offences were recorded in Humberside in Q3 2017/18?",
        {"q": "3", "f": "Humberside", "g": "Sexual offences"},
    ),
    (
        "How many rape offences did Lancashire Constabulary record in 2017/18?",
        {"f": "Lancashire", "s": "Rape offences"},
    ),
    (
        "What was the number of violence with injury offences in Gwent in Q2 2017/18?",
        {"q": "2", "f": "Gwent", "s": "Violence with injury"},
    ),
    (
        "How many violence without injury offences did Gwent record in Q2 2017/18?",
        {"q": "2", "f": "Gwent", "s": "Violence without injury"},
    ),
    (
        "How many criminal damage offences in Cleveland in Q3 2017/18?",
        {"q": "3", "f": "Cleveland", "s": "Criminal damage"},
    ),
    (
        "How many crimes were recorded in total in the City of London in Q1 2017/18?",
        {"q": "1", "f": "London, City of"},
    ),
    ("What was overall crime in Warwickshire in Q4 2017/18?", {"q": "4", "f": "Warwickshire"}),
    # everyday words
    ("How many break-ins were there in Surrey in Q3 2017/18?", {"q": "3", "f": "Surrey", "s": "Domestic burglary"}),
    (
        "How many bike thefts did the Met record in Q4 2017/18?",
        {"q": "4", "f": "Metropolitan Police", "s": "Bicycle theft"},
    ),
    ("How many muggings in the West Midlands in Q4 2017/18?", {"q": "4", "f": "West Midlands", "g": "Robbery"}),
    (
        "How many stolen cars were there in Cheshire in Q2 2017/18?",
        {"q": "2", "f": "Cheshire", "s": "Theft of a motor vehicle"},
    ),
    ("How many murders were there in Essex in 2017/18?", {"f": "Essex", "s": "Homicide"}),
    (
        "How many burglaries did Devon & Cornwall have in Q2 2017/18?",
        {"q": "2", "f": "Devon and Cornwall", "s": BURGLARY},
    ),
    ("How much vehicle crime was recorded in Sussex in Q3 2017/18?", {"q": "3", "f": "Sussex", "s": VEHICLE}),
    ("How many domestic burglaries were recorded by all forces in Q1 2017/18?", {"q": "1", "s": "Domestic burglary"}),
]


@pytest.mark.parametrize(("question", "wanted"), VALUES)
def test_a_value_or_a_sum_is_what_the_rows_give(assistant, rows, question, wanted):
    answer = checked(assistant, question)
    expected = total(rows, **wanted)
    assert answer.status == "answered", answer
    assert f": {expected:,}" in answer.text
    values = [f.value for f in answer.figures] + [d.value for d in answer.derived]
    assert values == [str(expected)]
    assert all(c.locator.startswith("row") and c.document == NAME for c in answer.citations)


def test_the_sum_of_the_subgroup_cites_its_rows_in_one_citation(assistant, rows):
    answer = checked(assistant, "How many domestic burglaries did West Mercia record in Q1 2017/18?")
    mine = [
        n
        for n, r in enumerate(rows, 2)
        if (r["Financial Quarter"], r["Force Name"], r["Offence Subgroup"])
        == ("1", "West Mercia", "Domestic burglary")
    ]
    assert len(answer.citations) == 1 and answer.citations[0].locator == f"rows {mine[0]}–{mine[-1]}"
    assert answer.citations[0].quote.count("…") == len(mine) - 1
    assert answer.derived[0].formula == "sum" and len(answer.derived[0].operands) == len(mine) == 10


@pytest.mark.parametrize(
    ("question", "force", "subgroup", "old", "new"),
    [
        (
            "By how much did criminal damage change in Cleveland from Q3 2017/18 to Q4 2017/18?",
            "Cleveland",
            "Criminal damage",
            "3",
            "4",
        ),
        (
            "How did domestic burglary change in West Mercia between Q1 2017/18 and Q3 2017/18?",
            "West Mercia",
            "Domestic burglary",
            "1",
            "3",
        ),
        ("Did shoplifting go up or down in Kent between Q1 2017/18 and Q2 2017/18?", "Kent", "Shoplifting", "1", "2"),
    ],
)
def test_a_change_has_its_sign(assistant, rows, question, force, subgroup, old, new):
    answer = checked(assistant, question)
    first, last = (total(rows, q=q, f=force, s=subgroup) for q in (old, new))
    assert f"a change of {last - first:+,}" in answer.text
    assert ("rose from" if last > first else "fell from") in answer.text
    assert str(last - first) in [d.value for d in answer.derived]
    assert f"{abs(last - first) * 100 / first:.1f}" in answer.text


def test_two_forces_are_compared(assistant, rows):
    answer = checked(assistant, "Compare shoplifting in Kent and Essex in Q1 2017/18")
    kent, essex = (total(rows, q="1", f=f, s="Shoplifting") for f in ("Kent", "Essex"))
    assert f"{kent:,}" in answer.text and f"{essex:,}" in answer.text and f"{abs(kent - essex):,}" in answer.text


def test_the_force_with_most_and_the_forces_that_share_the_fewest(assistant, rows):
    forces = sorted({r["Force Name"] for r in rows if r["Offence Group"] == "Robbery"})
    most = max(forces, key=lambda f: total(rows, q="2", f=f, g="Robbery"))
    answer = checked(assistant, "Which force recorded the most robberies in Q2 2017/18?")
    assert answer.text.startswith(most) and f"{total(rows, q='2', f=most, g='Robbery'):,}" in answer.text
    counts = {f: total(rows, q="1", f=f, s="Homicide") for f in forces}
    fewest = [f for f in forces if counts[f] == min(counts.values())]
    answer = checked(assistant, "Which force had the fewest homicides in Q1 2017/18?")
    assert all(f in answer.text for f in fewest) and len(answer.derived) == len(fewest)


def test_a_trend_gives_each_quarter(assistant, rows):
    answer = checked(assistant, "What was the trend in rape offences in Humberside in 2017/18?")
    for quarter in "1234":
        assert f"{total(rows, q=quarter, f='Humberside', s='Rape offences'):,}" in answer.text


def test_what_was_assumed_is_said(assistant):
    codes = {c.code for c in checked(assistant, "How many break-ins were there in Surrey?").caveats}
    assert {"assumed_measure", "latest_period"} <= codes
    assert "assumed_area" in {c.code for c in checked(assistant, "How many bicycle thefts in Q1 2017/18?").caveats}


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("How many domestic burglaries did Police Scotland record in Q1 2017/18?", "area_not_held"),
        ("How many fraud offences did Kent record in Q1 2017/18?", "area_not_held"),
        ("How many domestic burglaries did West Mercia record in Q1 2018/19?", "period_not_held"),
        ("How many robberies were there in Kent in May 2017?", "period_not_held"),
        ("What was the rate of domestic burglary per 1,000 households in Kent in Q1 2017/18?", "measure_not_held"),
        ("How many domestic burglaries were solved in West Mercia in Q1 2017/18?", "measure_not_held"),
        ("How many hate crimes did Kent record in Q1 2017/18?", "measure_not_held"),
        ("How many assaults were there in Norfolk in Q2 2017/18?", "ambiguous"),
    ],
)
def test_what_is_not_held_is_refused_with_what_is(assistant, question, reason):
    answer = checked(assistant, question)
    assert (answer.status, answer.reason) == ("not_found", reason)
    assert not answer.figures and not answer.derived
