"""Tables: parts joined, objectives filled down, every cell kept; a table in doubt gives no figure."""

from ingest.blocks import Block, RawCell, RawTable
from ingest.readings.columns import read_columns
from ingest.readings.rows import measure_rows
from ingest.tables.joining import join_tables

from .helpers import HEADER, OPENING, read, table

HEAD = ("Objective", "Success Measure", "Overall Target", "Target", "Actual", "RAG")


def part(*rows: tuple[str | RawCell, ...], page: int, head: tuple[str, ...] | None = HEAD) -> Block:
    """A table block; a tuple's strings are cells."""
    grid = [*([head] if head else []), *rows]
    cells = tuple(tuple(c if isinstance(c, RawCell) else RawCell(c, page=page) for c in row) for row in grid)
    return Block("table", "", page=page, table=RawTable(cells, page))


def rows_of(*blocks: Block) -> list[tuple[int | None, str, str, str]]:
    """(objective, measure, target, actual) of the measure rows of the first joined table."""
    grid = join_tables(blocks)[0]
    columns = read_columns(grid, None)
    assert columns is not None
    return [(r.label.number, r.row.text(1), r.row.text(3), r.row.text(4)) for r in measure_rows(grid, columns)]


def test_parts_under_a_repeated_heading_are_one_table() -> None:
    text = (
        table("1. Be seen|One|5|5|5|G")
        + f"\n¹ A note.\n\n{HEADER.replace('marked *', 'marked * pink')}\n\tTwo\t6\t6\t6\tA\n"
    )
    bundle = read(text)
    assert len(bundle.tables) == 1
    assert [(r.objective, r.measure) for r in bundle.readings] == [(1, "One"), (1, "Two")]


def test_tables_with_other_headings_stay_apart() -> None:
    text = table("1. Be seen|One|5|5|5|G") + "\nArea\tBudget 2022/23 (£m)\nTown\t12.5\nRural\t(1.5)\n"
    assert [t.kind for t in read(text).tables] == ["measures", "data"]


def test_an_objective_that_goes_on_is_no_measure() -> None:
    bundle = read(table("7. To protect|One|5|5|5|G", "7 Cont.|||||", "|Two|5|5|5|G", "8. To serve|Three|5|5|5|G"))
    assert [(r.objective, r.objective_title, r.measure) for r in bundle.readings] == [
        (7, "To protect", "One"),
        (7, "To protect", "Two"),
        (8, "To serve", "Three"),
    ]


def test_a_row_cut_by_a_page_break_is_joined() -> None:
    first = part(("1. Be seen", "Volume of repeat incidents", "Monitor", "2,784 (previous", "2,724", "G"), page=1)
    second = part(("", "", "", "year to date)", "", ""), ("", "Next", "5", "5", "6", "A"), page=2)
    assert rows_of(first, second) == [
        (1, "Volume of repeat incidents", "2,784 (previous year to date)", "2,724"),
        (1, "Next", "5", "6"),
    ]
    first = part(("1. Be seen", "Increase in the share of victims", "Monitor", "89.8%", "89.7%", "A"), page=1)
    second = part(("", "(as measured by the database)", "", "", "", ""), page=2)
    assert rows_of(first, second)[0][1] == "Increase in the share of victims (as measured by the database)"


def test_whole_rows_are_never_joined() -> None:
    first = part(("1. Be seen", "Special constables", "5", "5", "6", "G"), page=1)
    second = part(("", "cadets", "7", "7", "8", "G"), page=2)
    assert len(rows_of(first, second)) == 2
    second = part(("2. To serve", "", "", "", "", ""), ("", "cadets", "7", "7", "8", "G"), page=2)
    assert [r[0] for r in rows_of(first, second)] == [1, 2]


def test_a_label_pushed_overleaf_takes_the_rows_at_the_foot() -> None:
    first = part(
        (RawCell("1. Be seen", rowspan=2), "One", "5", "5", "6", "G"),
        (RawCell("", covered=True), "Two", "5", "5", "6", "G"),
        (RawCell(""), "Three", "5", "5", "6", "G"),
        page=1,
    )
    second = part(("2. To serve", "Four", "5", "5", "6", "G"), page=2)
    assert [r[0] for r in rows_of(first, second)] == [1, 1, 2, 2]


def test_merged_headings_give_paths() -> None:
    head = (RawCell("Area", rowspan=2), RawCell("2022/23", colspan=2), RawCell("", covered=True))
    rows = (
        head,
        (RawCell("", covered=True), RawCell("Budget £m"), RawCell("Actual £m")),
        (RawCell("Town"), RawCell("1.5"), RawCell("1.25")),
    )
    (grid,) = join_tables([Block("table", "", table=RawTable(rows))])
    assert grid.headings() == [("Area",), ("2022/23", "Budget £m"), ("2022/23", "Actual £m")]


def test_cells_of_any_table_carry_unit_scale_and_period() -> None:
    text = OPENING + "Area\tBudget 2022/23 (£m)\tChange (%)\nTown\t12.5\t3.1\nRural\t(1.5)\t-\n"
    cells = {(c.row, c.col): c for c in read(text).cells}
    town = cells[1, 1]
    assert (town.value, town.unit, town.scale, town.row_path, town.col_path) == (
        "12.5",
        "GBP",
        "1000000",
        ("Town",),
        ("Budget 2022/23 (£m)",),
    )
    assert (town.period_start, town.period_end) == ("2022-04-01", "2023-03-31")
    assert cells[2, 1].value == "-1.5"
    assert (cells[1, 2].unit, cells[1, 2].scale) == ("%", None)
    assert (cells[2, 2].value, cells[2, 2].text) == (None, "-")


def test_marks_are_parted_from_cells_and_the_raw_text_kept() -> None:
    bundle = read(table("1. Be seen|Specials|385 by 2025|276 ²|343|G", notes="² Previous year figure."))
    (cell,) = [c for c in bundle.cells if c.value == "276"]
    assert (cell.raw, cell.text, cell.marks) == ("276 ²", "276", ("2",))


def test_a_table_in_doubt_goes_to_review_and_gives_no_figure() -> None:
    bundle = read(table("1. Be seen|One|5|5|5|G", "|Two|5|5|6|G|extra"))
    assert [(t.status, t.kind) for t in bundle.tables] == [("review", "measures")]
    assert bundle.readings == () and all(c.value is None for c in bundle.cells)
    assert [f.code for f in bundle.findings] == ["in_review"]


def test_rows_of_plain_tables_are_passages() -> None:
    bundle = read(OPENING + "Appendix A\n\nMeeting\tDate\nBudget panel\tDecember\nPerformance panel\tMay\n")
    assert [(p.text, p.locator) for p in bundle.passages if p.kind == "table_text"] == [
        ("Meeting Date", "Appendix A, table 1, row 1"),
        ("Budget panel December", "Appendix A, table 1, row 2"),
        ("Performance panel May", "Appendix A, table 1, row 3"),
    ]


def test_the_rows_of_a_very_long_table_are_cells_and_no_passages() -> None:
    rows = "\n".join(f"Place {n}\t{n}" for n in range(500))
    bundle = read(f"{OPENING}Place\tOffences\n{rows}\n")
    assert sum(c.value is not None for c in bundle.cells) == 500
    assert [p for p in bundle.passages if p.kind == "table_text"] == []
    assert [e.value for e in bundle.ledger if e.name == "tables held as cells only"] == ["1"]
