"""The reader of plain text files."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.blocks import Block, Extract, PageNote, Progress
from ingest.encoding import decode
from ingest.readers.text.group import Draft, gather
from ingest.readers.text.headings import label_level, looks_like_title, plain_level
from ingest.readers.text.lines import split_lines, wrap_width
from ingest.readers.text.tables import table_of
from store.errors import UnreadableFile


class TextReader:
    """Reads plain text. Pages are known only where form feeds part them.

    Mark-up typed into the text ("**Appendix B**", links) is left as it stands: what is cited is verbatim.
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
    lines = split_lines(text)
    drafts, notes = gather(lines, wrap_width(lines))
    trimmed = not any(line.text.endswith("\t") for line in lines)
    blocks: list[Block] = []
    for at, draft in enumerate(drafts):
        if draft.kind in ("tabbed", "piped", "spaced"):
            table, remarks = table_of(draft.lines, trimmed)
            notes += remarks
            blocks.append(Block("table", "", page=draft.page, table=table))
        else:
            blocks.append(_block(drafts, at))
    pages = max((line.page or 0 for line in lines), default=0) or None
    return Extract(tuple(blocks), pages, "text", notes=tuple(notes))


def _block(drafts: Sequence[Draft], at: int) -> Block:
    draft = drafts[at]
    text, page = draft.text, draft.page
    if draft.kind == "footnote":
        return Block("footnote", text, page=page, number=draft.mark)
    if draft.kind == "bullet":
        return Block("list_item", text, page=page, marker=draft.mark, level=_nesting(drafts, at))
    if draft.kind == "letter":
        return Block("list_item", text, page=page, number=draft.mark, level=_nesting(drafts, at))
    bold = text.startswith("**") and text.endswith("**") and len(text) > 4
    level = _heading_level(drafts, at)
    kind = "paragraph" if level is None else "heading"
    number = draft.mark if draft.kind == "number" else None
    return Block(kind, text, page=page, number=number, level=level or 0, bold=bold)  # type: ignore[arg-type]


def _heading_level(drafts: Sequence[Draft], at: int) -> int | None:
    draft = drafts[at]
    if draft.ruled:
        return 1
    if at + 1 == len(drafts) and draft.kind == "text" and label_level(draft.text) is None:
        return None
    if draft.kind == "number":
        return _numbered_heading(drafts, at)
    labelled = label_level(draft.text)
    if labelled is not None and not _in_list(drafts, at):
        numbered = any(d.kind == "number" and _numbered_heading(drafts, n) for n, d in enumerate(drafts[:at]))
        return labelled if numbered else 1
    leads_list = draft.text.endswith(":") and drafts[at + 1].kind in ("bullet", "letter")
    if looks_like_title(draft.text) and not leads_list and not _in_list(drafts, at):
        return plain_level(draft.text)
    return None


def _numbered_heading(drafts: Sequence[Draft], at: int) -> int | None:
    """A title-like line with a number is a heading, unless it is one of a run of such lines."""
    draft = drafts[at]
    if not looks_like_title(draft.text) or at + 1 == len(drafts):
        return None
    after = drafts[at + 1]
    if at and _succeeds(drafts[at - 1], draft) or _succeeds(draft, after):
        return None
    if draft.text.endswith(":") and after.kind in ("bullet", "letter"):
        return None
    before = next((earlier for earlier in reversed(drafts[:at]) if _succeeds(earlier, draft)), None)
    if before is not None and not looks_like_title(before.text):
        return None  # one of a series of numbered paragraphs
    return (draft.mark or "").count(".") + 1


def _succeeds(first: Draft, second: Draft) -> bool:
    """Whether two drafts are numbered one after the other ("4" and "5", "2.1" and "2.2")."""
    if first.kind != "number" or second.kind != "number" or not first.mark or not second.mark:
        return False
    *stem, last = first.mark.split(".")
    *other_stem, other = second.mark.split(".")
    return stem == other_stem and int(other) == int(last) + 1


def _in_list(drafts: Sequence[Draft], at: int) -> bool:
    """Whether a short line is one of several that follow a colon or stand together without blank lines."""
    draft = drafts[at]
    if plain_level(draft.text) == 1:
        return False
    before = drafts[at - 1] if at else None
    after = drafts[at + 1] if at + 1 < len(drafts) else None
    if before is not None and before.kind != "tabbed" and before.text.endswith(":"):
        return True
    close_above = before is not None and before.kind == "text" and not draft.lines[0].after_blank
    close_below = after is not None and after.kind == "text" and not after.lines[0].after_blank
    return close_above and looks_like_title(before.text) or close_below and looks_like_title(after.text)  # type: ignore[union-attr]


def _nesting(drafts: Sequence[Draft], at: int) -> int:
    """The depth of a list item by its indent; a step of less than two columns is not one."""
    steps: list[int] = []
    for draft in reversed(drafts[: at + 1]):
        if draft.kind not in ("bullet", "letter"):
            break
        steps.append(draft.lines[0].indent)
    mine, levels = steps[0], 1
    floor = mine
    for indent in steps[1:]:
        if indent < floor - 1:
            floor, levels = indent, levels + 1
    return levels
