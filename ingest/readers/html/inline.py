"""The text inside HTML elements, and what is not shown at all."""

from __future__ import annotations

import re
from typing import Any

from ingest.readers.marks import TO_RAISED, fold, part_marks, with_mark

NOT_SHOWN = {
    "script", "style", "noscript", "template", "head", "nav", "svg", "iframe", "object", "embed", "button",
    "select", "input", "textarea", "canvas", "audio", "video", "map", "link", "meta",
}  # fmt: skip
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NUMBERS = re.compile(r"^\s*[\[(]?\s*(\d{1,3})\s*[\])]?\s*$")
_BACK = re.compile(r"[\s\u00a0]*[↩⏎↑^]\ufe0e?[\s\u00a0]*$")


def tag(element: Any) -> str:
    """The element's tag in lower case; "" for comments and processing instructions."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def hidden(element: Any) -> bool:
    """Whether an element is not shown, by its kind, its attributes or its own style."""
    if not isinstance(element.tag, str) or tag(element) in NOT_SHOWN or element.get("hidden") is not None:
        return True
    return element.get("aria-hidden") == "true" or bool(_HIDING.search(element.get("style") or ""))


def inline_text(element: Any) -> str:
    """The text of an element as shown, white space folded, raised numbers as footnote marks."""
    return shown(raw_text(element))


def shown(raw: str) -> str:
    """Raw text as shown: white space folded, marks parted from figures, a note's link back to its mark dropped."""
    return part_marks(fold(_BACK.sub("", raw)))


def raw_text(element: Any, before: str = "") -> str:
    """The text of an element after `before`, with a line feed for each line break."""
    text = before + (element.text or "")
    for piece in element:
        if not hidden(piece):
            text = piece_text(piece, text)
        text += piece.tail or ""
    return text


def piece_text(piece: Any, text: str) -> str:
    """`text` with the text of one inline element after it."""
    if tag(piece) == "br":
        return text + "\n"
    if tag(piece) == "sup" or "vertical-align:super" in (piece.get("style") or "").replace(" ", "").lower():
        words = "".join(piece.itertext())
        if words.strip() in TO_RAISED:
            return f"{text.rstrip()} {TO_RAISED[words.strip()]}"
        parts = [_NUMBERS.match(part) for part in words.split(",")]
        if words.strip() and all(parts):
            for at, part in enumerate(parts):
                text = with_mark(text if at == 0 else f"{text} ", part.group(1) if part else "")
            return text
    if tag(piece) in ("p", "div", "li", "tr", "td", "th", "dd", "dt"):
        return f"{raw_text(piece, text + ' ')} "
    return raw_text(piece, text)
