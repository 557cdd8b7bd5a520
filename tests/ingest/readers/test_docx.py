"""Word documents: numbers that are not in the text, footnotes, merged and coloured cells, tracked changes."""

import docx
import pytest
from docx.oxml import parse_xml

from ingest.readers.docx import DocxReader
from store.errors import UnreadableFile

from . import word
from .word import footnote, listed, p, r, sup, tbl, tc, tr


def read(content):
    return DocxReader().read(content if isinstance(content, bytes) else word.saved(content), "a.docx")


def shown(content):
    return [(b.kind, b.number or b.marker, b.text) for b in read(content).blocks]


def table(content):
    return next(b.table for b in read(content).blocks if b.table)


def cells(content):
    return [[cell.text for cell in row] for row in table(content).rows]


def test_headings_by_style_with_typed_and_automatic_numbers():
    document = docx.Document()
    document.add_heading("Performance report", 0)
    document.add_heading("4. Road safety", 1)
    document.add_heading("Detail", 2)
    document.add_paragraph("12. Speeds fell.")
    assert [(b.kind, b.level, b.number, b.text) for b in read(document).blocks] == [
        ("heading", 1, None, "Performance report"),
        ("heading", 1, "4", "Road safety"),
        ("heading", 2, None, "Detail"),
        ("paragraph", 0, "12", "Speeds fell."),
    ]


def test_headings_by_bold_or_size_where_no_style_is_used():
    document = docx.Document()
    document.add_paragraph().add_run("Road safety").bold = True
    document.add_paragraph("The commissioner continued to support the work of the partnership in the quarter.")
    larger = document.add_paragraph().add_run("Next steps")
    larger.font.size = docx.shared.Pt(16)
    document.add_paragraph().add_run("This whole sentence is bold for emphasis, and is no heading.").bold = True
    assert [b.kind for b in read(document).blocks] == ["heading", "paragraph", "heading", "paragraph"]


def test_automatic_numbers_over_several_levels():
    document = word.body(
        *[
            p(text, props=listed(level))
            for text, level in [("a", 0), ("b", 1), ("c", 1), ("d", 0), ("e", 1), ("f", 2), ("g", 2), ("h", 0)]
        ]
    )
    word.numbering(document, [("decimal", "%1.", 5), ("decimal", "%1.%2", 1), ("lowerLetter", "(%3)", 1)])
    assert [b.number for b in read(document).blocks] == ["5", "5.1", "5.2", "6", "6.1", "(a)", "(b)", "7"]
    assert [b.kind for b in read(document).blocks][5] == "list_item"


def test_a_second_list_restarts_where_word_says_so():
    document = word.body(*[p(t, props=listed(0, n)) for t, n in [("a", "77"), ("b", "77"), ("c", "78"), ("d", "77")]])
    word.numbering(document, [("decimal", "%1.", 1)])
    root = document.part.numbering_part.element
    over = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    root.append(parse_xml(word.declared(f'<w:num w:numId="78"><w:abstractNumId w:val="77"/>{over}</w:num>')))
    assert [b.number for b in read(document).blocks] == ["1", "2", "1", "2"]


def test_numbering_by_style_and_numbering_switched_off():
    document = docx.Document()
    for text in ("a", "b"):
        document.add_paragraph(text, style="List Number")
    off = document.add_paragraph("c", style="List Number")
    off._p.get_or_add_pPr().append(parse_xml(word.declared('<w:numPr><w:numId w:val="0"/></w:numPr>')))
    document.add_paragraph("d", style="List Bullet")
    assert shown(document) == [
        ("paragraph", "1", "a"),
        ("paragraph", "2", "b"),
        ("paragraph", None, "c"),
        ("list_item", "•", "d"),
    ]


def test_words_in_an_automatic_number_are_text():
    document = word.body(p("To reduce crime", props=listed(0)))
    word.numbering(document, [("decimal", "Objective %1 –", 3)])
    assert read(document).blocks[0].text == "Objective 3 – To reduce crime"


def test_superscript_runs_never_join_a_figure():
    document = word.body(
        p("Rose to 276", sup("2"), " and 1.96", sup("1"), sup("0"), " and 5", sup("1,2"), "."),
        p("On the 1", sup("st"), " of April, over 12 km", sup("2"), "."),
        p(sup("2"), " Previous year"),
    )
    assert shown(document) == [
        ("paragraph", None, "Rose to 276 ² and 1.96 ¹⁰ and 5 ¹ ²."),
        ("paragraph", None, "On the 1st of April, over 12 km²."),
        ("footnote", "2", "Previous year"),
    ]


def test_real_footnotes_in_text_and_in_cells():
    document = word.body(
        p("Fell by 5%", footnote(7), "."),
        tbl(tr("Measure", "Actual"), tr("Crimes", tc(p("172", footnote(3))))),
        p("After."),
    )
    content = word.with_notes(document, "footnotes", {3: "Baseline year", 7: "Survey data"})
    assert shown(content) == [
        ("paragraph", None, "Fell by 5% ¹."),
        ("footnote", "1", "Survey data"),
        ("table", None, ""),
        ("footnote", "2", "Baseline year"),
        ("paragraph", None, "After."),
    ]
    assert cells(content)[1] == ["Crimes", "172 ²"]


def test_endnotes_get_figures_after_the_footnotes():
    document = word.body(p("One", word.endnote(1), " two", footnote(1)))
    first = word.with_notes(document, "footnotes", {1: "Foot"})
    part = f'<w:endnotes {word.W}><w:endnote w:id="1"><w:p><w:r><w:t>End</w:t></w:r></w:p></w:endnote></w:endnotes>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes"
    content = word.edited(
        first,
        {"word/endnotes.xml": part},
        ("[Content_Types].xml", "</Types>", f'<Override PartName="/word/endnotes.xml" ContentType="{kind}"/></Types>'),
        (
            "word/_rels/document.xml.rels",
            "</Relationships>",
            f'<Relationship Id="rE" Type="{relation}" Target="endnotes.xml"/></Relationships>',
        ),
    )
    assert shown(content)[0][2] == "One ² two ¹"
    assert any("Endnotes" in note.text for note in read(content).notes)


def test_merged_cells_are_covered_and_rows_stay_aligned():
    down = '<w:vMerge w:val="restart"/>'
    content = word.body(
        tbl(
            tr(tc("Objective"), tc("Figures", props='<w:gridSpan w:val="2"/>'), props="<w:tblHeader/>"),
            tr(tc("1. Reduce crime", props=down), "10", "12"),
            tr(tc("", props="<w:vMerge/>"), "", "-"),
        )
    )
    found = table(content)
    assert cells(content) == [["Objective", "Figures", ""], ["1. Reduce crime", "10", "12"], ["", "", "-"]]
    assert [[c.covered for c in row] for row in found.rows] == [[False, False, True], [False] * 3, [True, False, False]]
    assert (found.rows[1][0].rowspan, found.rows[0][1].colspan, found.header_rows) == (2, 2, 1)
    assert found.doubts == ()


def test_a_row_of_another_width_puts_the_table_in_doubt():
    assert table(word.body(tbl(tr("a", "b", "c"), tr("d", "e")))).doubts == ("row 2 has 2 columns of 3",)


@pytest.mark.parametrize(
    ("cell", "fill"),
    [
        (tc("x", props='<w:shd w:val="clear" w:fill="00B050"/>'), "#00b050"),
        (tc("x", props='<w:shd w:val="clear" w:fill="auto"/>'), None),
        (tc("x", props='<w:shd w:val="solid" w:color="FF0000" w:fill="FFFFFF"/>'), "#ff0000"),
        (tc("x", props='<w:shd w:val="pct50" w:color="FF0000" w:fill="FFFFFF"/>'), "#ff7f7f"),
        (tc(p(r("x", '<w:highlight w:val="red"/>'))), "#ff0000"),
        (tc(p(r("x", '<w:shd w:val="clear" w:fill="FFC000"/>'), "y")), None),
        (tc("x"), None),
        (tc(p(r("●", '<w:color w:val="00B050"/>'))), "#00b050"),
        (tc(p(r("-", '<w:color w:val="00B050"/>'))), None),
    ],
)
def test_fill_of_a_cell(cell, fill):
    assert table(word.body(tbl(tr("a", cell), tr("b", "c")))).rows[0][1].fill == fill


def test_fill_of_a_table_style():
    document = word.body(tbl(tr("Head", "er"), tr("a", "b"), props='<w:tblStyle w:val="Shaded"/>'))
    document.styles.element.append(
        parse_xml(
            word.declared(
                '<w:style w:type="table" w:styleId="Shaded"><w:name w:val="Shaded"/><w:tblStylePr w:type="firstRow">'
                '<w:tcPr><w:shd w:val="clear" w:fill="D9D9D9"/></w:tcPr></w:tblStylePr></w:style>'
            )
        )
    )
    assert [row[0].fill for row in table(document).rows] == ["#d9d9d9", None]


def test_automatic_numbers_in_cells_are_in_their_text():
    document = word.body(tbl(*[tr(tc(p(text, props=listed(0))), "1") for text in ("Reduce crime", "Help victims")]))
    word.numbering(document, [("decimal", "%1.", 1)])
    assert [row[0] for row in cells(document)] == ["1. Reduce crime", "2. Help victims"]


def test_a_paragraph_cut_at_a_page_is_joined_and_entries_in_lower_case_are_not():
    document = docx.Document()
    document.add_paragraph("The commissioner has provided funding for two roles in the north and")
    document.add_paragraph("a third one in the south.")
    document.add_paragraph("The plan has three parts:")
    document.add_paragraph("patrols in town centres in the evening and at night")
    document.add_paragraph("recruits for the road team")
    extract = read(document)
    assert extract.blocks[0].text.endswith("in the north and a third one in the south.")
    assert len(extract.blocks) == 4 and "Joined over a break" in extract.notes[0].text


def test_tracked_changes_hidden_text_and_links():
    document = word.body(
        p(
            "Target ",
            "<w:del><w:r><w:delText>98</w:delText></w:r></w:del>",
            f"<w:ins>{r('100')}</w:ins>",
            r(" secret", "<w:vanish/>"),
            f"<w:hyperlink>{r(' see here')}</w:hyperlink>",
        )
    )
    assert shown(document) == [("paragraph", None, "Target 100 see here")]
    notes = " ".join(note.text for note in read(document).notes)
    assert "1 deletions" in notes and "1 insertions" in notes and "1 pieces of hidden text" in notes


def test_deleted_table_rows_are_left_out():
    content = word.body(tbl(tr("A", "B"), tr("old", "1", props="<w:del/>"), tr("new", "2")))
    assert cells(content) == [["A", "B"], ["new", "2"]]


def test_text_boxes_frames_and_content_controls_are_read():
    box = f"<w:r><w:pict><w:txbxContent>{p('In the box')}</w:txbxContent></w:pict></w:r>"
    document = word.body(
        p("Host", box), tbl(tr("In the frame")), f"<w:sdt><w:sdtContent>{p('In the control')}</w:sdtContent></w:sdt>"
    )
    assert [b.text for b in read(document).blocks] == ["Host", "In the box", "In the frame", "In the control"]
    assert any("text boxes" in note.text for note in read(document).notes)


def test_a_table_in_a_cell_is_read_after_the_outer_one_which_is_in_doubt():
    document = word.body(tbl(tr("a", "b"), tr(tc("c", tbl(tr("x", "y"), tr("1", "2")), p("")), "d")))
    tables = [b.table for b in read(document).blocks]
    assert tables[0].doubts == ("a table stands inside one of its cells",)
    assert [[c.text for c in row] for row in tables[1].rows] == [["x", "y"], ["1", "2"]]


def test_tables_of_contents_headers_and_footers_are_left_out():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "OFFICIAL"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    style = document.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("Road safety 4", style=style)
    document.add_paragraph("Text of the report.")
    assert [b.text for b in read(document).blocks] == ["Text of the report."]
    assert "table of contents" in read(document).notes[0].text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (word.saved(word.body(p(""))), "no text"),
        (word.saved(word.body(p("x")))[:2000], "damaged"),
        (word.edited(word.saved(word.body(p("x"))), {"word/vbaProject.bin": "x"}), "macros"),
        (
            word.edited(word.saved(word.body(p("x"))), {}, ("word/document.xml", "<w:body>", "<w:body><w:p>")),
            "not a Word document",
        ),
        (
            word.edited(
                word.saved(word.body(p("x"))),
                {},
                ("word/document.xml", "<w:document", '<!DOCTYPE d [<!ENTITY e "x">]><w:document'),
            ),
            "entities",
        ),
    ],
)  # fmt: skip
def test_bad_documents_are_refused_in_one_line(content, words):
    with pytest.raises(UnreadableFile) as refused:
        read(content)
    assert words in str(refused.value) and "\n" not in str(refused.value)
