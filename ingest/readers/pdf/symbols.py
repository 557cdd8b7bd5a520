"""The signs of fonts that draw signs instead of letters (Wingdings, ZapfDingbats, Symbol)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ingest.language.data import policy


def sign_of(font: Any, cid: int, text: str) -> str | None:
    """The sign that a character of such a font draws, or None where it is a letter or not known.

    The code is the character's own, where the font has one byte for each, or that of its place in private use.
    """
    signs = _signs(str(font.fontname).lower())
    if not signs:
        return None
    private = len(text) == 1 and 0xF000 <= ord(text) <= 0xF0FF
    code = ord(text) & 0xFF if private else None if font.is_multibyte() else cid
    return signs.get(code) if code is not None else None


@cache
def _signs(name: str) -> dict[int, str]:
    for font in policy("symbols")["fonts"]:
        if re.search(font["name"], name):
            return {code: str(sign) for sign, codes in font["signs"].items() for code in codes}
    return {}
