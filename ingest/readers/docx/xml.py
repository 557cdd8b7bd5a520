"""Short names for WordprocessingML elements and attributes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_OFF = {"0", "false", "off", "none"}
_TRANSPARENT = {
    f"{W}sdt",
    f"{W}customXml",
    f"{W}smartTag",
    f"{W}ins",
    f"{W}moveTo",
    f"{W}hyperlink",
    f"{W}fldSimple",
}

Element = Any
"""An lxml element; python-docx's classes are not typed."""


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along `path`, given as tags without their prefix."""
    for tag in path:
        if element is None:
            return None
        element = element.find(W + tag)
    return element


def value(element: Element | None, *path: str) -> str | None:
    """The `w:val` of the element along `path`, or None."""
    found = child(element, *path)
    return None if found is None else found.get(f"{W}val")


def is_on(element: Element | None, *path: str) -> bool | None:
    """A switch such as `w:b`: None where it is absent, else whether it is on."""
    found = child(element, *path)
    return None if found is None else (found.get(f"{W}val") or "1").lower() not in _OFF


def integer(text: str | None, otherwise: int = 0) -> int:
    """`text` as a whole number; Word measures are sometimes written with a decimal point."""
    try:
        return otherwise if text is None else int(float(text))
    except ValueError:
        return otherwise


def flow(parent: Element) -> Iterator[Element]:
    """The children of `parent` as read: wrappers (content controls, insertions) opened, choices made.

    Of alternative renderings of one thing only the first is read, so that a text box is not read twice.
    """
    for element in parent:
        if element.tag == f"{W}sdt":
            content = element.find(f"{W}sdtContent")
            if content is not None:
                yield from flow(content)
        elif element.tag in _TRANSPARENT:
            yield from flow(element)
        elif element.tag == f"{_MC}AlternateContent":
            choice = element.find(f"{_MC}Choice")
            chosen = choice if choice is not None else element.find(f"{_MC}Fallback")
            if chosen is not None:
                yield from flow(chosen)
        elif isinstance(element.tag, str):
            yield element
