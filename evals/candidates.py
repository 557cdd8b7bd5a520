"""Candidate cases from a store: each reading, list by rating and trend, for a person to check.

The gold comes from the cells of the tables, by queries of our own (`sql/candidates.sql`), so that neither the
assistant's query templates nor the readings' values can vouch for themselves. Where a cell and the reading made of it
differ, nothing is proposed and the doubt is said.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from evals.cases import ROLES, Case
from evals.from_answer import UNCHECKED
from evals.reading import Reading

KINDS = ("figure", "target", "list", "trend")
_COLOURS = {"R": "red", "A": "amber", "G": "green"}
Row = dict[str, Any]


def candidates(reading: Reading, kinds: Sequence[str] = (), limit: int | None = None
               ) -> tuple[list[dict[str, Any]], list[str]]:
    """The proposed cases in the shape of a set's lines, and what was left out because cell and reading differ.

    `kinds`: some of `KINDS`, all where empty. `limit`: at most so many of each kind, spread evenly over the store.
    """
    rows, doubts = [], []
    for row in reading.rows("candidate_rows"):
        doubt = _doubt(row)
        if doubt:
            doubts.append(doubt)
        else:
            rows.append(row)
    makers = {"figure": _figures, "target": _targets, "list": _lists, "trend": _trends}
    found: list[dict[str, Any]] = []
    for kind in kinds or KINDS:
        made = list(makers[kind](rows))
        found += made if limit is None else [made[n * len(made) // limit] for n in range(limit)] \
            if len(made) > limit else made
    for case in found:
        Case.model_validate(case)
    return found, doubts


def _doubt(row: Row) -> str:
    for field in ("actual", "target"):
        cell, value = row[f"{field}_cell"], row[f"{field}_value"]
        if cell is not None and "|" not in cell and value is not None and _number(cell) != _number(value):
            return (f"{row['document']}, {row['locator']}: the cell of the {field} holds {cell}, the reading {value}; "
                    "no case was made of it.")
    return ""


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _plain(row: Row, field: str) -> str | None:
    """The cell's value where it is one number and the reading takes it as that."""
    cell = row[f"{field}_cell"]
    return cell if cell is not None and _number(cell) is not None and row[f"{field}_value"] is not None else None


def _askable(row: Row) -> bool:
    """Whether measure and period name one reading, so that the question has one answer."""
    return bool(row["period_start"] and row["period_end"] and row["rivals"] == 1)


def _figures(rows: Iterable[Row]) -> Iterable[dict[str, Any]]:
    for row in rows:
        if _askable(row) and (value := _plain(row, "actual")) is not None:
            yield _case("figure", f"What was the figure for {row['measure']}, {_months(row)}?",
                        [_figure(row, "actual", value, row["unit"])], [row])


def _targets(rows: Iterable[Row]) -> Iterable[dict[str, Any]]:
    for row in rows:
        if (_askable(row) and row["target_role"] == "target" and row["target_period_start"] is None
                and (value := _plain(row, "target")) is not None):
            yield _case("figure", f"What was the target for {row['measure']}, {_months(row)}?",
                        [_figure(row, "target", value, row["target_unit"] or row["unit"])], [row])


def _lists(rows: Iterable[Row]) -> Iterable[dict[str, Any]]:
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        if row["rag"] in _COLOURS and row["report_start"] and row["report_end"]:
            groups.setdefault((row["report_start"], row["report_end"], row["rag"]), []).append(row)
    for (start, end, rag), members in groups.items():
        if len({m["document"] for m in members}) == 1:
            words = _months({"period_start": start, "period_end": end})
            figures = [{"measure": m["measure"], "rag": rag} for m in members]
            yield _case("list", f"Which measures were rated {_COLOURS[rag]} in the report for {words}?", figures,
                        members[:1], only=True)


def _trends(rows: Iterable[Row]) -> Iterable[dict[str, Any]]:
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        if _askable(row) and _plain(row, "actual") is not None:
            groups.setdefault((row["measure_id"], row["basis"]), []).append(row)
    for members in groups.values():
        if len(members) < 3 or len({m["measure"] for m in members}) > 1:
            continue
        figures = [_figure(m, "actual", str(_plain(m, "actual")), m["unit"]) for m in members]
        span = _months({"period_start": members[0]["period_start"], "period_end": members[-1]["period_end"]})
        yield _case("trend", f"What was the trend in {members[0]['measure']}, {span}?", figures, members)


def _figure(row: Row, role: str, value: str, unit: str) -> dict[str, Any]:
    assert role in ROLES
    return {"measure": row["measure"], "role": role, "value": value, "unit": unit,
            "period": f"{row['period_start']}/{row['period_end']}"}


def _months(row: Row) -> str:
    start, end = date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"])
    return f"{start:%B %Y} to {end:%B %Y}"


def _case(kind: str, question: str, figures: list[dict[str, Any]], cited: Sequence[Row], *, only: bool = False
          ) -> dict[str, Any]:
    words = "-".join(re.findall(r"[a-z0-9]+", question.lower())[4:9])
    mark = hashlib.sha256(question.encode()).hexdigest()[:8]
    citations = [{"document": r["document"]} if only else {"document": r["document"], "locator": r["locator"]}
                 for r in cited]
    return {"id": f"{kind}-{words}-{mark}", "question": question, "kind": kind,
            "expect": {"status": "answered", "figures": figures, **({"only": True} if only else {}),
                       "citations": citations},
            "tags": ["candidate", UNCHECKED], "history": []}
