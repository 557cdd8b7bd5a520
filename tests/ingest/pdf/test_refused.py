"""Files that are refused, each with one line that says what to do, and files that only look bad."""

from __future__ import annotations

import zlib

import pytest

pytest.importorskip("reportlab", reason="the pages are drawn with reportlab: pip install reportlab")

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf import PdfReader
from ingest.readers.pdf import scans as scanning
from store.errors import UnreadableFile
from tests.ingest.pdf.drawing import HEIGHT, pdf, prose, table

LINES = ["This report tells the panel how the plan is being delivered and how its measures stand."]


def _plain(canvas: Canvas) -> None:
    prose(canvas, 100, LINES)


def _refusal(content: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        PdfReader().read(content, "bad.pdf")
    message = str(caught.value)
    assert "\n" not in message and len(message) < 200
    return message


def test_a_locked_pdf_is_refused() -> None:
    assert "password" in _refusal(pdf(_plain, encrypt=StandardEncryption("secret", "owner", strength=128)))


def test_a_pdf_that_opens_without_a_password_is_read_though_encrypted() -> None:
    content = pdf(_plain, encrypt=StandardEncryption("", "owner", canCopy=0, strength=128))
    assert PdfReader().read(content, "open.pdf").blocks[0].text == LINES[0]


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_truncated_pdf_is_refused(share: float) -> None:
    content = pdf(_plain, lambda canvas: table(canvas, [["A", "B"], ["1", "2"]]))
    assert "cut short" in _refusal(content[: int(share * len(content))])


def test_what_is_no_pdf_is_refused() -> None:
    assert "not a PDF" in _refusal(b"PK\x03\x04 something else %%EOF")


def test_a_pdf_without_text_or_pages_is_refused() -> None:
    assert "no text" in _refusal(pdf(lambda canvas: canvas.circle(200, 400, 50)))
    assert "no pages" in _refusal(pdf(_plain).replace(b"/Type /Page", b"/Type /Pine"))


def test_garbled_content_is_refused_and_names_the_page() -> None:
    content = pdf(_plain, pageCompression=0)
    broken = content.replace(b"Tf", b"Tm", 1)
    try:
        extract = PdfReader().read(broken, "odd.pdf")
    except UnreadableFile as error:
        assert "Page 1" in str(error) or "no text" in str(error)
    else:
        assert extract.pages == 1


@pytest.mark.parametrize("seed", range(12))
def test_damage_anywhere_is_one_clear_line_or_a_reading(seed: int) -> None:
    import random

    content = bytearray(pdf(_plain, lambda canvas: table(canvas, [["A", "B"], ["1", "2"]]), pageCompression=seed % 2))
    dice = random.Random(seed)
    for _ in range(30):
        content[dice.randrange(20, len(content) - 40)] = dice.randrange(256)
    try:
        PdfReader().read(bytes(content), "damaged.pdf")
    except UnreadableFile as error:
        assert "\n" not in str(error)


def test_a_stream_that_swells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.pdf.opening._MOST_UNPACKED", 1 << 20)
    packed = zlib.compress(b"0" * (4 << 20), 9)
    content = pdf(_plain)
    bomb = content.replace(b"%%EOF", b"9 0 obj <<>> stream\n" + packed + b"\nendstream endobj\n%%EOF")
    assert "unpacks to more than" in _refusal(bomb)


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.pdf.opening._MOST_PAGES", 3)
    assert "more than 3 pages" in _refusal(pdf(*[_plain] * 5))


def test_the_pages_are_counted_as_they_are_read() -> None:
    seen: list[tuple[int, int]] = []
    PdfReader().read(pdf(_plain, _plain, _plain), "three.pdf", lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def _picture(*lines: str) -> ImageReader:
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(image)
    for at, line in enumerate(lines):
        draw.text((120, 200 + 60 * at), line, fill="black", font=ImageFont.load_default(size=36))
    return ImageReader(image)


def _scan(canvas: Canvas) -> None:
    canvas.drawImage(_picture("The panel met in the", "council chamber on", "Tuesday evening."), 0, 0, 595, HEIGHT)


def test_a_scan_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning.shutil, "which", lambda name: None)
    assert "install tesseract" in _refusal(pdf(_scan))


def test_a_scanned_page_among_others_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning.shutil, "which", lambda name: None)
    extract = PdfReader().read(pdf(_plain, _scan), "mixed.pdf")
    assert extract.scanned_pages == (2,) and extract.blocks[0].text == LINES[0]
    assert any(note.page == 2 and "was not read; install tesseract" in note.text for note in extract.notes)


def test_a_scans_hidden_text_layer_is_read_as_ocr_and_its_tables_doubted() -> None:
    def draw(canvas: Canvas) -> None:
        _scan(canvas)
        rows = [["Measure", "Target", "Actual"], ["Burglaries", "276", "343"], ["Robberies", "98", "100"]]
        text = canvas.beginText(60, HEIGHT - 100)
        text.setTextRenderMode(3)
        text.setFont("Helvetica", 10)
        text.textLine("The panel met in the council chamber on Tuesday evening.")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                text.setTextOrigin(60 + 150 * column, HEIGHT - 160 - 15 * at)
                text.textOut(cell)
        canvas.drawText(text)

    extract = PdfReader().read(pdf(draw), "scan.pdf")
    assert extract.scanned_pages == (1,)
    assert all(block.ocr for block in extract.blocks)
    tables = [block.table for block in extract.blocks if block.table]
    assert tables and all(any("OCR" in doubt for doubt in table.doubts) for table in tables)


@pytest.mark.skipif(scanning.tesseract() is None, reason="tesseract is not installed (apt install tesseract-ocr)")
def test_tesseract_reads_a_scan() -> None:
    extract = PdfReader().read(pdf(_scan), "scan.pdf")
    assert "council chamber" in " ".join(block.text for block in extract.blocks)
    assert all(block.ocr for block in extract.blocks)
