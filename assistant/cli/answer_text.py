"""An answer for a terminal: the text, what to bear in mind, the calculations, then each source word for word."""

from __future__ import annotations

import shutil
import textwrap

from assistant.answer import Answer, Citation
from assistant.cli.output import clean
from assistant.present.titles import readable
from assistant.present.workings import workings


def answer_text(answer: Answer) -> str:
    """Plain text, wrapped to the terminal. Nothing is cut."""
    parts = [_wrapped(line) for line in answer.text.splitlines() if line.strip()]
    if answer.derived:
        parts.append("\n".join(_wrapped(f"Calculated: {workings(d)}", "  ") for d in answer.derived))
    if answer.caveats:
        parts.append("Bear in mind:\n" + "\n".join(_bullet(c.text + _marks(c.citations)) for c in answer.caveats))
    if answer.nearest:
        parts.append("What is held that comes closest:\n" + "\n".join(
            _bullet(near.text + _marks((near.citation,) if near.citation else ())) for near in answer.nearest))
    if answer.citations:
        parts.append("Sources:\n" + "\n".join(_source(c) for c in answer.citations))
    return "\n\n".join(parts)


def place(citation: Citation) -> str:
    """Where a citation stands, as people write it."""
    page = f"page {citation.page}" if citation.page is not None and "page" not in citation.locator else ""
    return ", ".join(part for part in (citation.document, page, citation.locator) if part)


def _source(citation: Citation) -> str:
    head = _wrapped(f"[{citation.n}] {readable(citation.title)}. {place(citation)}. ({citation.id})", "    ")
    return f"{head}\n{_wrapped('    “' + citation.quote + '”', '    ')}"


def _marks(numbers: tuple[int, ...]) -> str:
    return "".join(f" [{n}]" for n in numbers)


def _bullet(text: str) -> str:
    return _wrapped(f"- {text}", "  ")


def _wrapped(text: str, indent: str = "") -> str:
    first = text[:len(text) - len(text.lstrip())]
    width = min(shutil.get_terminal_size((100, 24)).columns, 100)
    return textwrap.fill(clean(" ".join(text.split())), max(width, 30), initial_indent=first,
                         subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
