"""Lines joined into text. A hyphen at a line's end is settled by the document's own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.readers.pdf.lines import Line, words_text

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010\u2011][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$")
_GROUPED = re.compile(r"[(]?[£$€]?[-−–+]?[£$€]?\d{1,3}(?:,\d{3})*(?:\.\d+)?(?:%|m|bn|k)?[)]?\*?")
_STARTS = re.compile(r"[^\W\d_]+")
_SHORT_WORDS = frozenset(
    ("a", "am", "an", "as", "at", "be", "by", "do", "go", "he", "i", "if", "in", "is", "it", "me", "my", "no", "of")
    + ("on", "or", "pm", "so", "to", "up", "us", "vs", "we", "m", "s", "g", "r")
)
_HYPHENATES = 0.03  # a document that breaks words by itself does so in more of its lines than this
_LONG = 3  # a half longer than this that is a word by itself speaks for a compound


def is_broken(above: Line, below: Line, width: float) -> bool:
    """Whether a cell's line may end in the middle of a word: it is full, so that no letter more would fit."""
    last = above.words[-1]
    if above.open_end or last.mark or below.words[0].mark:
        return False
    letter = (last.x1 - last.x0) / len(last.text)
    return above.x1 - above.x0 + letter > width - 0.5


def is_split_figure(first: str, second: str) -> bool:
    """Whether two pieces are one figure beyond doubt: together well grouped, and the first alone is not."""
    whole = first + second
    return bool(_GROUPED.fullmatch(whole)) and "," in whole and not _GROUPED.fullmatch(first)


def is_doubtful_break(above: Line, below: Line, width: float) -> bool:
    """Whether a break may run through a figure without the pieces telling."""
    first, second = above.words[-1].text, below.words[0].text
    if not (is_broken(above, below, width) and first[-1:] in "0123456789.," and second[:1] in "0123456789.,%"):
        return False
    alone = len(above.words) == 1 or not (_GROUPED.fullmatch(first) or first.isdigit())
    return alone and any(char.isdigit() for char in first) and not is_split_figure(first, second)


@dataclass
class Joiner:
    """Joins lines with what the document shows of its own spelling. `guesses` records each hyphen settled
    without the word being seen elsewhere, as (page, text)."""

    words: Counter[str] = field(default_factory=Counter)
    compounds: Counter[str] = field(default_factory=Counter)
    guesses: list[tuple[int, str]] = field(default_factory=list)
    lines: int = 0
    broken: int = 0
    _told: set[tuple[int, str]] = field(default_factory=set)

    def learn(self, lines: Iterable[Line], narrow: bool = False) -> None:
        """Takes in the words of `lines`, but for the halves of words broken at a line's end.

        In a narrow cell words may be broken without a hyphen, so the first and last of its lines' words are left
        out where another line stands next to them.
        """
        texts = [line.text for line in lines]
        for at, text in enumerate(texts):
            self.lines += 1
            if narrow:
                words = text.split()
                text = " ".join(words[(at > 0) : len(words) - (at < len(texts) - 1)])
            if _BROKEN.search(text):
                self.broken += 1
                text = text.rpartition(" ")[0]
            for found in _WORD.finditer(text.lower()):
                word = found.group().replace("\u2010", "-").replace("\u2011", "-")
                if "-" in word:
                    self.compounds[word] += 1
                    self.words.update(word.split("-"))
                else:
                    self.words[word] += 1

    def join(self, lines: Sequence[Line], width: float = 0.0) -> str:
        """One text from lines in order. `width`, in points, is what a cell's lines have, 0 where it is not known:
        a word or figure too long for its cell is broken without a hyphen, and is put together again."""
        text = ""
        above: Line | None = None
        for line in lines:
            more = words_text(line.words)
            if above and width and is_broken(above, line, width) and self._is_one(text, more):
                text += more
            else:
                text = self._add(text, more, line.page) if text else more
            above = line
        return text.replace("\u00ad", "")

    def _is_one(self, text: str, more: str) -> bool:
        """Whether the two halves of a break without a hyphen are one figure or one word beyond doubt."""
        first, second = text.rsplit(maxsplit=1)[-1], more.split(maxsplit=1)[0]
        if is_split_figure(first, second):
            return True
        one, two = first.casefold().lstrip("(“‘'"), second.casefold().rstrip(".,;:)*’”'")
        if not one:
            return first[-1:] in "(“‘"
        if len(two) < 3 and two.isalpha() and one.isalpha() and two not in _SHORT_WORDS:
            return True
        return bool(self.words[one + two]) and not (self.words[one] and self.words[two])

    def _add(self, text: str, more: str, page: int) -> str:
        broken = _BROKEN.search(text)
        if broken and text.endswith("\u00ad"):
            return text[:-1] + more
        if re.search(r"\w[-\u2010\u2011]$", text):
            start = _STARTS.match(more)
            if not broken or not start or start.group()[0].isupper():
                return text + more  # "2012-" / "13", "Anti-" / "Social"
            return (text if self._is_compound(broken.group(1), start.group(), page) else text[:-1]) + more
        if re.search(r"\d[–—]$", text) and more[:1].isdigit():
            return text + more
        if re.search(r"(?:https?://|www\.)\S*[/.=&?_-]$", text):
            return text + more
        return text + more if text[-1] in "([“‘" else f"{text} {more}"

    def _is_compound(self, first: str, second: str, page: int) -> bool:
        one, two = first.lower(), second.lower()
        joined, apart = self.words[one + two], self.compounds[f"{one}-{two}"]
        if joined or apart:
            return apart > joined
        known = len(one) > _LONG and len(two) > _LONG and bool(self.words[one]) and bool(self.words[two])
        keep = known or self.broken < _HYPHENATES * self.lines
        told = (page, f"{first}-/{second}")
        if told not in self._told:
            self._told.add(told)
            shown = f"{first}-{second}" if keep else first + second
            self.guesses.append((page, f"A line breaks at “{first}-”/“{second}”; read as “{shown}”."))
        return keep
