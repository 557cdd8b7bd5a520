"""Long work in a process of its own: the app stays quick, and a file that breaks the work breaks only it.

`python -m ui.worker ingest STORE FOLDER` reads uploaded files;
`python -m ui.worker evaluate STORE OUT [BEFORE] -- SET...` runs question sets. Each writes one JSON object a line:
`{"progress": {...}}` while it works, `{"result": {...}}` for what came of it, `{"error": "..."}` where nothing
could be done.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from store.errors import PanelqaError

EVERY_SECONDS = 0.2
class Voice:
    """Progress on standard output: every step (another file, another kind of work), else a few lines a second."""

    def __init__(self) -> None:
        self.last = 0.0
        self.step: object = None

    def progress(self, step: object, **values: Any) -> None:
        if step != self.step or time.monotonic() - self.last >= EVERY_SECONDS:
            self.last, self.step = time.monotonic(), step
            say({"progress": values})


def say(line: dict[str, Any]) -> None:
    print(json.dumps(line, ensure_ascii=True, default=str), flush=True)


def ingest(store: Path, folder: Path) -> None:
    from ingest import ingest_paths

    voice = Voice()
    results = ingest_paths(sorted(folder.iterdir()), store, on_progress=lambda p: voice.progress(
        (p.files_done, p.name, p.sentences is None), **asdict(p)))
    for result in results:
        say({"result": result.to_dict()})


def evaluate(store: Path, out: Path, before: Path | None, sets: Sequence[str]) -> None:
    """Ask every case, score against the gate and the run before, write the reports into `out`."""
    from evals import finish, gate
    from evals.run import Plan, run
    from evals.sets_io import load_sets

    voice = Voice()
    cases = load_sets(sets)
    base = finish.open_baseline(before) if before is not None else None
    if base is not None and not any(one.case.id in base.cases for one in cases):
        base = None       # the run before was over other sets
    folder = run(Plan(cases, store, out, tuple(sets)), lambda done, of: voice.progress(None, done=done, of=of))
    outcome = finish.judged(finish.load(folder), gate.read(None), base)
    finish.write_reports(outcome)
    say({"result": {"run": out.name, **outcome.verdict.to_dict()}})


def main(arguments: Sequence[str]) -> int:
    try:
        if arguments[0] == "ingest":
            ingest(Path(arguments[1]), Path(arguments[2]))
        else:
            at = list(arguments).index("--")
            paths = [Path(path) for path in arguments[1:at]]
            evaluate(paths[0], paths[1], paths[2] if len(paths) > 2 else None, arguments[at + 1:])
    except PanelqaError as error:
        say({"error": str(error)})
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
