"""Data-quality checks. Each module holds one kind, and says what it found, where, and in whose words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.checks.context import ItemContext
    from store.records import Finding


def run_checks(context: ItemContext) -> list[Finding]:
    """All findings of an item, numbered in the order in which the checks stand."""
    from ingest.checks.registry import CHECKS

    found = [finding for check in CHECKS for finding in check(context)]
    return [replace(finding, id=f"{context.item.id}-x{n}") for n, finding in enumerate(found, start=1)]
