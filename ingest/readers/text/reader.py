"""The reader of plain text files."""

from __future__ import annotations

from ingest.blocks import Block, Extract, PageNote, Progress
from ingest.encoding import decode
from ingest.readers.text.furniture import without_furniture
from ingest.readers.text.group import Draft, gather
from ingest.readers.text.lines import split_lines, wrap_width
from ingest.readers.text.markup import is_marked_up, without_emphasis
from ingest.readers.text.outline import Outline
from ingest.readers.text.tables import table_of
from store.errors import UnreadableFile


class TextReader:
    """Reads plain text. Pages are known only where form feeds part them.

    A stray mark-up ("**Appendix B**") is left as it stands: what is cited is verbatim. A text that is Markdown
    throughout is read without its marks (see `ingest.readers.text.markup`).
    """

    name = "text"

    def read(self, content: bytes, name: str, on_page: Progress | None = None) -> Extract:
        """The blocks of a text file. Raises `UnreadableFile` where it is empty or its encoding is unknown."""
        text, encoding = decode(content)
        if not text.strip():
            raise UnreadableFile("It holds no text; check that the right file was saved.")
        notes = [] if encoding.startswith("utf-8") else [PageNote(None, f"Its text was read as {encoding}.")]
        extract = read_text(text)
        if on_page:
            on_page(1, 1)
        return Extract(extract.blocks, extract.pages, self.name, notes=(*notes, *extract.notes))


def read_text(text: str) -> Extract:
    """The blocks of a text that is already decoded (a letter's body, a form field)."""
    marked_up = is_marked_up(text)
    printed = split_lines(without_emphasis(text) if marked_up else text, marked_up)
    lines, notes = without_furniture(printed)
    drafts, joined = gather(lines, wrap_width(lines))
    notes += joined
    trimmed = not any(line.text.endswith("\t") for line in lines)
    blocks: list[Block] = []
    outline = Outline(drafts)
    for at, draft in enumerate(drafts):
        if draft.kind in ("tabbed", "piped", "spaced"):
            table, remarks = table_of(draft.lines, trimmed)
            notes += remarks
            blocks.append(Block("table", "", page=draft.page, table=table))
        else:
            blocks.append(_block(draft, at, outline))
    pages = max((line.page or 0 for line in printed), default=0) or None
    return Extract(tuple(blocks), pages, "text", notes=tuple(notes))


def _block(draft: Draft, at: int, outline: Outline) -> Block:
    text, page = draft.text, draft.page
    if draft.kind == "footnote":
        return Block("footnote", text, page=page, number=draft.mark)
    if draft.kind == "bullet":
        return Block("list_item", text, page=page, marker=draft.mark, level=outline.nesting(at))
    if draft.kind == "letter":
        return Block("list_item", text, page=page, number=draft.mark, level=outline.nesting(at))
    bold = text.startswith("**") and text.endswith("**") and len(text) > 4
    level = outline.heading_level(at)
    kind = "paragraph" if level is None else "heading"
    number = draft.mark if draft.kind == "number" else None
    return Block(kind, text, page=page, number=number, level=level or 0, bold=bold)  # type: ignore[arg-type]
