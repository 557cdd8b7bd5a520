"""An assistant that answers from the store's rows by keyword, so that pages can be tested alone and fast."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from assistant.answer import Answer, Caveat, Citation, Figure, Near
from store.readonly import ReadStore


class StandIn:
    """`open(path)` like the real one; a question that names no word of a measure is refused."""

    def __init__(self, path: Path) -> None:
        self.store = ReadStore(path)

    @classmethod
    def open(cls, path: Path) -> StandIn:
        return cls(path)

    def __enter__(self) -> StandIn:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.store.close()

    def ask(self, question: str, history: Sequence[Answer] = ()) -> Answer:
        words = {w.strip("?.,").lower()[:7] for w in question.split() if len(w) > 4}
        measure = next((m for m in self.store.rows("answer_measures")
                        if words & {w.lower()[:7] for w in m["name"].split() if len(w) > 4}), None)
        if measure is None:
            return Answer(question, "not_found", "measure_not_held", "No report held here says this.",
                          nearest=(Near("Number of domestic burglaries is held for four quarters."),))
        rows = self.store.rows("readings_of_measure", measure_id=measure["id"])
        rows = rows if "change" in question or "trend" in question else rows[-1:]
        cited = tuple(Citation(n, r["id"], "figure", r["document"], r["title"], r["locator"], r["page"], r["quote"])
                      for n, r in enumerate(rows, 1))
        figures = tuple(f for n, r in enumerate(rows, 1) for f in self._figures(r, n))
        text = " ".join(f"{r['measure']} stood at {r['actual_ytd'] or 'no figure'} in {r['period_label']}. [{n}]"
                        for n, r in enumerate(rows, 1))
        caveats = tuple(Caveat("check", f"Thing {n} to know about this answer.", (1,)) for n in range(1, 5))
        return Answer(question, "answered", None, text, cited, figures, caveats=caveats, seconds=0.01)

    def _figures(self, row: dict[str, object], n: int) -> list[Figure]:
        period = f"{row['period_start']}/{row['period_end']}"
        rest = (period, str(row["period_label"]), str(row["basis"]), str(row["area"]))
        return [Figure(str(row["measure"]), "actual", row["actual_value"], str(row["unit"]),     # type: ignore[arg-type]
                       str(row["actual_ytd"]), *rest, row["rag"], row["rag_source"], n),         # type: ignore[arg-type]
                Figure(str(row["measure"]), "target", row["target_value"], str(row["unit"]),     # type: ignore[arg-type]
                       str(row["target_ytd"]), *rest, None, None, n)]
