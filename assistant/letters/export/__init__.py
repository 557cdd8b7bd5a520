"""A reply given back as a file: .docx with footnotes, .md, .txt; each with the evidence annex.

The attention list is the officer's and never part of the file that is sent.
"""

from __future__ import annotations

from assistant.letters.reply import Reply
from store.errors import BadInput

KINDS = (".docx", ".md", ".txt")


def export(reply: Reply, kind: str) -> bytes:
    """The reply as a file of `kind` (one of KINDS). Raises BadInput for another."""
    if kind == ".docx":
        from assistant.letters.export.word import to_docx

        return to_docx(reply)
    if kind == ".md":
        from assistant.letters.export.plain import to_markdown

        return to_markdown(reply).encode("utf-8")
    if kind == ".txt":
        from assistant.letters.export.plain import to_text

        return to_text(reply).encode("utf-8")
    raise BadInput(f"A reply is written as {', '.join(KINDS)}, not as {kind or 'a file without an ending'!r}.")
