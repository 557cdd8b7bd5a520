"""Real footnotes and endnotes: the marks that Word draws, and the text that belongs to each."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.readers.docx.numbering import spelled
from ingest.readers.docx.xml import Element, W, integer, value

_SEPARATORS = {"separator", "continuationSeparator", "continuationNotice"}


@dataclass(frozen=True)
class Note:
    """One note: the number of its mark, and its paragraphs."""

    number: str
    paragraphs: tuple[Element, ...]


class Notes:
    """Numbers the notes of one document in the order in which they are referred to.

    Footnotes are numbered from the document's start value. Endnotes, which Word numbers i, ii, iii, are given
    figures after the footnotes' last, since a mark must be unique and a figure; `renumbered` says so.
    """

    def __init__(self, footnotes: Element | None, endnotes: Element | None, settings: Element | None) -> None:
        self._texts = {f"{W}footnoteReference": _by_id(footnotes, "footnote"),
                       f"{W}endnoteReference": _by_id(endnotes, "endnote")}  # fmt: skip
        self._start = integer(value(settings, "footnotePr", "numStart"), 1)
        self._format = value(settings, "footnotePr", "numFmt") or "decimal"
        self._restarts = value(settings, "footnotePr", "numRestart") or "continuous"
        self._next = {f"{W}footnoteReference": self._start, f"{W}endnoteReference": 1}
        self._marks: dict[tuple[str, str], str] = {}
        self._waiting: list[Note] = []
        self.endnotes_renumbered = False
        self.missing = 0

    @property
    def restarts_unseen(self) -> bool:
        """Whether the printed numbers start again on each page, which only Word's own layout can tell."""
        return self._restarts == "eachPage" and len(self._marks) > 1

    @property
    def other_numerals(self) -> str | None:
        """The numerals that footnotes are printed in, where they are not figures."""
        first = spelled(self._start, self._format)
        return None if first == str(self._start) or not self._marks else first

    def count_footnotes(self, body: Element) -> None:
        """Numbers endnotes after the footnotes of `body`, before reading begins."""
        footnotes = sum(1 for ref in body.iter(f"{W}footnoteReference") if not _own_mark(ref))
        self._next[f"{W}endnoteReference"] = self._start + footnotes

    def refer(self, reference: Element) -> str | None:
        """The number of the mark at `reference`; None where the author typed a mark of his own beside it."""
        identity = reference.get(f"{W}id") or ""
        known = (reference.tag, identity)
        paragraphs = self._texts[reference.tag].get(identity)
        if paragraphs is None:
            self.missing += 1
            return None
        if _own_mark(reference):
            self._waiting.append(Note("", paragraphs))
            return None
        if known not in self._marks:
            number = str(self._next[reference.tag])
            self._next[reference.tag] += 1
            self._marks[known] = number
            self._waiting.append(Note(number, paragraphs))
            self.endnotes_renumbered = self.endnotes_renumbered or reference.tag == f"{W}endnoteReference"
        return self._marks[known]

    def take(self) -> list[Note]:
        """The notes referred to since the last call, in order."""
        waiting, self._waiting = self._waiting, []
        return waiting


def _own_mark(reference: Element) -> bool:
    return (reference.get(f"{W}customMarkFollows") or "0").lower() in ("1", "true", "on")


def _by_id(root: Element | None, tag: str) -> dict[str, tuple[Element, ...]]:
    found: dict[str, tuple[Element, ...]] = {}
    for note in root.iterchildren(W + tag) if root is not None else ():
        if note.get(f"{W}type") not in _SEPARATORS:
            found[note.get(f"{W}id") or ""] = tuple(note.iterchildren(f"{W}p"))
    return found
