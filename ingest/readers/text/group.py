"""Lines gathered into drafts of blocks: a table's rows, wrapped lines, what a page break parted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.blocks import PageNote
from ingest.readers.marks import fold
from ingest.readers.text.headings import breaks_off, label_level, looks_like_title
from ingest.readers.text.lines import Line, LineKind, fills, has_gap

_GRID_KINDS = ("tabbed", "piped", "spaced")
_MOST_JOINED = 100
_NOT_CLOSED = ".!?:;"


@dataclass
class Draft:
    """The lines of one block to be. `ruled`: a line of dashes or equals signs stands right under it."""

    kind: LineKind
    lines: list[Line]
    ruled: bool = False
    _told: tuple[int, str] = (0, "")

    @property
    def text(self) -> str:
        """All its lines as one, without the mark before the first."""
        if self._told[0] != len(self.lines):
            first = self.lines[0]
            words = [first.body if first.mark else first.text, *(line.text for line in self.lines[1:])]
            self._told = (len(self.lines), fold(" ".join(words)))
        return self._told[1]

    @property
    def mark(self) -> str | None:
        return self.lines[0].mark

    @property
    def page(self) -> int | None:
        return self.lines[0].page


def gather(lines: Sequence[Line], width: int | None) -> tuple[list[Draft], list[PageNote]]:
    """The drafts in reading order, with a note for each pair of lines that a blank parted in mid sentence."""
    drafts: list[Draft] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.kind in _GRID_KINDS:
            end = _grid_end(lines, at)
            if _is_table(lines[at:end]):
                drafts.append(Draft(line.kind, list(lines[at:end])))
                at = end
                continue
        if line.kind == "rule" and drafts and not line.after_blank and drafts[-1].kind == "text":
            drafts[-1].ruled = True
        elif line.kind not in ("blank", "rule"):
            _add_prose(drafts, line, width)
        at += 1
    return _join_over_breaks(drafts)


def _grid_end(lines: Sequence[Line], start: int) -> int:
    """The end of a run of table lines; a bare label between two rows of a tabbed table belongs to it."""
    kind, end = lines[start].kind, start
    while end < len(lines):
        inside = lines[end].kind == kind and (end == start or not lines[end].first_on_page)
        if kind == "spaced" and end > start:
            inside = inside or lines[end].kind == "rule" or _in_spaced(lines, end)
        label = (
            kind == "tabbed"
            and end > start
            and lines[end].prose
            and end + 1 < len(lines)
            and lines[end + 1].kind == kind
            and lines[end + 1].text.startswith("\t")
        )
        if not (inside or label):
            break
        end += 1
    return end


def _in_spaced(lines: Sequence[Line], at: int) -> bool:
    """Whether a line of text belongs to a table of spaces: it has one gap, or stands right above a line with gaps."""
    line = lines[at]
    below = lines[at + 1] if at + 1 < len(lines) else line
    return line.kind == "text" and (has_gap(line) or below.kind == "spaced" and not below.after_blank)


def _is_table(run: Sequence[Line]) -> bool:
    """One tab in one line, or two lines of spaced words, are not a table."""
    if not any(line.text.strip() for line in run):
        return False
    if run[0].kind == "spaced":
        return sum(line.kind != "rule" and has_gap(line) for line in run) > 2
    if run[0].kind == "tabbed":
        return len(run) > 1 or run[0].text.strip().count("\t") > 1
    return len(run) > 1


def _add_prose(drafts: list[Draft], line: Line, width: int | None) -> None:
    previous = drafts[-1] if drafts and drafts[-1].kind not in ("tabbed", "piped") else None
    more = line.kind in ("text", "spaced", "tabbed", "number") and not line.after_blank
    if previous and more and not line.level and _goes_on(previous, line, width):
        previous.lines.append(line)
    else:
        drafts.append(Draft(line.kind if line.prose else "text", [line]))


def _goes_on(previous: Draft, line: Line, width: int | None) -> bool:
    """Whether a line straight under a paragraph is more of it."""
    above = previous.lines[-1]
    body = line.text.strip()
    full = width is not None and above.page == line.page and fills(above, line, width)
    if line.kind == "number":  # a sentence's last word, a figure, that had no room on the line above
        return full and not above.text.rstrip().endswith(tuple(_NOT_CLOSED))
    if full:
        return True
    entry = previous.kind == "text" and previous.lines[0].text.strip()[:1].islower()
    if body[:1].islower() and not entry and not above.text.rstrip().endswith(tuple(_NOT_CLOSED)):
        return True
    return previous.kind in ("bullet", "letter") and line.indent > previous.lines[0].indent and width is not None


def _join_over_breaks(drafts: list[Draft]) -> tuple[list[Draft], list[PageNote]]:
    kept: list[Draft] = []
    notes: list[PageNote] = []
    for draft in drafts:
        if kept and _parted(kept[-1], draft):
            before = kept[-1].text
            kept[-1].lines.extend(draft.lines)
            notes.append(PageNote(draft.page, f"Joined over a break: “…{before[-30:]}” / “{draft.text[:30]}…”."))
        else:
            kept.append(draft)
    return kept, notes


def _parted(above: Draft, below: Draft) -> bool:
    """Whether `below` is the rest of a sentence that a page break or a blank line cut off."""
    if below.kind != "text" or above.kind not in ("text", "bullet", "number", "letter", "footnote"):
        return False
    if len(above.lines) > _MOST_JOINED:
        return False
    text, rest = above.text, below.text
    if above.lines[0].level or below.lines[0].level:
        return False
    if above.ruled or below.ruled or label_level(rest) is not None:
        return False
    if above.kind == "text" and text[:1].islower():
        return False  # one of several entries in lower case
    if rest[0].islower():
        title = above.kind == "text" and looks_like_title(text) and not breaks_off(text)
        return not title and not text.endswith(tuple(_NOT_CLOSED))
    if above.kind == "footnote" or not breaks_off(text):
        return False
    return rest.endswith((".", ";", ":")) or not looks_like_title(rest)
