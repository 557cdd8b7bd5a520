"""The checks, in the order in which their findings are listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ingest.checks.context import ItemContext
from store.records import Finding

CHECKS: tuple[Callable[[ItemContext], Iterable[Finding]], ...] = ()
