"""Renders a sample report as HTML and prints it with Chromium: a second producer, with borders of its own kind."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from tests.ingest.pdf.samples import COLOURS, SUPER, Part, rating, without_letter

_TO_DIGITS = str.maketrans(SUPER, "0123456789")


@dataclass(frozen=True)
class Sheet:
    """A style sheet and how marks and ratings are written. `cell` goes into each rating cell."""

    name: str
    css: str
    marks: str = "sup"  # "sup" or "typed"
    rate: str = "both"  # "both", "letter", "colour", "spot" (a coloured disc)
    merge: bool = True


SHEETS = (
    Sheet("collapsed", "table{border-collapse:collapse} td,th{border:1px solid #333;padding:2px 4px}"),
    Sheet("separate", "table{border-spacing:2px} td,th{border:1px solid #888;padding:3px}", "typed"),
    Sheet(
        "landscape, justified",
        "@page{size:A4 landscape} body{font-family:Georgia,serif;text-align:justify;hyphens:auto}"
        "table{border-collapse:collapse;font-size:8pt} td,th{border:.5pt solid #000;padding:1pt 3pt;text-align:left}",
        rate="colour",
    ),
    Sheet(
        "filled cells, white gaps",
        "table{border-spacing:3px;border-collapse:separate} td,th{background:#e8eef4;padding:4px;"
        "border:1px solid #e8eef4}",
        merge=False,
    ),
    Sheet(
        "rows may break, traffic lights",
        "@page{size:A5;margin:14mm} body{font-size:9pt} table{border-collapse:collapse;font-size:7.5pt}"
        "td,th{border:1px solid #000;padding:2px;vertical-align:top} tr{break-inside:auto}",
        rate="spot",
        merge=False,
    ),
)
BORDERLESS = (
    Sheet("no borders", "table{border-collapse:collapse} td,th{padding:3px 8px;text-align:left}", merge=False),
    Sheet(
        "lines under rows",
        "table{border-collapse:collapse} td,th{padding:3px 8px;border-bottom:1px solid #999;text-align:left}",
        merge=False,
    ),
)


def chromium() -> str | None:
    """The path of a Chromium that can print, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def render(sheet: Sheet, parts: Sequence[Part]) -> bytes:
    """The sample as Chromium prints it in that style."""
    program = chromium()
    assert program is not None
    with tempfile.TemporaryDirectory() as folder:
        page, out = Path(folder) / "report.html", Path(folder) / "report.pdf"
        page.write_text(_html(sheet, parts), encoding="utf-8")
        subprocess.run(
            [
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-pdf-header-footer",
                f"--user-data-dir={folder}/u",
                f"--print-to-pdf={out}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=90,
        )
        return out.read_bytes()


def _html(sheet: Sheet, parts: Sequence[Part]) -> str:
    base = "body{font-family:Arial,sans-serif;font-size:10.5pt} table{width:100%;margin:8px 0} .n,td,th{font-size:8pt}"
    body = "".join(_part(sheet, part) for part in parts)
    head = f"<meta charset=utf-8><title>Report</title><style>{base}{sheet.css}</style>"
    return f"<!doctype html><html lang=en>{head}{body}</html>"


def _part(sheet: Sheet, part: Part) -> str:
    number = f"{part.number}. " if part.number else ""
    if part.kind == "table":
        return _table(sheet, part.rows)
    if part.kind == "heading":
        return f"<h3>{escape(number + part.text)}</h3>"
    if part.kind == "note":
        return f"<p class=n>{_marked(sheet, part.number + ' ' + part.text)}</p>"
    if part.kind == "bullet":
        return f"<ul><li>{_marked(sheet, part.text)}</li></ul>"
    return f"<p>{_marked(sheet, number + part.text)}</p>"


def _marked(sheet: Sheet, text: str) -> str:
    if sheet.marks == "typed":
        return re.sub(rf" ([{SUPER}]+)", r"\1", escape(text))
    return re.sub(rf" ?([{SUPER}]+)", lambda m: f"<sup>{m.group(1).translate(_TO_DIGITS)}</sup>", escape(text))


def _table(sheet: Sheet, rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{_marked(sheet, cell)}</th>" for cell in rows[0])
    lines = [f"<thead><tr>{head}</tr></thead>"]
    for at, row in enumerate(rows[1:], start=1):
        cells = []
        for column, text in enumerate(row):
            if column == 0 and sheet.merge and len(row) == 6:
                if not text and at > 1:
                    continue
                span = next((n for n in range(at + 1, len(rows)) if rows[n][0]), len(rows)) - at
                cells.append(f"<td rowspan={span}><b>{_marked(sheet, text)}</b></td>")
            elif column == 5 and len(row) == 6:
                cells.append(_rated(sheet, text))
            else:
                cells.append(f"<td>{_marked(sheet, text)}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(lines)}</table>"


def _rated(sheet: Sheet, text: str) -> str:
    letter = rating(text)
    if sheet.rate == "colour":
        text = without_letter(text)
    if sheet.rate == "spot" and letter:
        words = without_letter(text)
        return f'<td>{_marked(sheet, words)}<span style="color:{COLOURS[letter]}">●</span></td>'
    colour = (
        f' style="background:{COLOURS[letter]};print-color-adjust:exact"' if letter and sheet.rate != "letter" else ""
    )
    return f"<td{colour}>{_marked(sheet, text)}</td>"
