"""Retrieval: where the expected places stand among the passages that the text search ranks for the question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evals.cases import Case
from evals.evidence import in_text
from evals.metrics.base import Result, share, undefined
from evals.metrics.sources import fits

NAMES = ("hit@1", "hit@5", "recall@5", "mrr@10")


def check(case: Case, retrieved: Sequence[Mapping[str, Any]] | None) -> Iterator[Result]:
    """hit@k: any expected place among the first k; recall@k: their share; mrr@10: 1 / rank of the first, else 0."""
    gold = [c for c in case.expect.citations if in_text(c.locator)]
    if not gold or retrieved is None:
        why = "the question leans on the one before" if gold and case.history else "no place in the text is expected"
        yield from (undefined(name, why) for name in NAMES)
        return
    ranks = [next((n for n, place in enumerate(retrieved, 1) if fits(want, place)), None) for want in gold]
    found = sorted(rank for rank in ranks if rank)
    said = f"found at {', '.join(map(str, found))}" if found else f"not among the first {len(retrieved)}"
    yield share("hit@1", int(1 in found), 1, said)
    yield share("hit@5", int(any(rank <= 5 for rank in found)), 1, said)
    yield share("recall@5", sum(rank <= 5 for rank in found), len(gold), said)
    yield Result("mrr@10", round(1 / found[0], 6) if found and found[0] <= 10 else 0.0, said)
