"""Renders a sample report as PDF in many house styles with reportlab (used by these tests alone)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import reportlab
from reportlab.lib import colors
from reportlab.lib.colors import CMYKColor, HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape, letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle

from tests.ingest.pdf.samples import COLOURS, SUPER, Part, rating, without_letter

_TO_DIGITS = str.maketrans(SUPER, "0123456789")
CMYK = {"G": CMYKColor(0.8, 0.1, 0.9, 0), "A": CMYKColor(0, 0.3, 1, 0), "R": CMYKColor(0, 1, 1, 0)}


@dataclass(frozen=True)
class House:
    """One house style. `marks`: "raised" (small raised digits), "typed" (²) or "large" (barely smaller).

    `rules`: "grid", "rows" (horizontal rules alone), "none", "open" (no outer border), "white" (white rules on
    coloured cells), "boxes" (each cell in its own box). `rate`: "letter", "both" or "colour".
    """

    name: str
    font: str = "Helvetica"
    bold: str = "Helvetica-Bold"
    size: float = 10
    cell_size: float = 8
    page: tuple[float, float] = A4
    marks: str = "raised"
    rules: str = "grid"
    rate: str = "both"
    cmyk: bool = False
    justify: bool = False
    merge: bool = True
    split_rows: bool = False
    header: str = "Norland Vale Police and Crime Panel"
    footer: str = "Page {page} of {pages}"
    align_figures: int = TA_LEFT
    middle: bool = False
    turned: int = 0  # the page's /Rotate, with the text drawn to stand upright as displayed
    sideways: bool = False  # a landscape page drawn sideways on a portrait one
    hyphens: bool = False
    indent: bool = False  # paragraphs told apart by an indent alone
    one_table: bool = False  # the parts run on as one table over the pages
    padding: float = 3
    widths: tuple[float, ...] = (0.17, 0.29, 0.17, 0.12, 0.1, 0.15)


def vera() -> tuple[str, str]:
    """The TrueType face that reportlab brings along: glyphs by number, as Word and LibreOffice embed them."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in (("Vera", "Vera.ttf"), ("VeraBd", "VeraBd.ttf")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, folder / file))
    return "Vera", "VeraBd"


def render(house: House, parts: Sequence[Part]) -> bytes:
    """The sample as a PDF in that house's style."""
    first = _build(house, parts, 1)
    from pdfminer.pdfpage import PDFPage

    return _build(house, parts, sum(1 for _ in PDFPage.get_pages(BytesIO(first))))


def _build(house: House, parts: Sequence[Part], pages: int) -> bytes:
    out = BytesIO()
    width, height = house.page
    if house.sideways or house.turned:
        drawn = (width, height)
    else:
        drawn = house.page
    document = BaseDocTemplate(out, pagesize=drawn, title="Progress and performance report", invariant=1)
    frame = Frame(50, 55, drawn[0] - 100, drawn[1] - 115, leftPadding=0, rightPadding=0)
    document.addPageTemplates(PageTemplate("all", [frame], onPage=_furniture(house, pages), pagesize=drawn))
    document.build(_story(house, _merged(parts) if house.one_table else parts, drawn[0] - 100))
    return _turn(out.getvalue(), house)


def _turn(content: bytes, house: House) -> bytes:
    """Turns every page: by /Rotate with the content turned against it, or by drawing it sideways."""
    if not (house.turned or house.sideways):
        return content
    import pypdfium2
    import pypdfium2.raw as raw

    document = pypdfium2.PdfDocument(content)
    for page in document:
        width, height = page.get_size()
        angle = house.turned or 90
        matrix = pypdfium2.PdfMatrix()
        if angle == 90:
            matrix = matrix.rotate(90, ccw=True).translate(height, 0)
            size = (height, width)
        else:
            matrix = matrix.rotate(90, ccw=False).translate(0, width)
            size = (height, width)
        raw.FPDFPage_TransFormWithClip(page, matrix.to_raw(), None)
        page.set_mediabox(0, 0, *size)
        if house.turned:
            page.set_rotation(house.turned)
    turned = BytesIO()
    document.save(turned)
    return turned.getvalue()


def _furniture(house: House, pages: int) -> Callable[[Any, Any], None]:
    def draw(canvas: Any, document: Any) -> None:
        canvas.saveState()
        canvas.setFont(house.font, 8)
        width, height = canvas._pagesize
        canvas.drawString(50, height - 35, house.header)
        canvas.drawCentredString(width / 2, 30, house.footer.format(page=document.page, pages=pages))
        canvas.restoreState()

    return draw


def _merged(parts: Sequence[Part]) -> list[Part]:
    """All parts of the measure table as one, its notes after it."""
    rows: list[tuple[str, ...]] = []
    kept: list[Part] = []
    notes: list[Part] = []
    for part in parts:
        if part.kind == "table" and len(part.rows[0]) == 6:
            rows += part.rows if not rows else part.rows[1:]
        elif part.kind == "note":
            notes.append(part)
        else:
            kept.append(part)
    return [*kept, *([Part("table", rows=tuple(rows))] if rows else []), *notes]


def _story(house: House, parts: Sequence[Part], width: float) -> list[Any]:
    body = ParagraphStyle(
        "body",
        fontName=house.font,
        fontSize=house.size,
        leading=1.25 * house.size,
        alignment=TA_JUSTIFY if house.justify else TA_LEFT,
        spaceAfter=0 if house.indent else 6,
        firstLineIndent=14 if house.indent else 0,
    )
    head = ParagraphStyle(
        "head",
        parent=body,
        fontName=house.bold,
        fontSize=house.size + 1.5,
        firstLineIndent=0,
        leading=1.3 * house.size + 1.5,
        spaceBefore=8,
        spaceAfter=3,
        alignment=TA_LEFT,
    )
    note = ParagraphStyle(
        "note", parent=body, fontSize=house.cell_size, leading=1.25 * house.cell_size, firstLineIndent=0, spaceAfter=4
    )
    story: list[Any] = []
    for part in parts:
        if part.kind == "table":
            story += [_table(house, part.rows, width), Spacer(1, 6)]
        elif part.kind == "note":
            story.append(Paragraph(_marked(f"{part.number} {part.text}", house, house.cell_size), note))
        elif part.kind == "heading":
            number = f"{part.number}. " if part.number else ""
            story.append(Paragraph(escape(number + part.text), head))
        elif part.kind in ("bullet", "number"):
            hanging = ParagraphStyle("hang", parent=body, leftIndent=24, bulletIndent=0, firstLineIndent=0)
            mark = "•" if part.kind == "bullet" else f"{part.number}."
            story.append(Paragraph(_marked(part.text, house, house.size), hanging, bulletText=mark))
        else:
            story.append(Paragraph(_marked(part.text, house, house.size), body))
    return story


def _marked(text: str, house: House, size: float) -> str:
    """Markup with footnote marks as the house draws them, glued to the word before."""
    safe = escape(text)
    if house.marks == "typed":  # the standard fonts have ¹, ² and ³ alone; the others are drawn
        safe = re.sub(r" ([¹²³])(?![⁰¹²³⁴⁵⁶⁷⁸⁹])", r"\1", safe)
    share, rise = (0.58, 0.34) if house.marks == "raised" else (0.83, 0.33)

    def drawn(found: Any) -> str:
        digits = found.group(1).translate(_TO_DIGITS)
        return f'<super size="{share * size:.2f}" rise="{rise * size:.2f}">{digits}</super>'

    pattern = "⁰⁴⁵⁶⁷⁸⁹" if house.marks == "typed" else SUPER
    return re.sub(rf" ?([{pattern}]+)", drawn, safe)


def _table(house: House, rows: Sequence[Sequence[str]], width: float) -> Table:
    measures = len(rows[0]) == 6
    size = house.cell_size
    plain = ParagraphStyle(
        "cell", fontName=house.font, fontSize=size, leading=1.18 * size, embeddedHyphenation=1 if house.hyphens else 0
    )
    bold = ParagraphStyle("bold", parent=plain, fontName=house.bold)
    figures = ParagraphStyle("figures", parent=plain, alignment=house.align_figures)
    data = []
    for at, row in enumerate(rows):
        cells = []
        for column, text in enumerate(row):
            if measures and at and column == 5 and house.rate == "colour":
                text = without_letter(text)
            style = bold if at == 0 or column == 0 else figures if column in (3, 4) else plain
            cells.append(Paragraph(_marked(text, house, size), style) if text else "")
        data.append(cells)
    shares = house.widths if measures else tuple(1 / len(rows[0]) for _ in rows[0])
    table = Table(
        data,
        colWidths=[share * width for share in shares],
        repeatRows=1 if measures else 0,
        splitInRow=1 if house.split_rows else 0,
    )
    table.setStyle(TableStyle(_style(house, rows, measures)))
    return table


def _style(house: House, rows: Sequence[Sequence[str]], measures: bool) -> list[Any]:
    style: list[Any] = [
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if house.middle else "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), house.padding),
        ("RIGHTPADDING", (0, 0), (-1, -1), house.padding),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey),
    ]
    if house.rules in ("grid", "white"):
        style.append(("GRID", (0, 0), (-1, -1), 0.6, colors.white if house.rules == "white" else colors.black))
    elif house.rules == "open":
        style.append(("INNERGRID", (0, 0), (-1, -1), 0.5, colors.grey))
    elif house.rules == "rows":
        style += [
            ("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black),
        ]
    elif house.rules == "boxes":
        style += [("GRID", (0, 0), (-1, -1), 0.4, colors.black, None, None, None, 2, 1.2)]
    if not measures:
        return style
    palette = CMYK if house.cmyk else {letter_: HexColor(code) for letter_, code in COLOURS.items()}
    for at, row in enumerate(rows[1:], start=1):
        if house.rules == "white" and at % 2:
            style.append(("BACKGROUND", (0, at), (4, at), HexColor("#eef3f8")))
        if house.rate != "letter" and rating(row[5]):
            style.append(("BACKGROUND", (5, at), (5, at), palette[rating(row[5])]))
    if house.merge:
        starts = [at for at in range(1, len(rows)) if at == 1 or rows[at][0]]
        for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
            if end - start > 1:
                style.append(("SPAN", (0, start), (0, end - 1)))
    return style


def houses() -> list[House]:
    """The house styles with ruled tables."""
    face, heavy = vera()
    return [
        House("plain"),
        House("serif, colour alone", "Times-Roman", "Times-Bold", 11, 8.5, rate="colour"),
        House("truetype, landscape", face, heavy, 9, 7, landscape(A4), footer="{page}"),
        House("typed marks", marks="typed", rate="letter", header="PCP papers – 20 July 2022"),
        House("large marks", marks="large", cell_size=9, page=letter),
        House("white rules, CMYK", rules="white", cmyk=True, rate="colour", justify=True),
        House("open sides", rules="open", align_figures=TA_RIGHT, footer="- {page} -"),
        House("double rules", rules="boxes", align_figures=TA_CENTER, middle=True),
        House("courier, narrow", "Courier", "Courier-Bold", 9, 6.5, landscape(A4), indent=True),
        House("rows over pages", face, heavy, 10, 8, split_rows=True, merge=False, one_table=True),
        House(
            "rows over pages, small",
            "Times-Roman",
            "Times-Bold",
            12,
            9.5,
            split_rows=True,
            merge=False,
            one_table=True,
            marks="large",
            page=(480, 430),
        ),
        House("turned page", page=landscape(A4), turned=90),
        House("turned back", page=landscape(A4), turned=270, font=face, bold=heavy, cell_size=7),
        House("sideways", page=landscape(A4), sideways=True),
    ]


def borderless() -> list[House]:
    """The house styles whose tables have no rules between columns."""
    return [House("no rules", rules="none", merge=False), House("rows ruled", rules="rows", merge=False)]
