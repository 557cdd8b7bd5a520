"""Pages that are pictures of text: found, and read by tesseract where that is installed.

What OCR reads is marked as such block by block, and its tables carry a doubt. Without tesseract one line says
what to install.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from io import BytesIO, StringIO
from pathlib import Path

from ingest.readers.pdf.geometry import Frame, PageContent
from ingest.readers.pdf.lines import Line, Word
from store.errors import UnreadableFile

ADVICE = "install tesseract-ocr (Debian: apt install tesseract-ocr) and add the file again"
_DPI = 200
_FEW = 20  # printed characters: a page with fewer has no text of its own
_MOSTLY = 0.5  # of the page's area: a picture this large may be a scan
_SURE = 30.0  # tesseract's confidence in per cent below which a word is left out
_TIMEOUT = 120  # seconds for one page


def is_scan(page: PageContent) -> bool:
    """Whether a page is a picture: (near) no visible text, and an image over most of it."""
    visible = sum(char.text.strip() != "" and not char.unseen for char in page.chars)
    return visible < _FEW and has_large_picture(page)


def has_large_picture(page: PageContent) -> bool:
    """Whether images cover most of the page."""
    area = page.width * page.height
    covered = sum(
        max(0.0, min(p.x1, page.width) - max(p.x0, 0.0)) * max(0.0, min(p.bottom, page.height) - max(p.top, 0.0))
        for p in page.pictures
    )
    return covered > _MOSTLY * area


def tesseract() -> str | None:
    """The path of tesseract, or None where it is not installed."""
    return shutil.which("tesseract")


def ocr_lines(content: bytes, frames: Sequence[Frame]) -> dict[int, list[Line]]:
    """The lines that tesseract reads on the given pages, by page number, in points of the displayed page.

    Raises `UnreadableFile` where tesseract fails.
    """
    import pypdfium2

    program = tesseract()
    if program is None:
        raise UnreadableFile(f"Its pages are scans; {ADVICE}.")
    document = pypdfium2.PdfDocument(content)
    try:
        found: dict[int, list[Line]] = {}
        for frame in frames:
            page = document[frame.number - 1]
            picture = page.render(scale=_DPI / 72).to_pil()
            page.close()
            png = BytesIO()
            picture.save(png, format="PNG")
            found[frame.number] = _lines(_run(program, png.getvalue(), frame.number), frame)
        return found
    finally:
        document.close()


def _run(program: str, png: bytes, number: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        image = Path(folder) / "page.png"
        image.write_bytes(png)
        try:
            done = subprocess.run(
                [program, str(image), "stdout", "--dpi", str(_DPI), "-l", "eng", "tsv"],
                capture_output=True,
                timeout=_TIMEOUT,
                check=True,
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired, OSError) as error:
            raise UnreadableFile(
                f"tesseract could not read page {number} ({type(error).__name__}); check its set-up."
            ) from error
    return done.stdout.decode("utf-8", errors="replace")


def _lines(tsv: str, frame: Frame) -> list[Line]:
    """Lines from tesseract's TSV: one row a word, with its block, paragraph and line, in pixels."""
    scale = 72 / _DPI
    words: dict[tuple[int, int, int], list[Word]] = {}
    for row in csv.DictReader(StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if not text or float(row["conf"]) < _SURE:
            continue
        left, top = int(row["left"]) * scale, int(row["top"]) * scale
        right, bottom = left + int(row["width"]) * scale, top + int(row["height"]) * scale
        key = (int(row["block_num"]), int(row["par_num"]), int(row["line_num"]))
        words.setdefault(key, []).append(Word(text, left, right, top, bottom, 0.0, False))
    lines = []
    for run in words.values():
        height = max(word.bottom for word in run) - min(word.top for word in run)
        for word in run:
            word.size = round(max(6.0, min(height, 14.0)))
        lines.append(Line(run, max(word.bottom for word in run), page=frame.number))
    _even(lines)
    return sorted(lines, key=lambda line: (line.base, line.x0))


def _even(lines: list[Line]) -> None:
    """One font size for all: the heights of letters in a picture say little about it."""
    if not lines:
        return
    sizes = sorted(line.size for line in lines)
    usual = sizes[len(sizes) // 2]
    for line in lines:
        if abs(line.size - usual) < 0.35 * usual:
            line.size = usual
