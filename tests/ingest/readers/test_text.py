"""Plain text: what is a heading, a numbered paragraph, a list, a table, a footnote."""

import pytest

from ingest.readers.text import TextReader
from ingest.readers.text.reader import read_text
from store.errors import UnreadableFile


def kinds(text):
    return [(b.kind, b.number or b.marker, b.text) for b in read_text(text).blocks if not b.table]


def tables(text):
    return [b.table for b in read_text(text).blocks if b.table]


def cells(table):
    return [[cell.text for cell in row] for row in table.rows]


REPORT = """
NORTHSHIRE POLICE AND CRIME PANEL

4. Part 1 – Update on the plan

The plan came into effect in April and covers the period to date.

Objective 2 – To reduce the volume of violent crime with an emphasis on the harm caused by alcohol

Levels of violent crime fell.

Other work

12. The commissioner opened two offices in May and will open a third in the autumn of this year.
13. Overall performance remains stable since the last report:
- The conviction rate is 87%.
 - Attendance rates remain high.

£1m Prevention fund

14. None of the fund has been spent.

Legal Implications

None

Contact Points

A Person, Chief Executive
"""


def test_headings_numbered_paragraphs_and_bullets():
    assert kinds(REPORT) == [
        ("heading", None, "NORTHSHIRE POLICE AND CRIME PANEL"),
        ("heading", "4", "Part 1 – Update on the plan"),
        ("paragraph", None, "The plan came into effect in April and covers the period to date."),
        (
            "heading",
            None,
            "Objective 2 – To reduce the volume of violent crime with an emphasis on the harm caused by alcohol",
        ),
        ("paragraph", None, "Levels of violent crime fell."),
        ("heading", None, "Other work"),
        (
            "paragraph",
            "12",
            "The commissioner opened two offices in May and will open a third in the autumn of this year.",
        ),
        ("paragraph", "13", "Overall performance remains stable since the last report:"),
        ("list_item", "-", "The conviction rate is 87%."),
        ("list_item", "-", "Attendance rates remain high."),
        ("heading", None, "£1m Prevention fund"),
        ("paragraph", "14", "None of the fund has been spent."),
        ("heading", None, "Legal Implications"),
        ("paragraph", None, "None"),
        ("heading", None, "Contact Points"),
        ("paragraph", None, "A Person, Chief Executive"),
    ]


def test_heading_levels_come_from_numbers_capitals_and_labels():
    levels = {b.text: b.level for b in read_text(REPORT).blocks if b.kind == "heading"}
    assert levels["Part 1 – Update on the plan"] == 1
    assert [v for k, v in levels.items() if k.startswith("Objective 2")] == [2]
    assert levels["Other work"] == 0


def test_a_date_and_a_stated_fact_are_no_headings_but_a_title_with_a_colon_is():
    text = "POLICE PLAN: END OF YEAR REPORT 2022/23\n\n19th July 2023\n\nReporting period: to 30 June 2023\n\nText."
    assert [kind for kind, _, _ in kinds(text)] == ["heading", "paragraph", "paragraph", "paragraph"]


def test_short_lines_of_an_agenda_are_numbered_paragraphs():
    blocks = read_text("1. Apologies\n\n2. Declarations of interest\n\n3. Minutes\n\nThe minutes were agreed.").blocks
    assert [(b.kind, b.number) for b in blocks[:3]] == [("paragraph", n) for n in "123"]


@pytest.mark.parametrize(
    "line",
    [
        "30 officers were trained in the quarter.",
        "4.2 per cent of the victims replied.",
        "2013 was the first year of the plan.",
    ],
)
def test_a_figure_at_the_start_is_not_a_number(line):
    assert kinds(line) == [("paragraph", None, line)]


def test_lettered_points_and_a_tab_after_the_number():
    assert kinds("7.\tThe panel is asked to:\n(a) note the report;\n(b) agree the plan.") == [
        ("paragraph", "7", "The panel is asked to:"),
        ("list_item", "(a)", "note the report;"),
        ("list_item", "(b)", "agree the plan."),
    ]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("15. The board met in September. To accompany", "the meetings, a plan was made."),
        (
            "A strategy will be developed for violence. The North Local",
            "Criminal Justice Board and its partners are involved in this work.",
        ),
        ("- Costs rose in the year because of the", "Winter pressures fund, which ended."),
    ],
)
def test_a_sentence_cut_by_a_blank_line_is_joined(above, below):
    blocks = read_text(f"{above}\n\n{below}\n\nNext heading\n\nText of it.").blocks
    assert blocks[0].text.endswith(below) and len(blocks) == 3
    assert "Joined over a break" in read_text(f"{above}\n\n{below}").notes[0].text


def test_sentences_that_only_lack_a_full_stop_stay_apart():
    text = "Amber – this indicates that the target is marginally missed\n\nRed – this indicates that it is missed."
    assert len(read_text(text).blocks) == 2


def test_table_keeps_leading_empty_cells_and_dashes():
    table = tables("Objective\tMeasure\tTarget\tActual\n1.Reduce crime\tCrimes\t-\t1,517\n\tRate\t\t54.9% ²\n")[0]
    assert cells(table) == [
        ["Objective", "Measure", "Target", "Actual"],
        ["1.Reduce crime", "Crimes", "-", "1,517"],
        ["", "Rate", "", "54.9% ²"],
    ]
    assert table.doubts == ()


def test_table_fragments_and_footnotes_between_them():
    text = "A\tB\nx\t1 ¹\n\n¹ Survey data\n\n¹⁰ Other data\n\nA\tB\ny\t2\n"
    assert [b.kind for b in read_text(text).blocks] == ["table", "footnote", "footnote", "table"]
    assert [b.number for b in read_text(text).blocks if b.kind == "footnote"] == ["1", "10"]


def test_list_with_a_tab_at_each_end_is_a_table_of_one_column():
    table = tables("Objective Summary\t\n1. To do this\t\n2. To do that\t\n")[0]
    assert cells(table) == [["Objective Summary"], ["1. To do this"], ["2. To do that"]]


def test_row_with_too_many_cells_puts_the_table_in_doubt():
    assert "row 2 has 4 cells" in tables("A\tB\tC\nx\t1\t2\t3\n")[0].doubts[0]


def test_short_row_is_in_doubt_where_the_file_keeps_its_trailing_tabs():
    text = "A\tB\tC\nx\t\t\ny\t1\n"
    assert tables(text)[0].doubts == ("row 3 has 2 cells of 3",)


def test_short_row_of_a_trimmed_file_is_blank_at_its_end():
    table = tables("A\tB\tC\nx\t1\tG\ny\t2\n")[0]
    assert table.doubts == () and cells(table)[2] == ["y", "2", ""]


def test_short_row_whose_rating_slid_left_is_in_doubt():
    assert tables("A\tB\tC\tR\nx\t1\t2\tG\ny\t3\tG\n")[0].doubts == ("row 3 has 3 cells of 4",)


def test_columns_of_spaces_are_read_where_they_line_up():
    table = tables(
        "Measure          Target    Actual   RAG\n---------------------------------------\n"
        "Crimes              10        12    R\n"
        "Solved rate (%)               6%\n"
        "Calls            1,210       987    G\n"
    )[0]
    assert table.doubts == ()
    assert cells(table)[2] == ["Solved rate (%)", "", "6%", ""]


def test_columns_of_spaces_that_do_not_line_up_are_kept_in_doubt():
    table = tables("Measure    Target    Actual\nCrimes   10        12\nRate              5%   6%\n")[0]
    assert len(table.doubts) == 1 and table.doubts[0].startswith("its columns are parted by spaces only (")


def test_pipe_table_in_text():
    assert cells(tables("| A | B |\n|---|---|\n| x | 5 |\n")[0]) == [["A", "B"], ["x", "5"]]


def test_lines_broken_at_a_width_are_one_paragraph():
    lines = [
        "1. The commissioner has met with a number of parish councils and community",
        "groups across the area to discuss local traffic concerns and has liaised",
        "with the partnership on these issues as appropriate.",
        "- First point of several that is long enough to be broken over two of the",
        "  lines of this file.",
    ]
    blocks = read_text("\n".join(lines)).blocks
    assert [(b.kind, b.number) for b in blocks] == [("paragraph", "1"), ("list_item", None)]
    assert blocks[1].text.endswith("over two of the lines of this file.")


def test_a_figure_that_had_no_room_on_its_line_is_not_a_paragraph_number():
    lines = [
        "63. The commissioner continues to monitor data on his reach. The numbers of",
        "people who follow the account on any platform has increased by almost some",
        "200. There are now more than six thousand people signed up for the updates",
        "that the office sends.",
    ]
    assert [b.number for b in read_text("\n".join(lines)).blocks] == ["63"]


def test_form_feeds_count_pages():
    extract = read_text("First page text.\fSecond page text.\n")
    assert extract.pages == 2
    assert [b.page for b in extract.blocks] == [1, 2]
    assert read_text("No pages.").pages is None


def test_running_headers_and_footers_are_left_out_and_said():
    pages = [f"Northshire Panel\n\n{n}. The board met {n} times in the year and\n\nPage {n} of 4" for n in (1, 2, 3, 4)]
    extract = read_text("\f".join(pages))
    assert [(b.number, b.text) for b in extract.blocks] == [
        (str(n), f"The board met {n} times in the year and") for n in (1, 2, 3, 4)
    ]
    assert "8 running headers and footers" in extract.notes[0].text


def test_entries_in_lower_case_stay_apart():
    text = "The plan has three parts:\n\npatrols in town centres in the evening\n\nrecruits for the road team\n"
    assert len(read_text(text).blocks) == 3


def test_mark_up_in_text_stays_verbatim():
    assert kinds("See **Appendix B** and [the page](https://example.org).")[0][2].startswith("See **Appendix B**")


def test_underlined_heading():
    assert kinds("Results\n=======\n\nThey rose.")[0] == ("heading", None, "Results")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding):
    text = "The force spent £1.2m – that is the commissioner’s figure.\n"
    assert TextReader().read(text.encode(encoding), "a.txt").blocks[0].text == text.strip()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no text"),
        (b"  \n ", "no text"),
        ("Привет, мир. Это отчёт полиции.".encode("cp1251"), "encoding"),
        (b"abc\x00\x01\x02", "not text"),
        ("It cost £1m – or “about” £1m.".encode() + b"\xff", "broken characters"),
    ],
)
def test_what_is_not_text_is_refused_in_one_line(content, words):
    with pytest.raises(UnreadableFile) as refused:
        TextReader().read(content, "a.txt")
    assert words in str(refused.value) and "\n" not in str(refused.value)
