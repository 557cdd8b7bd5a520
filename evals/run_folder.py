"""The files of one run: configuration first, then a line for each case as it ends, the reports last.

    config.json    what was run, with its fingerprints       summary.json   counts, metrics, gate, flips
    cases.jsonl    the cases, as they were asked              problems.jsonl what failed, and warnings
    results.jsonl  the answers, written as they come          results.csv, summary.md, junit.xml, report.html

A line of results.jsonl is complete or it is not there: what a killed run left half-written is dropped on resume.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evals.cases import Case
from evals.sets_io import SetCase
from store.errors import BadInput

FORMAT = 1
CONFIG, CASES, RESULTS, SUMMARY, PROBLEMS = ("config.json", "cases.jsonl", "results.jsonl", "summary.json",
                                             "problems.jsonl")


def line(value: Any) -> str:
    """One value on one line, keys in their order, as all files here have it."""
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


class RunFolder:
    """A run's folder. Paths and the parts that are read back."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def __truediv__(self, name: str) -> Path:
        return self.path / name

    def start(self, config: Mapping[str, Any], cases: Iterable[SetCase]) -> None:
        """Write config and cases. Raises BadInput where the folder holds something already."""
        if self.path.exists() and (not self.path.is_dir() or self.begun):
            raise BadInput(f"{self.path} is not empty; name another folder with --out, or go on with --resume.")
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadInput(f"{self.path} cannot be made ({error.strerror}); name another folder.") from error
        self.write(CONFIG, json.dumps({"format": FORMAT, **config}, ensure_ascii=False, indent=1) + "\n")
        self.put_cases(cases)

    @property
    def begun(self) -> bool:
        """Whether something stands in the folder; half-written files don't count."""
        return self.path.is_dir() and any(not (p.name.startswith(".") and p.suffix == ".part")
                                          for p in self.path.iterdir())

    def put_cases(self, cases: Iterable[SetCase]) -> None:
        """Keep the cases beside their answers, so that the run can be scored without its sets."""
        self.write(CASES, "".join(line({"set": c.set, "line": c.line, "case": c.case.to_dict()}) + "\n"
                                  for c in cases))

    def write(self, name: str, content: str) -> None:
        """Write a file whole: never half a file under its name."""
        beside = self.path / f".{name}.part"
        beside.write_text(content, encoding="utf-8", newline="\n")
        os.replace(beside, self.path / name)

    def config(self) -> dict[str, Any]:
        """Raises BadInput where this is no run."""
        try:
            config = json.loads((self.path / CONFIG).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            config = None
        if not isinstance(config, dict) or config.get("format") != FORMAT:
            raise BadInput(f"{self.path} is not a run; name a folder that 'panelqa eval run' wrote.")
        return config

    def cases(self) -> tuple[SetCase, ...]:
        """The cases as they were asked."""
        found = []
        try:
            for text in (self.path / CASES).read_text(encoding="utf-8").splitlines():
                held = json.loads(text)
                found.append(SetCase(Case.model_validate(held["case"]), held["set"], held["line"]))
        except (OSError, ValueError, KeyError, ValidationError) as error:
            raise BadInput(f"{self.path / CASES} cannot be read ({type(error).__name__}); run the set again."
                           ) from error
        return tuple(found)

    def records(self) -> dict[str, dict[str, Any]]:
        """The results so far by case id, in the order in which they were written."""
        try:
            text = (self.path / RESULTS).read_bytes()
        except FileNotFoundError:
            return {}
        found: dict[str, dict[str, Any]] = {}
        for number, piece in enumerate(text.split(b"\n")[:-1], 1):      # what follows the last newline is half a line
            try:
                record = json.loads(piece)
                found[record["id"]] = record
            except (ValueError, KeyError, TypeError) as error:
                raise BadInput(f"{self.path / RESULTS}, line {number} is damaged; run the set again.") from error
        return found

    @contextmanager
    def appending(self) -> Iterator[Any]:
        """A function that writes one result, flushed to the disk before it returns; drops half a line first."""
        path = self.path / RESULTS
        if path.exists():
            content = path.read_bytes()
            whole = content[:content.rfind(b"\n") + 1]
            if whole != content:
                path.write_bytes(whole)
        with path.open("a", encoding="utf-8", newline="\n") as handle:
            def put(record: Mapping[str, Any]) -> None:
                handle.write(line(record) + "\n")
                handle.flush()
                os.fsync(handle.fileno())
            yield put
