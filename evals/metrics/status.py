"""Status, reason and abstention: answered where it should be, refused where it should be, for the right reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evals.cases import REFUSALS, Case
from evals.metrics.base import Result, share, undefined

FALSE_REFUSAL, MISSED_REFUSAL = "false refusal", "missed refusal"


def check(case: Case, answer: Mapping[str, Any]) -> Iterator[Result]:
    status, reason = answer["status"], answer["reason"]
    yield _equal("status", case.expect.status, status)
    yield _equal("reason", case.expect.reason, reason)
    refused = status in REFUSALS
    if case.refuses is None:
        yield undefined("abstention", "the case leaves open whether to answer")
    elif status == "failed":
        yield share("abstention", 0, 1, "the answer failed its own checks", "an answer or a refusal", "failed")
    elif refused != case.refuses:
        yield share("abstention", 0, 1, FALSE_REFUSAL if refused else MISSED_REFUSAL,
                    "an answer" if refused else "a refusal", status)
    else:
        yield share("abstention", 1, 1, "refused as it should" if refused else "answered as it should")
    if refused:
        held = len(answer["figures"])
        yield share("bare_refusal", int(not held), 1, f"{held} figures in a refusal", "none", f"{held} figures")
    else:
        yield undefined("bare_refusal", "no refusal")


def _equal(metric: str, expected: str | None, actual: str | None) -> Result:
    if expected is None:
        return undefined(metric, "not stated in the case")
    same = expected == actual
    return share(metric, int(same), 1, "as expected" if same else f"expected {expected}, got {actual}",
                 expected, str(actual))
