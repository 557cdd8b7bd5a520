"""The marks that stand before or after text: bullets, printed numbers, footnote marks.

Shared by the readers, so that the same mark means the same in every format.
"""

from __future__ import annotations

import re

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_SUPER = str.maketrans("0123456789", SUPERSCRIPTS)
_FROM_SUPER = str.maketrans(SUPERSCRIPTS, "0123456789")
# A single letter as the raised character that readers write it as, and back.
TO_RAISED = dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
RAISED_LETTERS = {raised: letter for letter, raised in TO_RAISED.items()}

BULLETS = "-–—•*▪●○◦‣·⁃■□➢►✓❖\uf0b7\uf0a7\uf0d8\uf0fc"
_BULLET = re.compile(rf"^[ \t\u00a0]*([{BULLETS}])[ \t\u00a0]+(?=\S)")
_LETTER_BULLET = re.compile(r"^[ \t\u00a0]*(o)(?:\t|[ \u00a0]{2,})(?=\S)")
_BODY = r"(?=[A-Z£€$'\"‘“\[(*\d])"
_NUMBER = re.compile(
    rf"^[ \t\u00a0]*(?:(\d{{1,3}}(?:\.\d{{1,3}}){{0,4}})"
    rf"(?:[.)](?:[ \t\u00a0]+|(?=[A-Z])){_BODY}|\t[ \t]*{_BODY})"
    rf"|(\d{{1,3}}(?:\.\d{{1,3}}){{1,4}})[ \u00a0]+{_BODY})"
)
_LETTERED = re.compile(r"^[ \t\u00a0]*(\([a-z]{1,4}\)|(?:[a-z]|[ivx]{2,4})[.)])[ \t\u00a0]+(?=\S)")
_FOOTNOTE = re.compile(rf"^[ \t\u00a0]*([{SUPERSCRIPTS}]{{1,3}})[ \t\u00a0]*(?=\S)")
_AREA_UNIT = re.compile(r"(?:^|[\s\d(])(?:mm|cm|dm|m|km|ft|mi)$")


def to_superscript(digits: str) -> str:
    """ "10" as "¹⁰"."""
    return digits.translate(_TO_SUPER)


def from_superscript(mark: str) -> str:
    """ "¹⁰" as "10"."""
    return mark.translate(_FROM_SUPER)


def with_mark(before: str, digits: str) -> str:
    """`before` with a raised number after it, parted by one space so that it can never join a figure.

    A square or cubic unit ("12 km²") keeps its exponent. Marks that follow one another stay together.
    """
    raised = to_superscript(digits)
    if not before or before[-1].isspace() or before[-1] in SUPERSCRIPTS:
        return before + raised
    if digits in ("2", "3") and _AREA_UNIT.search(before[-4:]):
        return before + raised
    return f"{before} {raised}"


def take_bullet(text: str) -> tuple[str | None, str]:
    """The bullet that `text` begins with, and the rest; (None, text) where there is none."""
    found = _BULLET.match(text) or _LETTER_BULLET.match(text)
    return (found.group(1), text[found.end() :]) if found else (None, text)


def take_number(text: str) -> tuple[str | None, str]:
    """The paragraph number ("12", "4.2") that `text` begins with, and the rest.

    A number counts only with its stop, bracket or tab, or as several levels, and before a word that can open
    a sentence: "30 officers" and "4.2 per cent" are text.
    """
    found = _NUMBER.match(text)
    return (found.group(1) or found.group(2), text[found.end() :]) if found else (None, text)


def take_letter(text: str) -> tuple[str | None, str]:
    """The letter or small roman number ("(a)", "iv.") that `text` begins with, and the rest."""
    found = _LETTERED.match(text)
    return (found.group(1), text[found.end() :]) if found else (None, text)


def take_footnote(text: str) -> tuple[str | None, str]:
    """The number of the footnote that `text` begins with ("² Previous year…" gives "2"), and the rest."""
    found = _FOOTNOTE.match(text)
    return (from_superscript(found.group(1)), text[found.end() :]) if found else (None, text)


# Characters that are never seen: a soft hyphen that breaks no line, joiners, marks of byte order.
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u2060\ufeff]")
# A space that cannot break, within a figure ("1 234"): it parts thousands, where a plain space might part two figures.
_GROUPING = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")


def fold(text: str) -> str:
    """`text` with each run of white space as one space, none at either end, and nothing unseen in it.

    A space that groups a figure's digits stays what it is, so that the figure stays one.
    """
    if text.isascii():
        return " ".join(text.split())
    kept = _GROUPING.sub("\ue000", _UNSEEN.sub("", text))
    return " ".join(kept.split()).replace("\ue000", "\u202f")


_GLUED = re.compile(rf"(?<=[^\s{SUPERSCRIPTS}])(?=[{SUPERSCRIPTS}])")


def part_marks(text: str) -> str:
    """`text` with each raised number typed as such ("276²") parted from what it follows by one space."""

    def part(found: re.Match[str]) -> str:
        return "" if _AREA_UNIT.search(text[max(0, found.start() - 4) : found.start()]) else " "

    return _GLUED.sub(part, text)
