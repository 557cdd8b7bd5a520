"""Headings of Word documents whose author made them by hand: bold or larger lines in the body style."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.readers.docx.text import ParagraphText
from ingest.readers.text.headings import label_level, looks_like_title


@dataclass(frozen=True)
class Look:
    """What sets headings apart in one document: the size of its body text, whether it has styled headings."""

    body_half_points: int | None
    styled: bool


def look_of(paragraphs: Iterable[tuple[ParagraphText, int | None]]) -> Look:
    """The look of a document, from its paragraphs outside tables with their heading levels by style."""
    sizes: Counter[int] = Counter()
    styled = 0
    for paragraph, level in paragraphs:
        styled += level is not None and bool(paragraph.text)
        if level is None:
            sizes.update(paragraph.sizes)
    return Look(sizes.most_common(1)[0][0] if sizes else None, styled > 1)


def drawn_level(paragraph: ParagraphText, look: Look) -> int | None:
    """0 for a heading by bold or size, the level of a heading that names itself, None for other lines."""
    if not paragraph.text:
        return None
    labelled = label_level(paragraph.text)
    if labelled is not None and (paragraph.all_bold or not look.styled):
        return labelled
    if not looks_like_title(paragraph.text):
        return None
    larger = (
        look.body_half_points is not None and paragraph.size is not None and paragraph.size >= look.body_half_points + 2
    )
    return 0 if paragraph.all_bold or larger else None
