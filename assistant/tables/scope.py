"""Whether a cell is of the force and of the time that a question asks about."""

from __future__ import annotations

import re
from datetime import date

from assistant.held import HeldItem
from assistant.question.forces import held_forces, names_one
from assistant.question.parse import Question
from assistant.tables.match import Found, headed_by, year_before_cell
from assistant.words import load
from ingest.language.dates import financial_year_of
from ingest.language.periods import find_periods


def of_body(item: HeldItem, q: Question) -> bool:
    """Whether a report speaks for the force that the question names, or it names none."""
    forces = held_forces(q.bodies)
    return not forces or names_one(f"{item.body} {item.area} {item.title}", forces)


def in_time(found: Found, q: Question, item: HeldItem) -> bool:
    """Whether a cell is of the time asked for: its own period, else its report's. Nothing asked: any."""
    if q.periods.relative in ("previous", "next", "year_ago"):
        return found.cells[0] == year_before_cell(q, found.row)
    asked = [(m.start.isoformat(), m.end.isoformat()) for m in q.periods.named if m.start and m.end]
    if not asked:
        return True
    if len(found.cells) == 1 and _headed(found.cells[0].heading, q, item):
        return True
    own = {(c.period_start, c.period_end) for c in found.cells}
    if own != {(None, None)}:
        years = all(a and b and a[5:] == "04-01" and b[5:] == "03-31" for a, b in own)
        around = all((a or "") <= s and e <= (b or "") for a, b in own for s, e in asked)
        if years and around and _reported(item, asked):
            return True      # the year's budget as the report on that quarter prints it; its own period is said
        return any(span in own for span in asked) or any(
            s <= (a or "") and (b or "") <= e and len(found.cells) == 1 and a == b for s, e in asked for a, b in own)
    return _titled(found, q) or _reported(item, asked) or _forecast_at(q, item, asked)


def _titled(found: Found, q: Question) -> bool:
    """Whether a table's caption or section dates it to the time asked for ("Workforce at 31 December 2024")."""
    dated = [m for m in find_periods(f"{found.row.caption} {found.row.locator}") if m.start and m.end]
    return any(m.end == a.end and (m.start == a.start or m.start == m.end and a.kind in ("date", "month"))
               for m in dated for a in q.periods.named)


def _reported(item: HeldItem, asked: list[tuple[str, str]]) -> bool:
    """Whether a report is the one on a period asked for."""
    return any((item.period_start, item.period_end) == span or start == end == item.period_end
               for span in asked for start, end in [span])


def _forecast_at(q: Question, item: HeldItem, asked: list[tuple[str, str]]) -> bool:
    """Whether a forecast is asked for as it stood in the month in which a report went to its meeting."""
    if not re.search(load("tables.yaml")["asks_forecast"], q.text.lower()) or not item.meeting_date:
        return False
    return any(start[:7] == end[:7] and start <= item.meeting_date <= end for start, end in asked)


def _headed(heading: str, q: Question, item: HeldItem) -> bool:
    """Whether a column is headed by the quarter asked for, without its year, in a report on that financial year."""
    first = headed_by(q, heading)
    if first is None or not item.period_end:
        return False
    return financial_year_of(first) == financial_year_of(date.fromisoformat(item.period_end))
