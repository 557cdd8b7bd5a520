"""What was measured, kept as data (`evals/scores/measurements.json`) and as a page (`docs/measurements.md`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from evals.bench.timing import Measured

INTRO = """# Measurements

Each figure stands beside what it is compared with, both taken by turns in one run on one machine (2 cores, CPU): the
ratio is what counts. Ratios are of medians by the clock; in brackets by processor time, which a busy machine disturbs
less. `make bench` takes the questions and the ingest, `make bench-growth` the growth from 40 to 400 reports (slow),
`make bench-app` the app in a browser, and `PANELQA_DATA=FILE make bench` a data file as well. Reports and questions
are generated (`evals/generator`); the app holds the sample reports.
"""
TITLES = {"questions": "Questions", "growth": "Growth", "ingest": "Ingest", "performance data": "Performance data",
          "app": "The app beside a bare Streamlit chat app"}


def keep(measured: Sequence[Measured], data: Path, page: Path) -> None:
    """Put new measurements in the place of those of the same sections, and write the page anew."""
    held = json.loads(data.read_text(encoding="utf-8")) if data.exists() else []
    sections = {m.section for m in measured}
    rows = [row for row in held if row["section"] not in sections] + [m.to_dict() for m in measured]
    rows.sort(key=lambda row: list(TITLES).index(row["section"]))
    data.parent.mkdir(parents=True, exist_ok=True)
    data.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    page.write_text(markdown(rows), encoding="utf-8")


def markdown(rows: Sequence[dict[str, object]]) -> str:
    parts = [INTRO.rstrip()]
    for section, title in TITLES.items():
        mine = [row for row in rows if row["section"] == section]
        if mine:
            parts += ["", f"## {title}", "", "| | ours | beside | ratio | at most | |",
                      "| --- | ---: | ---: | ---: | ---: | --- |", *map(_row, mine)]
    return "\n".join(parts) + "\n"


def _row(row: dict[str, object]) -> str:
    cpu = f" ({row['cpu_ratio']})" if row["cpu_ratio"] is not None else ""
    bound = "" if row["bound"] is None else f"{row['bound']} {'kept' if row['kept'] else '**not kept**'}"
    return (f"| {row['what']} | {row['ours']} {row['unit']} | {row['beside']} {row['unit']} | {row['ratio']}{cpu} "
            f"| {bound} | {row['note']} |")
