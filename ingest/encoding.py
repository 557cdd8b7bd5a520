"""Bytes to text, where the encoding can be told; a refusal where it cannot.

In order: a byte order mark, UTF-8, then Windows-1252 (what British offices' older tools write) if the result
looks like text. Nothing is replaced or dropped: a letter lost in a name or a pound sign turned into another
character would make a quote that is not verbatim.
"""

from __future__ import annotations

import codecs
import re

from store.errors import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_USUAL = re.compile(
    r"[A-Za-z0-9\s.,;:!?'\"()\-/%&£‘’“”–—•…·°½¼¾€²³¹àâäçéèêëîïôöùûüñÀÂÄÇÉÈÊËÎÏÔÖÙÛÜÑß§©®+*=<>@#_\[\]{}|\\~^$]"
)
UNKNOWN = "The encoding of its text is unknown (not UTF-8, UTF-16 or Windows-1252); save it as UTF-8."
BINARY = "It is not text and not a document of a kind that is read here; save it as .docx, .pdf, .xlsx or .txt."


def decode(content: bytes) -> tuple[str, str]:
    """The text of `content` and the name of its encoding.

    Raises `UnreadableFile` where the bytes are not text, or are text in an encoding that cannot be told.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return _checked(content.decode(encoding)).removeprefix("\ufeff"), encoding
            except UnicodeDecodeError:
                raise UnreadableFile(UNKNOWN) from None
    if b"\x00" in content[:4096]:
        raise UnreadableFile(BINARY)
    try:
        return _checked(content.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        return _decode_windows(content), "cp1252"


def _decode_windows(content: bytes) -> str:
    mended = content.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    if sum(ord(c) > 127 for c in mended) - broken > broken:
        raise UnreadableFile(f"It is UTF-8 text with {broken} broken characters; save it again and try that.")
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        _checked(content.decode("latin-1"))
        raise UnreadableFile(UNKNOWN) from None
    sample = _checked(text)[:200_000]
    high = [c for c in sample if ord(c) > 127]
    usual_high = sum(bool(_USUAL.match(c)) for c in high)
    plain = sum(bool(_USUAL.match(c)) for c in sample) / max(1, len(sample))
    if _CONTROL.search(sample) or plain < 0.97 or usual_high < 0.8 * len(high) or len(high) > 0.1 * len(sample):
        raise UnreadableFile(UNKNOWN)
    return text


def _checked(text: str) -> str:
    """`text`, unless control characters show that it is not text at all."""
    if len(_CONTROL.findall(text[:200_000])) > len(text[:200_000]) / 1000:
        raise UnreadableFile(BINARY)
    return text
