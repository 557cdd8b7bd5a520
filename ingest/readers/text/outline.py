"""Which drafts of blocks are headings, by what stands around them, and how deep list items are nested."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers.text.group import Draft
from ingest.readers.text.headings import label_level, looks_like_title, plain_level


class Outline:
    """Reads the drafts of one text in order; each question must be asked for rising places, once."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._drafts = drafts
        self._latest: dict[str, Draft] = {}
        self._numbered = False
        self._indents: list[tuple[int, int]] = []
        self._last_item = -1

    def heading_level(self, at: int) -> int | None:
        """The level of the heading that draft `at` is (0: not said), or None where it is none."""
        draft = self._drafts[at]
        if draft.lines[0].level:
            self._numbered = self._numbered or draft.kind == "number"
            return draft.lines[0].level
        if draft.kind == "number":
            level = self._numbered_level(at)
            self._latest[draft.mark or ""] = draft
            self._numbered = self._numbered or level is not None
            return level
        if draft.ruled:
            return 1
        labelled = label_level(draft.text)
        if at + 1 == len(self._drafts) and labelled is None or self._in_list(at):
            return None
        if labelled is not None:
            return labelled if self._numbered else 1
        leads_list = draft.text.endswith(":") and self._drafts[at + 1].kind in ("bullet", "letter")
        return plain_level(draft.text) if looks_like_title(draft.text) and not leads_list else None

    def nesting(self, at: int) -> int:
        """The depth of the list item `at` by its indent; a step of less than two columns is not one."""
        if at != self._last_item + 1:
            self._indents = []
        self._last_item = at
        indent = self._drafts[at].lines[0].indent
        while self._indents and self._indents[-1][0] > indent - 2:
            self._indents.pop()
        level = self._indents[-1][1] + 1 if self._indents else 1
        self._indents.append((indent, level))
        return level

    def _numbered_level(self, at: int) -> int | None:
        """A title-like line with a number is a heading, unless it is one of a run of numbered lines."""
        draft = self._drafts[at]
        if not looks_like_title(draft.text) or at + 1 == len(self._drafts):
            return None
        after = self._drafts[at + 1]
        if at and _succeeds(self._drafts[at - 1], draft) or _succeeds(draft, after):
            return None
        if draft.text.endswith(":") and after.kind in ("bullet", "letter"):
            return None
        before = self._latest.get(_preceding(draft.mark or ""))
        if before is not None and not looks_like_title(before.text):
            return None  # one of a series of numbered paragraphs
        return (draft.mark or "").count(".") + 1

    def _in_list(self, at: int) -> bool:
        """Whether a short line is one of several that follow a colon or stand together without blanks."""
        draft = self._drafts[at]
        if plain_level(draft.text) == 1:
            return False
        before = self._drafts[at - 1] if at else None
        after = self._drafts[at + 1] if at + 1 < len(self._drafts) else None
        if before is not None and before.kind != "tabbed" and before.text.endswith(":"):
            return True
        if before is not None and before.kind == "text" and not draft.lines[0].after_blank:
            return looks_like_title(before.text)
        below = after is not None and after.kind == "text" and not after.lines[0].after_blank
        return below and after is not None and looks_like_title(after.text)


def _preceding(mark: str) -> str:
    """The number before a number: "3" before "4", "2.1" before "2.2"."""
    *stem, last = mark.split(".")
    return ".".join([*stem, str(int(last) - 1)]) if last.isdigit() else ""


def _succeeds(first: Draft, second: Draft) -> bool:
    """Whether two drafts are numbered one after the other."""
    return first.kind == second.kind == "number" and _preceding(second.mark or "") == first.mark
