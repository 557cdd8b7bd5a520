"""A measure row: its fields as printed, and what its figures are, by the report's own words."""

import pytest

from .helpers import HEADER, OPENING, read, row, table

NOTE = "² Previous year figure (year to date) shown for comparison only"


def test_fields_are_as_printed_with_marks_off_and_the_quote_keeps_them() -> None:
    reading = row(
        "1. To be seen",
        "Increase in the number of Special Constables* ¹",
        "385 by 2025",
        "1,276 ²",
        "1,343",
        "Intake in May G",
        notes=f"¹ A note.\n\n{NOTE}",
    )
    assert (reading.objective, reading.objective_title, reading.headline) == (1, "To be seen", True)
    assert (reading.measure, reading.overall_target) == ("Increase in the number of Special Constables", "385 by 2025")
    assert (reading.target_ytd, reading.actual_ytd) == ("1,276", "1,343")
    assert (reading.target_value, reading.actual_value, reading.unit) == ("1276", "1343", "count")
    assert (reading.rag, reading.rag_source, reading.comment) == ("G", "printed", "Intake in May")
    assert reading.footnotes == ("1", "2")
    assert reading.quote == (
        "1. To be seen Increase in the number of Special Constables* ¹ 385 by 2025 1,276 ² 1,343 Intake in May G"
    )
    assert reading.locator == "Appendix B, row 1"


def test_blank_dash_and_pending_stay_as_printed() -> None:
    bundle = read(table("1. Be seen|One|5||TBC|G", "|Two|5|-|-|G", "|Three|5|Audit underway||G"))
    assert [(r.target_ytd, r.actual_ytd, r.target_value, r.actual_value) for r in bundle.readings] == [
        ("", "TBC", None, None),
        ("-", "-", None, None),
        ("Audit underway", "", None, None),
    ]


@pytest.mark.parametrize(
    ("overall", "beside", "notes", "role"),
    [
        ("less 2% of 2021/22 outturn", "1,639", "", "target"),
        ("385 by 2025", "276", "", "target"),
        ("53%", "53%", "", "target"),
        ("To be held at the 2021/22 level", "71.2%", "", "target"),
        ("Monitor outcome", "662", "", "other"),
        ("Baseline to be established in 2022/23", "172", "", "other"),
        ("385 by 2025", "276 ²", NOTE, "previous_year"),
        ("Monitor outcome", "9.59 (predicted rate)", "", "predicted"),
        ("Monitor outcome", "2,784 (previous year to date)", "", "previous_year"),
        ("Below the baseline", "213 (baseline)", "", "baseline"),
        ("Monitor outcome", "172 ²", "² The comparator is the 2021/22 total.", "previous_year"),
        (
            "Hold at last year's level",
            "71.2% ²",
            "² The comparator is the year end level, which is to be held.",
            "target",
        ),
    ],
)
def test_the_role_of_the_figure_beside(overall: str, beside: str, notes: str, role: str) -> None:
    assert row("1. Be seen", "Number of things", overall, beside, "300", "G", notes=notes).target_role == role


def test_the_same_month_a_year_earlier_is_the_previous_year() -> None:
    reading = row("1. Be seen", "Reoffending rate", "Monitor outcome", "0.87 (June 10)", "0.88 (June 11)", "G")
    assert reading.target_role == "previous_year"


def test_the_heading_names_the_role_where_the_row_does_not() -> None:
    header = "Measure\tPrevious year\tActual Q1\tRating"
    (reading,) = read(table("Knife crime offences|80|63|G", header=header)).readings
    assert (reading.target_role, reading.target_value, reading.actual_value) == ("previous_year", "80", "63")
    header = "Indicator\tTarget\tLast year\tActual\tStatus"
    (reading,) = read(table("Knife crime offences|70|80|63|Green", header=header)).readings
    assert (reading.target_role, reading.target_value, reading.rag) == ("target", "70", "G")


@pytest.mark.parametrize(
    ("measure", "overall", "notes", "direction"),
    [
        ("Reduction in the number of burglaries", "Monitor", "", "lower"),
        ("Increase in the proportion solved", "53%", "", "higher"),
        ("Maintain public confidence", "Monitor", "", "maintain"),
        ("Average time taken to answer", "60 seconds or less", "", "lower"),
        ("Solved rate for rape", "10%", "", "higher"),
        ("Officers in post", "1,412 to be maintained", "", "maintain"),
        ("Number of grants provided", "Monitor", "", "none"),
        ("Reduce the share of witnesses not needed ²", "Monitor", "² A ratio: a higher figure is better.", "higher"),
        ("Develop a strategy to reduce crime", "By Dec 22", "", "none"),
        ("Number of referrals", "Monitor", "", "none"),
    ],
)
def test_the_direction_wanted(measure: str, overall: str, notes: str, direction: str) -> None:
    assert row("1. Be seen", measure, overall, "", "12", "G", notes=notes).direction == direction


@pytest.mark.parametrize(
    ("measure", "actual", "notes", "unit"),
    [
        ("Number of burglaries", "519", "", "count"),
        ("Share of burglaries solved", "26%", "", "%"),
        ("Overall crime rates", "15,015", "", "count"),
        ("Rate of reoffending", "10.03", "", "rate"),
        ("First time entrants per 100,000 children", "147", "", "per_100000"),
        ("Time taken", "112 secs", "", "seconds"),
        ("First time entrants ²", "539", "² Measured per 100,000 youth population.", "per_100000"),
        ("Witnesses ²", "1.96", "² The ratio of trials to attendance.", "ratio"),
        ("Cash recovered", "£205,350", "", "GBP"),
        ("Number of repeat offences", "43%", "", "%"),
        ("Cash recovered", "£1.3m", "", "GBP_m"),
    ],
)
def test_the_unit(measure: str, actual: str, notes: str, unit: str) -> None:
    assert row("1. Be seen", measure, "Monitor", "", actual, "G", notes=notes).unit == unit


@pytest.mark.parametrize(
    ("notes", "start", "end", "basis"),
    [
        ("", "2022-04-01", "2022-06-30", "year_to_date"),
        ("² Rolling 12 months to March 2022.", "2021-04-01", "2022-03-31", "rolling_12_months"),
        (
            "² The data runs rolling for 12 month cohorts. The latest data available is Dec. 21.",
            "2021-01-01",
            "2021-12-31",
            "rolling_12_months",
        ),
        (
            "² Rolling 12 month cohorts. The latest is April 2019 to March 2020 and is compared with the year before.",
            "2019-04-01",
            "2020-03-31",
            "rolling_12_months",
        ),
        (
            "² The survey covers the rolling 12 months to the end of the quarter.",
            "2021-07-01",
            "2022-06-30",
            "rolling_12_months",
        ),
        ("² The survey is updated on a rolling basis. The actual shown is Q4 end of year.", None, None, "unknown"),
        ("² In June 2022 12 were found.", "2022-06-01", "2022-06-30", "unknown"),
        ("² In May 2021 there were 99 of them.", "2022-04-01", "2022-06-30", "year_to_date"),
    ],
)
def test_a_note_says_for_when_the_figure_stands(notes: str, start: str | None, end: str | None, basis: str) -> None:
    reading = row("1. Be seen", "Number found", "Monitor", "", "12 ²" if notes else "12", "G", notes=notes)
    assert (reading.period_start, reading.period_end, reading.basis) == (start, end, basis)


def test_a_note_on_the_comparator_does_not_date_the_actual_figure() -> None:
    reading = row(
        "1. Be seen", "Number found", "Monitor", "14 ²", "12", "G", notes="² Rolling 12 months to March 2022."
    )
    assert reading.basis == "year_to_date"


def test_last_years_figure_has_its_own_period() -> None:
    reading = row("1. Be seen", "Number found", "Monitor", "14 (previous year)", "12", "G")
    assert (reading.target_period_start, reading.target_period_end) == ("2021-04-01", "2021-06-30")


@pytest.mark.parametrize(
    ("cell", "rag", "comment"),
    [
        ("G", "G", ""),
        ("Commenced G", "G", "Commenced"),
        ("Amber", "A", ""),
        ("Red - recovery plan agreed", "R", "recovery plan agreed"),
        ("See footnote", None, "See footnote"),
        ("A reduction is planned", None, "A reduction is planned"),
        ("Recovery under way – Amber", "A", "Recovery under way"),
        ("", None, ""),
        ("Red route campaign", None, "Red route campaign"),
        ("G - on track", "G", "on track"),
        ("🔴", "R", ""),
    ],
)
def test_ratings_by_letter_word_or_sign(cell: str, rag: str | None, comment: str) -> None:
    reading = row("1. Be seen", "Number found", "5", "5", "12", cell)
    assert (reading.rag, reading.comment) == (rag, comment)


def test_headline_marks_count_only_where_the_report_says_what_they_mean() -> None:
    plain = HEADER.replace(" (headline measures are marked *)", "")
    (reading,) = read(table("1. Be seen|Burglary*|5|5|5|G", header=plain)).readings
    assert (reading.measure, reading.headline) == ("Burglary", False)
    prose = "Headline measures are marked with an asterisk (*) in the table."
    (reading,) = read(table("1. Be seen|Burglary*|5|5|5|G", header=plain, prose=prose)).readings
    assert reading.headline


def test_the_column_of_the_period_reported_is_taken_among_several() -> None:
    header = "Measure\tTarget\tQ4 2021/22\tQ1 2022/23\tRAG"
    (reading,) = read(table("Burglary|5|7|6|A", header=header)).readings
    assert (reading.actual_value, reading.period_label) == ("6", "Q1 2022/23")
    bundle = read(table("Burglary|5|7|6|A", header="Measure\tTarget\tActual one\tActual two\tRAG"))
    assert bundle.readings == () and bundle.tables[0].status == "review"


def test_every_field_points_at_its_cell() -> None:
    bundle = read(table("1. Be seen|Burglary*|5|5|5|G"))
    fields = {c.field: c.col for c in bundle.reading_cells}
    assert fields == {"objective": 0, "measure": 1, "overall_target": 2, "target": 3, "actual": 4, "rag": 5}
    assert all((c.table_id, c.row) == (bundle.tables[0].id, 1) for c in bundle.reading_cells)


def test_a_year_column_in_a_report_on_its_first_quarter_is_not_the_whole_year() -> None:
    (reading,) = read(table("Burglary|500|450|G", header="Measure\t2021/22\t2022/23\tRAG")).readings
    assert (reading.actual_value, reading.period_start, reading.period_end) == ("450", "2022-04-01", "2022-06-30")
    assert reading.basis == "unknown"


def test_columns_headed_by_quarters_take_the_quarter_reported() -> None:
    header = "KPI\tTarget\tQ1\tQ2\tQ3\tQ4\tRAG"
    (reading,) = read(table("999 calls answered in time|90%|91.2%||||G", header=header)).readings
    assert (reading.actual_value, reading.period_label, reading.basis) == ("91.2", "Q1 2022/23", "quarter")


def test_names_over_groups_of_rows_are_themes_and_references_no_objectives() -> None:
    header = "Ref\tMeasure\tTarget\tActual\tRAG"
    bundle = read(
        table(
            "|Safer streets|||", "1.1|Knife crime|45|40|G", "|Victims|||", "1.2|Satisfaction|81%|79%|R", header=header
        )
    )
    assert [(r.theme, r.measure, r.objective) for r in bundle.readings] == [
        ("Safer streets", "Knife crime", None),
        ("Victims", "Satisfaction", None),
    ]


def test_tables_under_an_objectives_heading_belong_to_it() -> None:
    text = (
        OPENING + "2. Progress\n\nPriority 2 – To serve victims\n\nMeasure\tPrevious year\tCurrent\tStatus\n"
        "Satisfaction\t81%\t79%\tRed\nComplaints\t5\t7\tAmber\n"
    )
    assert [(r.objective, r.rag) for r in read(text).readings] == [(2, "R"), (2, "A")]
