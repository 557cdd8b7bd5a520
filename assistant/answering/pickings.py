"""Which of a report's measures a list means beyond its filters: rated in the report's own words, moved from one rating
to another, better or worse than before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.desk import Desk
from assistant.composition import Source
from assistant.figures.across import worsened
from assistant.figures.rows import Row
from assistant.figures.value import better_than_before
from assistant.question.parse import Question
from assistant.words import Token, cue, load, tokens


@dataclass(frozen=True)
class Picking:
    """The readings picked, in words what picks them, the question's words that say so, and proof beside the rows."""

    ids: frozenset[str]
    words: str
    said: str
    before: tuple[Row, ...] = ()

    def speaks(self, word: Token) -> bool:
        """Whether a word of the question belongs to what picks the rows."""
        return word.stem in {t.stem for t in tokens(self.said)}

    @property
    def proof(self) -> tuple[Source, ...]:
        return tuple(r.source for r in self.before)


def pickings(q: Question, desk: Desk, rows: tuple[Row, ...]) -> Picking | None:
    """What a question's words pick among a report's rows; None where they pick by nothing of the kind."""
    return _moved(q, desk, rows) or _in_words(q, rows) or _better_or_worse(q, desk, rows)


def _in_words(q: Question, rows: tuple[Row, ...]) -> Picking | None:
    """Rows by the rating words that the report prints ("Off track"), the longest first."""
    printed = {r.rating_word.lower(): r.rating_word for r in rows if r.rating_word}
    text, named = q.text.lower(), []
    for word in sorted(printed, key=len, reverse=True):
        if re.search(rf"\b{re.escape(word)}\b", text):
            named.append(word)
            text = re.sub(rf"\b{re.escape(word)}\b", " ", text)
    if not named:
        return None
    said = " or ".join(f"“{printed[w]}”" for w in named)
    ids = frozenset(r.id for r in rows if r.rating_word.lower() in named)
    return Picking(ids, load("lists.yaml")["rated"].format(ratings=said), f"{' '.join(named)} rated marked")


def _moved(q: Question, desk: Desk, rows: tuple[Row, ...]) -> Picking | None:
    """Rows whose rating went from one colour to another since the report before."""
    found = cue("lists_of_moves.yaml", "moved").search(q.text)
    if not found:
        return None
    names = {name: letter for letter, name in load("wording.yaml")["rating"]["names"].items()}
    old, new = names[found.group("old").lower()], names[found.group("new").lower()]
    before = {r.id: b for r in rows if r.rag == new and (b := _before(desk, r)) is not None and b.rag == old}
    words = load("lists_of_moves.yaml")["words"]["moved"].format(old=found.group("old"), new=found.group("new"))
    return Picking(frozenset(before), words, found.group(), tuple(before.values()))


def _before(desk: Desk, row: Row) -> Row | None:
    """The reading of the same measure in the report before."""
    earlier = [r for r in desk.all_rows(row.measure_id) if r.when < row.when and r.stated and _area(r) == _area(row)]
    return max(earlier, key=lambda r: r.when, default=None)


def _area(row: Row) -> str:
    return (row.area or row.body).lower()


def _better_or_worse(q: Question, desk: Desk, rows: tuple[Row, ...]) -> Picking | None:
    """Rows that are better or worse than the year before where the report prints that, else than the reading before."""
    for way in ("worse", "better"):
        found = cue("lists_of_moves.yaml", way).search(q.text)
        if not found:
            continue
        ids = frozenset(r.id for r in rows if _way(desk, r) == way)
        return Picking(ids, load("lists_of_moves.yaml")["words"][way], found.group())
    return None


def _way(desk: Desk, row: Row) -> str:
    if row.target_role == "previous_year" and row.comparable:
        better = better_than_before(row.direction, row.actual, row.target)
    else:
        better = worsened(desk.store, row)
        better = None if better is None else not better
    return "" if better is None else "better" if better else "worse"
