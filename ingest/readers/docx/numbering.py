"""Automatic numbers and bullets, which Word counts when it draws and does not store in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.readers.docx.styles import Styles
from ingest.readers.docx.xml import Element, W, child, integer, value

_PLACE = re.compile(r"%([1-9])")
_LIST_STYLE = re.compile(r"^list bullet( \d)?$", re.IGNORECASE)
_NUMERALS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
             (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST_SPELLED = 999
_PRIVATE = range(0xE000, 0xF900)


@dataclass(frozen=True)
class Label:
    """What Word draws before a paragraph: `text` as drawn ("12.", "(a)", "•"), its level from 1."""

    text: str
    level: int
    bullet: bool
    letters: bool = False

    @property
    def number(self) -> str:
        """The number without its closing stop: "12", "4.2"; a letter keeps its brackets."""
        return self.text if self.letters else self.text.rstrip(".) \t").lstrip("(")


@dataclass
class _List:
    """A list definition: its levels, and how far each has counted."""

    levels: dict[int, Element]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the lists of one document; `label` must be called for each paragraph once, in reading order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._nums: dict[str, Element] = {}
        self._abstract: dict[str, Element] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in root if root is not None else ():
            if element.tag == f"{W}abstractNum":
                self._abstract[element.get(f"{W}abstractNumId") or ""] = element
            elif element.tag == f"{W}num":
                self._nums[element.get(f"{W}numId") or ""] = element

    def label(self, paragraph: Element) -> Label | None:
        """The number or bullet of the next paragraph, or None. Counts it."""
        num_id, level = self._place_of(paragraph)
        if num_id is None or num_id not in self._nums:
            bulleted = _LIST_STYLE.match(self._styles.name(value(paragraph, "pPr", "pStyle")))
            return Label("•", integer((bulleted.group(1) or "1").strip(), 1), True) if bulleted else None
        definition = self._list_of(num_id)
        if definition is None or level not in definition.levels:
            return None
        shape = self._shape(num_id, level, definition)
        kind = value(shape, "numFmt") or "decimal"
        if kind == "bullet":
            mark = value(shape, "lvlText") or "•"
            return Label("•" if ord(mark[0]) in _PRIVATE else mark, level + 1, True)
        self._count(num_id, level, definition)
        text = self._draw(num_id, level, definition, shape)
        return Label(text, level + 1, False, not any(c.isdigit() for c in text)) if text else None

    def _place_of(self, paragraph: Element) -> tuple[str | None, int]:
        """The list and level of a paragraph: its own, else its style's. List "0" means none."""
        own = child(paragraph, "pPr", "numPr")
        num_id, level = value(own, "numId"), value(own, "ilvl")
        identity = value(paragraph, "pPr", "pStyle")
        if num_id is None:
            for style in self._styles.chain(identity):
                numbered = child(style, "pPr", "numPr")
                if value(numbered, "numId") is not None:
                    num_id = value(numbered, "numId")
                    level = level or value(numbered, "ilvl") or self._linked_level(num_id, style)
                    break
        return (None if num_id in (None, "0") else num_id), integer(level)

    def _linked_level(self, num_id: str | None, style: Element) -> str | None:
        """The level that a list gives to a style that names the list only."""
        definition = self._list_of(num_id or "")
        for level, shape in definition.levels.items() if definition else ():
            if value(shape, "pStyle") == style.get(f"{W}styleId"):
                return str(level)
        return None

    def _list_of(self, num_id: str, links: int = 0) -> _List | None:
        abstract_id = value(self._nums.get(num_id), "abstractNumId") or ""
        abstract = self._abstract.get(abstract_id)
        link = value(abstract, "numStyleLink")
        if link is not None and links < 5:
            for style in self._styles.chain(link, ""):
                linked = value(style, "pPr", "numPr", "numId")
                if linked is not None and linked != num_id:
                    return self._list_of(linked, links + 1)
        if abstract is None:
            return None
        if abstract_id not in self._lists:
            shapes = {integer(lvl.get(f"{W}ilvl")): lvl for lvl in abstract.iterchildren(f"{W}lvl")}
            self._lists[abstract_id] = _List(shapes)
        return self._lists[abstract_id]

    def _override(self, num_id: str, level: int) -> Element | None:
        for override in self._nums[num_id].iterchildren(f"{W}lvlOverride"):
            if integer(override.get(f"{W}ilvl"), -1) == level:
                return override
        return None

    def _shape(self, num_id: str, level: int, definition: _List) -> Element:
        own = child(self._override(num_id, level), "lvl")
        return own if own is not None else definition.levels[level]

    def _start(self, num_id: str, level: int, definition: _List) -> int:
        override = value(self._override(num_id, level), "startOverride")
        return integer(override or value(self._shape(num_id, level, definition), "start"), 1)

    def _count(self, num_id: str, level: int, definition: _List) -> None:
        counts = definition.counts
        override = value(self._override(num_id, level), "startOverride")
        restarts = override is not None and (num_id, level) not in self._begun
        self._begun.add((num_id, level))
        if restarts or level not in counts:
            counts[level] = self._start(num_id, level, definition)
        else:
            counts[level] += 1
        for above in range(level):
            if above not in counts and above in definition.levels:
                counts[above] = self._start(num_id, above, definition)
        for below in [n for n in counts if n > level]:
            restart = value(definition.levels.get(below), "lvlRestart")
            if restart is None or integer(restart) > 0 and level < integer(restart):
                del counts[below]

    def _draw(self, num_id: str, level: int, definition: _List, shape: Element) -> str:
        legal = child(shape, "isLgl") is not None

        def figure(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            if at not in definition.levels:
                return ""
            kind = value(self._shape(num_id, at, definition), "numFmt") or "decimal"
            return spelled(definition.counts.get(at, 1), "decimal" if legal else kind)

        return _PLACE.sub(figure, value(shape, "lvlText") or "").strip()


def spelled(count: int, kind: str) -> str:
    """`count` in one of Word's number formats; formats in words or other scripts are given as figures."""
    if kind == "none" or count < 1 and kind != "decimal":
        return ""
    if count > _MOST_SPELLED:
        return str(count)
    if kind in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters if kind == "lowerLetter" else letters.upper()
    if kind in ("lowerRoman", "upperRoman"):
        text = ""
        for size, numeral in _NUMERALS:
            text += numeral * (count // size)
            count %= size
        return text if kind == "lowerRoman" else text.upper()
    return f"{count:02d}" if kind == "decimalZero" else str(count)
