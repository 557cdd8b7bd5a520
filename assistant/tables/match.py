"""Which row and which column a question names; nothing where either is not clear.

Weights are those of rare words (TF-IDF) over row labels and column headings, as measured for figure look-up
without a model. All distinctive words of the question must be covered by the row, the column, the caption, the
section or the report's own name: a word that nothing covers means that something else is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.question.parse import Question
from assistant.tables.index import Cell, TableRow, Tables, plain, stems_of
from assistant.words import generic_stems, load, stem
from ingest.language.dates import quarter_dates, year_before
from ingest.language.periods import find_periods, quarter_of


@dataclass(frozen=True)
class Found:
    """A row with the cells asked for: one, or all of them where the question names no column."""

    row: TableRow
    cells: tuple[Cell, ...]
    score: float


def asked_words(q: Question) -> frozenset[str]:
    """The stems (and concepts) of a question, its periods and names of forces apart."""
    return stems_of(q.tokens) | frozenset(f"concept:{h.concept.id}" for h in q.concepts)


def match(q: Question, held: Tables, items: dict[str, frozenset[str]]) -> list[Found]:
    """The rows that a question names, best first. `items`: ids of reports that may answer, with their own words."""
    asked = asked_words(q)
    near = {n for word in asked for n in held.by_stem.get(word, ())}
    near |= {n for n, row in enumerate(held.rows) if row.total} if asks_total(q) else set()
    found = [f for n in near if held.rows[n].item_id in items
             and (f := _judge(q, held.rows[n], asked, held, items[held.rows[n].item_id])) is not None]
    return sorted(found, key=lambda f: -f.score)


def row_named(asked: frozenset[str], held: Tables, besides: frozenset[str]) -> bool:
    """Whether a question names the whole label of a data row, by words that are not `besides` (those of a measure)."""
    near = {n for word in asked - besides for n in held.by_stem.get(word, ())}
    return any(held.rows[n].kind == "data" and not held.rows[n].total and plain(held.rows[n].words) <= asked
               for n in near)


def asks_total(q: Question) -> bool:
    return re.search(load("tables.yaml")["asks_total"], q.text.lower()) is not None


def _judge(q: Question, row: TableRow, asked: frozenset[str], held: Tables, own: frozenset[str]) -> Found | None:
    limits = load("tables.yaml")["limits"]
    total = row.total
    if total and not asks_total(q):
        return None
    whole = frozenset(w for w in plain(row.words) if w in asked) | _by_concept(row, asked)
    share = max((held.weigh(whole & part) / held.weigh(plain(part)) for part in (row.words, *row.parts)
                 if plain(part)), default=0.0)
    if total:
        share = max(share, limits["row"])
    if share < limits["row"]:
        return None
    cells = columns(q, row, asked)
    if not cells:
        return None
    covered = row.words | row.context | own | frozenset().union(*(c.words for c in cells))
    missing = uncovered(q, asked, covered)
    if missing or (total and not asked & (row.context | cells[0].words)):
        return None
    column = frozenset().union(*(c.words for c in cells)) if len(cells) == 1 else frozenset()
    score = (held.weigh(plain(asked) & row.words) * (0.5 + share / 2) + held.weigh(plain(asked) & (column - row.words))
             + 0.6 * held.weigh(plain(asked) & (row.context - row.words - column)))
    return Found(row, cells, score)


def _by_concept(row: TableRow, asked: frozenset[str]) -> frozenset[str]:
    """The whole label, where it is nothing but a concept that the question names in other words."""
    return plain(row.words) if asked & row.is_concept else frozenset()


def uncovered(q: Question, asked: frozenset[str], covered: frozenset[str]) -> set[str]:
    """The question's distinctive words that nothing speaks of; one that belongs to a covered concept is covered."""
    allowed = {stem(w) for w in load("tables.yaml")["allowed"]} | set(load("tables.yaml")["allowed"])
    spoken = {t.stem for h in q.concepts if f"concept:{h.concept.id}" in covered
              for t in q.tokens[h.first:h.last]}
    return {w for w in plain(asked) if w not in covered and w not in spoken and w not in allowed
            and w not in generic_stems() and not w.isdigit() and not re.fullmatch(r"q[1-4]", w)}


def columns(q: Question, row: TableRow, asked: frozenset[str]) -> tuple[Cell, ...]:
    """The columns asked for: the one that the question's words single out, else all; none where that is not told."""
    cells = [c for c in row.cells if c.heading]
    if not cells or len(cells) < len(row.cells):
        return ()
    if first := _by_cue(q, cells, (), first=True):
        return tuple(first)
    if earlier := year_before_cell(q, row):
        return (earlier,)
    by_name = _by_heading(cells, asked - row.words)
    by_cue = _by_cue(q, cells, by_name)
    chosen = by_cue if len(by_cue) == 1 else by_name
    dated = [c for c in chosen or cells if _is_of(q, c)]
    if len(dated) == 1:
        return tuple(dated)
    if len(chosen) == 1:
        return tuple(chosen)
    if row.kind == "measures":      # its reading is not among these cells, so that they are no whole row
        return ()
    if len(cells) == 1:
        return tuple(cells)
    return () if by_name and len(by_name) < len(cells) else tuple(cells)


def year_before_cell(q: Question, row: TableRow) -> Cell | None:
    """The column of the year before, where the question asks for it and a row of two dated columns prints it."""
    if not (q.periods.relative == "year_ago" or q.periods.year_before) or row.kind != "data":
        return None
    spans = {c.col: _span(c) for c in row.cells}
    fits = [c for c in row.cells if any(s and year_before(*s) == spans[c.col] for s in spans.values())]
    return fits[0] if len(fits) == 1 else None


def _span(cell: Cell) -> tuple[date, date] | None:
    if not (cell.period_start and cell.period_end):
        return None
    return date.fromisoformat(cell.period_start), date.fromisoformat(cell.period_end)


def _by_heading(cells: Sequence[Cell], asked: frozenset[str]) -> list[Cell]:
    """The columns whose headings share most with the question, judged by the words that not all of them have."""
    common = frozenset.intersection(*(c.words for c in cells)) if len(cells) > 1 else frozenset()
    scores = {c.col: _share(plain(c.words - common), plain(asked)) for c in cells}
    best = max(scores.values())
    return [c for c in cells if scores[c.col] == best] if best > 0 else []


def _share(words: frozenset[str], asked: frozenset[str]) -> float:
    """How many words of a heading the question has; among equals the fuller heading's share decides."""
    common = len(words & asked)
    return common + common / len(words) / 10 if common else 0


def _by_cue(q: Question, cells: Sequence[Cell], named: Sequence[Cell], *, first: bool = False) -> list[Cell]:
    """The column that the question calls by other words, for the first such words that single one out.

    `first`: only words that outweigh a heading's own ("Is the budget overspent?" asks for no budget).
    """
    if len(named) == 1:
        return []
    for entry in load("tables.yaml")["columns"]:
        if first and not entry.get("first"):
            continue
        if re.search(entry["asked"], q.text.lower()):
            fits = [c for c in (named or cells) if re.search(entry["heading"], c.heading.lower())]
            if len(fits) == 1:
                return fits
    return []


def _is_of(q: Question, cell: Cell) -> bool:
    """Whether a column is headed by the period asked for; its quarter may be named without the year."""
    return any(m.start and m.end and (m.start.isoformat(), m.end.isoformat()) == (cell.period_start, cell.period_end)
               for m in q.periods.named) or headed_by(q, cell.heading) is not None


def headed_by(q: Question, heading: str) -> date | None:
    """The first day of the quarter asked for, where a heading names that quarter and no year."""
    said = re.search(r"\b(?:q|quarter )([1-4])\b", heading.lower())
    mention = q.periods.named[0] if len(q.periods.named) == 1 else None
    if said is None or mention is None or mention.start is None or any(m.start for m in find_periods(heading)):
        return None
    year, quarter = quarter_of(mention.start)
    exact = quarter == int(said.group(1)) and (mention.start, mention.end) == quarter_dates(year, quarter)
    return mention.start if exact else None
