"""Web pages and Markdown."""

import pytest

from ingest.readers.html import HtmlReader
from ingest.readers.markdown import MarkdownReader
from store.errors import UnreadableFile


def page(text):
    return HtmlReader().read(f"<html><body>{text}</body></html>".encode(), "a.html").blocks


def shown(blocks):
    return [(b.kind, b.number or b.marker, b.text) for b in blocks]


def cells(table):
    return [[cell.text for cell in row] for row in table.rows]


def markdown(text):
    return MarkdownReader().read(text.encode(), "a.md")


def test_page_headings_paragraphs_and_loose_text():
    blocks = page(
        "<h1>1. Report</h1>Loose<br><br>text <b>here</b><p>Rose to 276<sup>2</sup>.</p><div><p>12. Next</p></div>"
    )
    assert shown(blocks) == [
        ("heading", "1", "Report"),
        ("paragraph", None, "Loose"),
        ("paragraph", None, "text here"),
        ("paragraph", None, "Rose to 276 ²."),
        ("paragraph", "12", "Next"),
    ]


def test_page_lists():
    blocks = page(
        '<ol start="4"><li>Four<ul><li>a</li></ul></li><li value="9"><p>Nine</p></li></ol><ul><li>b</li></ul>'
    )
    assert shown(blocks) == [
        ("paragraph", "4", "Four"),
        ("list_item", "•", "a"),
        ("paragraph", "9", "Nine"),
        ("list_item", "•", "b"),
    ]
    assert [b.level for b in blocks if b.kind == "list_item"] == [2, 1]


def test_page_table_with_spans_fills_and_marks():
    blocks = page(
        "<style>.met{background:#00B050}</style><table><thead><tr><th rowspan=2>Aim<th colspan=2>Figures</tr>"
        "<tr><th>Target<th>Actual</tr></thead><tr><td rowspan=2>1. Crime<td>-<td class=met>71.2%<sup>1</sup></tr>"
        "<tr><td><td style='background-color: rgb(255, 0, 0)'>5</tr></table>"
    )
    table = blocks[0].table
    assert cells(table) == [
        ["Aim", "Figures", ""],
        ["", "Target", "Actual"],
        ["1. Crime", "-", "71.2% ¹"],
        ["", "", "5"],
    ]
    assert [row[0].covered for row in table.rows] == [False, True, False, True]
    assert [row[2].fill for row in table.rows] == [None, None, "#00b050", "#ff0000"]
    assert (table.header_rows, table.doubts) == (2, ())


def test_page_table_with_a_short_row_is_in_doubt():
    assert page("<table><tr><th>A<th>B</tr><tr><td>x</tr></table>")[0].table.doubts == ("row 2 has 1 columns of 2",)


def test_layout_tables_are_not_tables():
    inner = "<table><tr><th>A<th>B</tr><tr><td>x<td>5</tr></table>"
    blocks = page(f"<table><tr><td><p>Menu of years</p></td><td>{inner}</td></tr></table>")
    assert [b.kind for b in blocks] == ["paragraph", "table"]


def test_what_a_page_does_not_show_is_not_read():
    blocks = page(
        "<nav>Menu</nav><script>x=1</script><!-- note --><p hidden>no</p><p style='display:none'>no</p>"
        "<img src='http://127.0.0.1:9/a.png'><iframe src='http://127.0.0.1:9/'></iframe><p>yes &lt;b&gt;</p>"
    )
    assert shown(blocks) == [("paragraph", None, "yes <b>")]


def test_page_footnotes():
    blocks = page(
        "<p>Text</p><p><sup>1</sup> First note</p>"
        '<section class="footnotes"><ol start=2><li id="fn2"><p>Second note <a href="#r">↩</a></p></li></ol></section>'
    )
    assert shown(blocks)[1:] == [("footnote", "1", "First note"), ("footnote", "2", "Second note")]


def test_page_title():
    content = b"<html><head><title>Panel report</title></head><body><p>x</p></body></html>"
    assert HtmlReader().read(content, "a.html").properties == {"title": "Panel report"}


@pytest.mark.parametrize(
    "content", ["<html><body><script>x</script></body></html>", '<!DOCTYPE a [<!ENTITY b "c">]><p>&b;']
)
def test_pages_without_text_or_with_entities_are_refused_in_one_line(content):
    with pytest.raises(UnreadableFile) as refused:
        HtmlReader().read(content.encode(), "a.html")
    assert "\n" not in str(refused.value)


def test_markdown_prose_and_headings_lose_their_mark_up():
    extract = markdown("---\ntitle: The report\n---\n# 4. **Road** safety\n\nSee **Appendix B**\nand [it](x).\n")
    assert shown(extract.blocks) == [
        ("heading", "4", "Road safety"),
        ("paragraph", None, "See Appendix B and it."),
    ]
    assert extract.properties == {"title": "The report"}


def test_markdown_numbers_and_bullets():
    blocks = markdown("# T\n\n12. Twelve\n    - point\n13. Thirteen\n\n- bullet\n").blocks
    assert shown(blocks)[1:] == [
        ("paragraph", "12", "Twelve"),
        ("list_item", "-", "point"),
        ("paragraph", "13", "Thirteen"),
        ("list_item", "-", "bullet"),
    ]


def test_markdown_tables_and_footnotes():
    blocks = markdown(
        "| A | B |\n|---|--:|\n| **x**[^1] | 276 ² |\n| - | 5<sup>2</sup> |\n\n[^1]: Survey data\n"
    ).blocks
    assert cells(blocks[0].table) == [["A", "B"], ["x ¹", "276 ²"], ["-", "5 ²"]]
    assert shown(blocks)[1:] == [("footnote", "1", "Survey data")]


def test_markdown_row_with_too_many_cells_puts_the_table_in_doubt():
    table = markdown("| A | B |\n|---|---|\n| x | 1 | 2 |\n").blocks[0].table
    assert table.doubts == ("row 2 has 3 cells under 2 headings",)


def test_tabbed_tables_in_markdown_are_tables():
    plain = markdown("Report\n\nA\tB\tC\nx\t1\t2\n").blocks
    marked = markdown("# Report\n\nA\tB\tC\nx\t1\t2\n").blocks
    assert cells(plain[1].table) == cells(marked[1].table) == [["A", "B", "C"], ["x", "1", "2"]]


def test_html_inside_markdown():
    blocks = markdown("# T\n\n<table><tr><th>A<th>B</tr><tr><td>x<td>5</tr></table>\n").blocks
    assert cells(blocks[1].table) == [["A", "B"], ["x", "5"]]
