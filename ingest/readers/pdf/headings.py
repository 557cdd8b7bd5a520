"""Which blocks are headings, and of which level, by the document's own type and its bookmarks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.readers.marks import fold
from ingest.readers.pdf.paragraphs import Draft
from ingest.readers.text.headings import label_level

_MOST_LINES = 4
_MOST_CHARACTERS = 220
_LONGEST_LABEL = 110  # "Appendix B – …" in plain type
_SENTENCE = re.compile(r"[.;,]$|\.\s+[A-Z].*\.")
_KEY = re.compile(r"[^a-z0-9]+")
Style = tuple[float, bool, bool, bool]


def body_size(drafts: Sequence[Draft]) -> float:
    """The font size that most of the text is set in, in points."""
    sizes: Counter[float] = Counter()
    for draft in drafts:
        for line in draft.lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 11.0


def mark_headings(drafts: Sequence[Draft], outline: Sequence[tuple[int, str, int | None]]) -> None:
    """Sets `level` (from 1) on the drafts that are headings and leaves it 0 on all others."""
    body = body_size(drafts)
    titles = {_key(title): level for level, title, _ in outline}
    found: list[tuple[Draft, Style]] = []
    for draft in drafts:
        style = _style(draft, body)
        if style and _reads_as_heading(draft):
            found.append((draft, style))
    ranks = {style: rank for rank, style in enumerate(sorted({s for _, s in found}, reverse=True), start=1)}
    for draft, style in found:
        text = fold(" ".join(line.text for line in draft.lines))
        draft.level = titles.get(_key(text)) or ranks[style]


def _key(text: str) -> str:
    return _KEY.sub("", text.casefold())


def _style(draft: Draft, body: float) -> Style | None:
    """What sets the block off from plain text: (size, capitals, bold, underlined); None where nothing does."""
    text = " ".join(line.text for line in draft.lines)
    letters = [char for char in text if char.isalpha()]
    capitals = len(letters) > 3 and all(char.isupper() for char in letters)
    large = draft.size > 1.06 * body
    labelled = len(text) <= _LONGEST_LABEL and label_level(text) is not None
    if not (large or draft.bold or draft.underlined or capitals or labelled):
        return None
    if draft.size < 0.95 * body and not draft.bold:
        return None
    return round(draft.size * 2) / 2, capitals, draft.bold, draft.underlined


def _reads_as_heading(draft: Draft) -> bool:
    if draft.kind in ("bullet", "footnote") or len(draft.lines) > _MOST_LINES:
        return False
    text = fold(" ".join(line.text for line in draft.body_lines()))
    if not text or len(text) > _MOST_CHARACTERS or not any(char.isalpha() for char in text):
        return False
    return not _SENTENCE.search(text)
