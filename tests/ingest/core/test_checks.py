"""Findings: what contradicts is found, in the report's words; what is right is left alone."""

import re

import pytest

from store.records import Bundle, Finding

from .helpers import knowing, read, table

CLEAN = (
    "1. Be seen|Reduction in the number of burglaries recorded*|less 2% of 2021/22 outturn|688|519|G",
    "|Solved rate for burglary*|23%|23%|26%|G",
    "|Victim satisfaction*|85%|85%|84.1%|A",
    "|Average time taken to answer a call|60 seconds or less|60 secs|112 secs|R",
    "2. Serve|Develop a strategy with partners|By Oct 2022|||Work commenced G",
)


def codes(bundle: Bundle) -> list[str]:
    return [f.code for f in bundle.findings]


def only(bundle: Bundle, code: str) -> Finding:
    (found,) = [f for f in bundle.findings if f.code == code]
    return found


def test_a_clean_report_has_no_finding() -> None:
    prose = (
        "Headline measures – All headline measures are on target except victim satisfaction, which is amber.\n\n"
        "The new model will be in place from 30 September 2022. A plan was agreed on 12 July 2022.\n\n"
        "Victim satisfaction is rated amber. By April 2023 it should improve."
    )
    assert read(table(*CLEAN, prose=prose)).findings == ()


@pytest.mark.parametrize(
    ("cells", "severity"),
    [
        ("Reduction in people killed or injured|2% reduction|98|100|G", "high"),
        ("Solved rate for burglary|23%|23%|22%|G", "high"),
        ("Solved rate for burglary|23%|23%|26%|R", "high"),
        ("Reduction in thefts|Monitor|87 (previous year)|88|G", "medium"),
    ],
)
def test_a_rating_against_its_own_figures(cells: str, severity: str) -> None:
    bundle = read(table(f"1. Be seen|{cells}"))
    found = only(bundle, "rating_contradicts_figure")
    assert found.severity == severity and found.reading_id == bundle.readings[0].id
    assert found.quotes == (bundle.readings[0].quote,)


@pytest.mark.parametrize(
    "cells",
    [
        "Reduction in thefts|2% reduction|98|97|G",
        "Reduction in thefts|2% reduction|98|100|A",
        "Reduction in thefts|Monitor|98 (previous year)|90|A",
        "Maintain confidence|To be maintained|71.2%|69.1%|G",
        "Number of referrals|Monitor|98|100|G",
        "Solved rate|23%|23|26%|R",
    ],
)
def test_ratings_that_may_be_right_are_left_alone(cells: str) -> None:
    assert "rating_contradicts_figure" not in codes(read(table(f"1. Be seen|{cells}")))


def test_a_headline_claim_against_the_table() -> None:
    rows = [*CLEAN, "3. To work for safer roads|Reduction in people killed or seriously injured*|2% reduction|98|100|G"]
    said = (
        "Headline measures – All headline measures are on target, except for road traffic collisions, just off target."
    )
    found = [f for f in read(table(*rows, prose=said)).findings if f.code == "narrative_contradicts_table"]
    assert ["rates it green and its figure misses" in f.text for f in found] == [True, False]
    assert "another headline measure is rated amber" in found[1].text
    assert all(f.quotes[0] == said for f in found)


def test_counted_ratings_against_the_table() -> None:
    said = "Headline measures – Two of the three headline measures were green and one was red."
    found = [f.text for f in read(table(*CLEAN, prose=said)).findings]
    assert found == ["By the text one of the headline measures should be red; in the table it is none."]
    said = "Headline measures – Two of the three headline measures were green and one was amber."
    assert read(table(*CLEAN, prose=said)).findings == ()


def test_no_concern_beside_red_is_said() -> None:
    said = "Other measures – Progress against the measures is acceptable and there are no immediate concerns."
    found = only(read(table(*CLEAN, prose=said)), "narrative_contradicts_table")
    assert (found.severity, found.text) == (
        "medium",
        "The text sees no concern in the measures; the table rates one red.",
    )
    assert read(table(*CLEAN, prose="The auditors highlighted no areas of concern.")).findings == ()


def test_a_rating_named_in_the_text_against_the_table() -> None:
    assert only(read(table(*CLEAN, prose="Victim satisfaction is now rated red.")), "narrative_contradicts_table")
    assert read(table(*CLEAN, prose="Victim satisfaction is now rated amber.")).findings == ()


def test_dates_after_the_period() -> None:
    since = "Work by the force has seen levels of violence fall since November 2022."
    late = "A national report was published on 27 September 2022."
    for said in (since, late):
        found = only(read(table(*CLEAN, prose=f"A first sentence. {said}")), "date_after_period")
        assert (found.severity, found.quotes) == ("high", (said,))


@pytest.mark.parametrize(
    "said",
    [
        "It will be in place from 30 September 2023.",
        "The strategy is due by April 2023.",
        "The plan was agreed on 6 July 2022.",
        "The fund was opened until 31 March 2025.",
        "Levels have fallen since March 2021.",
        "The Deputy has called a summit on 30 November 2022.",
        "The next meeting was set for 29 November 2022 and will be public.",
    ],
)
def test_later_dates_that_are_right(said: str) -> None:
    assert read(table(*CLEAN, prose=said)).findings == ()


def test_a_figure_out_of_line_with_its_own_row() -> None:
    note = "² Previous year figure shown for comparison only"
    found = only(
        read(
            table("1. Be seen|Increase in the number of cadets|140 by 2025 28 in each district|282 ²|28|G", notes=note)
        ),
        "figure_out_of_line",
    )
    assert found.severity == "high" and "possibly a footnote mark" in found.text
    for cells in (
        "Increase in cadets|385 by 2025|276|343|G",
        "Time taken|60 seconds or less|60 secs|112 secs|R",
        "Reduction in thefts|less 2% of 2021/22 outturn|14,155|13,800|G",
        "Reviews requested|Monitor|3|16|",
    ):
        assert "figure_out_of_line" not in codes(read(table(f"1. Be seen|{cells}")))


def test_comparators_that_are_no_targets_are_named() -> None:
    bundle = read(
        table(
            "1. Be seen|Thefts one|Monitor outcome|98 (previous year)|90|G",
            "|Thefts two|Monitor outcome|98 (predicted)|90|G",
            "|Thefts three|Monitor outcome|98|90|G",
        )
    )
    assert codes(bundle) == ["previous_year_comparator", "predicted_comparator", "comparator_not_target"]
    assert bundle.findings[2].text.endswith("the overall target is “Monitor outcome”.")


def test_footnotes_that_change_the_meaning_are_quoted() -> None:
    note = "² The ratio of trials to witnesses: a higher figure is better."
    bundle = read(table("1. Be seen|Reduce the share of witnesses not needed|Monitor||1.96 ²|R", notes=note))
    found = only(bundle, "footnote_changes_meaning")
    assert found.quotes == (bundle.readings[0].quote, note[2:]) and found.evidence[1] == bundle.footnotes[0].passage_id
    old = "² Rolling 12 months to March 2021."
    assert "old_cohort" in codes(read(table("1. Be seen|Thefts|Monitor||12 ²|", notes=old)))


def test_units_ratings_and_marks_that_do_not_fit() -> None:
    assert "ambiguous_unit" in codes(read(table("1. Be seen|Reduce number of repeat offences|Monitor||43%|G")))
    assert codes(read(table("1. Be seen|Number of Prevent referrals|Monitor|||G"))) == ["rating_without_figure"]
    assert "rating_unclear" in codes(read(table("1. Be seen|Thefts|5|5|5|Green/Amber")))
    assert "mark_without_note" in codes(read(table("1. Be seen|Thefts ²|5|5|5|G")))
    assert "note_without_mark" in codes(read(table("1. Be seen|Thefts|5|5|5|G", notes="² A note.")))


def test_a_restated_figure_is_found_in_the_later_report() -> None:
    first = read(table("1. Be seen|Reduction in knife crime offences|Monitor|80 (previous year)|74|G"), name="a.txt")
    later = table("1. Be seen|Reduction in knife crime offences|Monitor|76 (previous year)|63|G").replace(
        "2022", "2023"
    )
    bundle = read(later, knowing(first), name="b.txt")
    found = only(bundle, "restated")
    assert found.evidence == (bundle.readings[0].id, first.readings[0].id)
    assert read(later.replace("76", "74"), knowing(first), name="b.txt").findings == tuple(
        f for f in read(later.replace("76", "74"), name="b.txt").findings
    )


def test_a_fall_that_was_a_rise_by_the_report_before() -> None:
    header_row = "1. Be seen|Residential burglary offences to be reduced|less 5%|378|{}|{}"
    quarter = table(header_row.format("372", "G")).replace("Year to date", "Quarter 1")
    later = table(header_row.format("452", "R"), prose="Residential burglary fell again this quarter.")
    later = (
        later.replace("Year to date", "Quarter 2")
        .replace("1 April 2022 to 30 June", "1 July 2022 to 30 September")
        .replace("20 JULY", "20 OCTOBER")
    )
    assert only(read(later, knowing(read(quarter, name="a.txt")), name="b.txt"), "narrative_contradicts_table")


def test_the_numbers_of_a_finding_stand_in_its_quotes() -> None:
    prose = "All headline measures are on target. Levels fell since January 2023. There are no concerns on performance."
    note = "² Previous year figure shown for comparison only"
    bundle = read(
        table(*CLEAN, "3. Grow|Increase in the number of cadets|140 by 2025|282 ²|28|G", prose=prose, notes=note)
    )
    assert len(bundle.findings) > 4
    for found in bundle.findings:
        quoted = " ".join(found.quotes)
        assert all(number in quoted for number in re.findall(r"\d[\d.,]*\d|\d", found.text)), found.text
        assert len(found.quotes) == len(found.evidence)


def test_every_code_has_its_meaning() -> None:
    from assistant.codes import known
    from ingest.language.data import policy

    assert set(policy("findings")["codes"]) <= known("finding") & known("caveat")


def test_a_reference_that_misses_its_paragraph_by_one() -> None:
    text = (
        "REPORT\n\nBackground\n\n1. The fund pays for the Steer Clear programme. This project is told of in point {}.\n"
        "2. The panel met in May.\n3. Buildings were sold.\n4. The Steer Clear programme runs in two towns.\n"
        "5. Members left.\n"
    )
    assert [f.code for f in read(text.format(3)).findings] == ["reference_misses"]
    assert (
        read(text.format(4)).findings
        == ()
        == read(text.format(2).replace("panel met", "Steer Clear team met")).findings
    )


def test_a_figure_of_the_text_against_its_row() -> None:
    rows = ("1. Be seen|Reduction in knife crime offences|Monitor|80 (previous year)|74|G",)
    found = only(
        read(table(*rows, prose="There were 71 knife crime offences in the quarter.")), "narrative_contradicts_table"
    )
    assert found.text == "The text gives 71 for this measure; the table prints 74."
    for said in (
        "There were 74 knife crime offences in the quarter.",
        "Knife crime offences rose by 9 in the quarter.",
        "Of the knife crime offences in the quarter 12 were charged against 9.",
        "There were 12 knife crime offences in Ashmere in May.",
        "There were 9 robberies in the quarter.",
        "Knife crime offences fell this quarter, and the team visited 340 homes.",
    ):
        assert "narrative_contradicts_table" not in codes(read(table(*rows, prose=said)))
