"""What a style says, through the styles it is based on: outline level, weight, size, raised text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.readers.docx.xml import Element, W, child, integer, is_on, value

_HEADING = re.compile(r"^heading\s+([1-9])$", re.IGNORECASE)
_CONTENTS = re.compile(r"^(toc\s+\d|toc heading|table of figures|table of authorities)$", re.IGNORECASE)
_WORD_DEFAULT_HALF_POINTS = 20
_BODY_TEXT = 9


class Styles:
    """The style sheet of one document. Unknown ids read as no style at all."""

    def __init__(self, root: Element | None) -> None:
        self._by_id: dict[str, Element] = {}
        self._default: dict[str, str] = {}
        self.default_run = None if root is None else child(root, "docDefaults", "rPrDefault", "rPr")
        for style in root.iterchildren(f"{W}style") if root is not None else ():
            identity = style.get(f"{W}styleId")
            if identity:
                self._by_id[identity] = style
                if is_default(style):
                    self._default[style.get(f"{W}type") or ""] = identity

    def chain(self, identity: str | None, kind: str = "paragraph") -> Iterator[Element]:
        """The style and those that it is based on, nearest first; the default where `identity` is None."""
        seen: set[str] = set()
        at = identity if identity in self._by_id else self._default.get(kind)
        while at and at in self._by_id and at not in seen:
            seen.add(at)
            yield self._by_id[at]
            at = value(self._by_id[at], "basedOn")

    def name(self, identity: str | None) -> str:
        """The name of a paragraph's style in English ("heading 1"), whatever its id is called."""
        style = self._by_id.get(identity or "")
        return (value(style, "name") or "") if style is not None else ""

    def heading_level(self, paragraph: Element) -> int | None:
        """The level of a paragraph that is a heading by its style or its outline level, or None."""
        own = value(paragraph, "pPr", "outlineLvl")
        if own is not None:
            return integer(own) + 1 if integer(own, _BODY_TEXT) < _BODY_TEXT else None
        for style in self.chain(value(paragraph, "pPr", "pStyle")):
            name = value(style, "name") or ""
            named = _HEADING.match(name)
            outline = value(style, "pPr", "outlineLvl")
            if outline is not None and integer(outline, _BODY_TEXT) < _BODY_TEXT:
                return integer(outline) + 1
            if named:
                return int(named.group(1))
            if name.lower() == "title":
                return 1
            if outline is not None:
                return None
        return None

    def is_contents(self, paragraph: Element) -> bool:
        """Whether the paragraph is a line of a table of contents."""
        return bool(_CONTENTS.match(self.name(value(paragraph, "pPr", "pStyle"))))

    def is_bold(self, run: Element, paragraph: Element) -> bool:
        """Whether a run is bold by itself, by its character style or by its paragraph's style."""
        own = is_on(run, "rPr", "b")
        if own is not None:
            return own
        for style in self._of_run(run, paragraph):
            on = is_on(style, "rPr", "b")
            if on is not None:
                return on
        return bool(is_on(self.default_run, "b"))

    def half_points(self, run: Element, paragraph: Element) -> int:
        """The size of a run in half points."""
        for source in (run, *self._of_run(run, paragraph)):
            size = value(source, "rPr", "sz")
            if size is not None:
                return integer(size, _WORD_DEFAULT_HALF_POINTS)
        return integer(value(self.default_run, "sz"), _WORD_DEFAULT_HALF_POINTS)

    def is_raised(self, run: Element) -> bool:
        """Whether a run is set as superscript, by itself, by its style, or by being raised by hand."""
        position = value(run, "rPr", "position")
        if position is not None and integer(position) >= 3:
            return True
        own = value(run, "rPr", "vertAlign")
        if own is not None:
            return own == "superscript"
        identity = value(run, "rPr", "rStyle")
        if identity is None:
            return False
        return next((v for s in self.chain(identity, "") if (v := value(s, "rPr", "vertAlign"))), "") == "superscript"

    def _of_run(self, run: Element, paragraph: Element) -> Iterator[Element]:
        identity = value(run, "rPr", "rStyle")
        if identity is not None:
            yield from self.chain(identity, "")
        yield from self.chain(value(paragraph, "pPr", "pStyle"))


def is_default(style: Element) -> bool:
    """Whether a style stands for paragraphs (or characters, tables) that name none."""
    return (style.get(f"{W}default") or "0").lower() in ("1", "true", "on")
