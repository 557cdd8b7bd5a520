"""Ratings printed in other words than a colour: kept as printed, held against the figures, never made a colour."""

from __future__ import annotations

import pytest

from ingest.readings.ratings import read_rating
from tests.ingest.styles.test_columns import bundle


@pytest.mark.parametrize(("cell", "status"), [
    ("On track", "good"), ("Off track", "bad"), ("At risk", "middle"), ("Met", "good"), ("Not met", "bad"),
    ("Partially met", "middle"), ("Exceeding", "good"), ("Blue", "other"), ("▲ Off track", "bad"), ("✓", "good"),
    ("Off track because of staffing", None), ("No target set", None), ("TBC", None), ("-", None), ("", None),
])
def test_a_status_in_words_stays_its_words(cell: str, status: str | None) -> None:
    rated = read_rating(cell, None, "RAG")
    assert (rated.rag, rated.status, rated.comment, rated.doubt) == (None, status, cell, "")


def test_yes_and_no_answer_a_heading_that_asks() -> None:
    assert [read_rating(word, None, "On track?").status for word in ("Yes", "No", "N/A")] == ["good", "bad", None]
    assert read_rating("Yes", None, "Data quality checked").status is None


def test_a_colour_beside_words_counts_unless_they_differ() -> None:
    assert (read_rating("On track", "00B050").rag, read_rating("On track", "00B050").doubt) == ("G", "")
    assert read_rating("Off track", "00B050").doubt and read_rating("Complete", "0070C0").doubt


def test_words_that_are_no_rating_known_are_a_finding() -> None:
    found = bundle("Measure|Target|Actual|RAG", "Burglary offences|480|471|Green", "Robbery offences|90|101|Mauve")
    assert [(f.code, f.text) for f in found.findings if f.code == "rating_unclear"] == [
        ("rating_unclear", "The rating is not clear: “Mauve” is no rating that is known.")]


def test_met_beside_a_missed_target_is_a_contradiction() -> None:
    found = bundle("Measure|Target|Actual|Status", "Reduce burglary offences|480|501|Met",
                   "Reduce robbery offences|90|101|Not met", "Reduce theft offences|90|80|On track")
    assert [f.text for f in found.findings if f.code == "rating_contradicts_figure"] == [
        "Rated “Met”, but 501 is above the target of 480 and a lower figure is wanted."]


def test_a_rating_in_words_is_a_rating() -> None:
    found = bundle("Measure|Target|Actual|RAG", "Burglary offences|480|471|Green", "Robbery offences|90|101|Off track",
                   "Theft offences|90|80|Blue")
    assert "figure_without_rating" not in {f.code for f in found.findings}


def test_a_rating_in_words_is_not_run_together_with_a_column_of_comments() -> None:
    (row,) = bundle("Measure|Target|Actual|Status|Trend|Commentary",
                    "Robbery offences|90|101|Off track|▲|Team not staffed.").readings
    assert (row.rag, row.comment) == (None, "Off track")
    (row,) = bundle("Measure|Target|Actual|RAG|Trend|Commentary",
                    "Robbery offences|90|101|Red|▲|Team not staffed.").readings
    assert (row.rag, row.comment) == ("R", "Team not staffed.")
