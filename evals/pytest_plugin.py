"""A set as parametrised tests: one test a case.

    pytest -p evals.pytest_plugin --panelqa-store panelqa-demo evals/sets/figures.jsonl

Sets are collected only where --panelqa-store is given. With --panelqa-baseline the failures that stand in it are
expected to fail ("xfail"). A set that cannot be used is an error of collection, with file and line.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from store.errors import PanelqaError

if TYPE_CHECKING:
    from evals.sets_io import SetCase

ENDINGS = (".jsonl", ".yaml", ".yml", ".csv", ".xlsx")
_DESK = pytest.StashKey[Any]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("panelqa")
    group.addoption("--panelqa-store", metavar="DIR", help="Run evaluation sets as tests on this store.")
    group.addoption("--panelqa-baseline", metavar="FILE", help="A baseline; its known failures are expected.")


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> pytest.Collector | None:
    named = {Path(str(arg).split("::")[0]).absolute() for arg in parent.config.args}
    if (parent.config.getoption("--panelqa-store") and file_path.suffix in ENDINGS
            and (file_path.absolute() in named or file_path.parent.absolute() in named)):
        return SetFile.from_parent(parent, path=file_path)
    return None


class Desk:
    """The assistant and the evidence, opened once a session."""

    def __init__(self, config: pytest.Config) -> None:
        from assistant import Assistant
        from evals.evidence import Evidence
        from evals.finish import open_baseline
        from evals.reading import Reading

        store = config.getoption("--panelqa-store")
        self.stack = ExitStack()
        self.assistant = self.stack.enter_context(Assistant.open(store))
        self.evidence = Evidence(self.stack.enter_context(Reading(store)))
        baseline = config.getoption("--panelqa-baseline")
        self.baseline = open_baseline(Path(baseline)) if baseline else None


def _desk(config: pytest.Config) -> Desk:
    if _DESK not in config.stash:
        config.stash[_DESK] = Desk(config)
    desk: Desk = config.stash[_DESK]
    return desk


def pytest_unconfigure(config: pytest.Config) -> None:
    if _DESK in config.stash:
        config.stash[_DESK].stack.close()


class SetFile(pytest.File):
    """A set, collected into its cases."""

    def collect(self) -> Iterator[pytest.Item]:
        from evals.sets_io import load_sets

        try:
            cases = load_sets([self.path])
        except PanelqaError as error:
            raise self.CollectError(str(error)) from error
        for one in cases:
            yield CaseItem.from_parent(self, name=one.case.id, one=one)


class CaseFailed(Exception):
    """An answer that is not as expected."""


class CaseItem(pytest.Item):
    """One case as a test."""

    def __init__(self, one: SetCase, **rest: Any) -> None:
        super().__init__(**rest)
        self.one = one

    def runtest(self) -> None:
        from evals.run import ask
        from evals.score import score

        desk = _desk(self.config)
        scored = score(self.one.case, ask(desk.assistant, desk.evidence, self.one), self.one.set, self.one.line)
        if scored.passed:
            return
        past = desk.baseline.cases.get(self.one.case.id) if desk.baseline else None
        if past and not past.passed and all(r.metric in past.short for r in scored.failing):
            pytest.xfail(f"known failure: {scored.why()}")
        lines = [f"{r.metric}: {r.reason}" for r in scored.failing] or [scored.why()]
        raise CaseFailed("\n".join([self.one.case.question, *lines]))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, CaseFailed | PanelqaError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, self.one.line - 1, f"{self.path.name}: {self.one.case.id}"
