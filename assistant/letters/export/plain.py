"""A reply as Markdown and as plain text, sources and evidence annex at the end."""

from __future__ import annotations

import re

from assistant.letters.compose import MARK
from assistant.letters.export.annex import HEADINGS, annex, reference
from assistant.letters.reply import Reply

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+\.)", re.M)


def to_text(reply: Reply) -> str:
    """Plain text: the letter with its [n] markers, the sources, the annex one statement a block."""
    lines = [reply.style["draft_mark"], "", reply.body.rstrip(), ""]
    if reply.sources:
        lines += ["Sources", ""]
        lines += [f"[{s.n}] {reference(s)}: “{s.quote}”" for s in reply.sources]
        lines += ["", "Evidence annex", ""]
        for row in annex(reply):
            lines += [
                f"Statement: {row.claim}",
                f"Words: “{row.quote}” [{row.n}]",
                f"Document: {row.document}, {row.place}",
                f"As at: {row.as_at or 'not stated'}",
                "",
            ]
    return "\n".join(lines).rstrip() + "\n"


def to_markdown(reply: Reply) -> str:
    """Markdown with footnotes. Every character that has a meaning in Markdown or HTML is escaped."""
    paragraphs = [_paragraph(p) for p in reply.body.split("\n\n")]
    out = [f"**{_escaped(reply.style['draft_mark'])}**", "", "\n\n".join(paragraphs), ""]
    if reply.sources:
        out += [f"[^{s.n}]: {_escaped(reference(s))}: “{_escaped(s.quote)}”" for s in reply.sources]
        out += ["", "## Evidence annex", "", "| " + " | ".join(HEADINGS) + " |", "|" + " --- |" * len(HEADINGS)]
        out += ["| " + " | ".join(_escaped(c) for c in row.cells) + " |" for row in annex(reply)]
    return "\n".join(out).rstrip() + "\n"


def _paragraph(text: str) -> str:
    pieces, at = [], 0
    for match in MARK.finditer(text):
        pieces += [_escaped(text[at : match.start()]).rstrip(), f"[^{match.group(1)}]"]
        at = match.end()
    pieces.append(_escaped(text[at:]))
    return "".join(pieces).replace("\n", "  \n")


def _escaped(text: str) -> str:
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text))
