"""Patterns that the answer must and must not hold, and its caveats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from evals.cases import Case, pattern
from evals.metrics.base import Result, share, undefined

MARK = re.compile(r"\s*\[\d+(?:\s*,\s*\d+)*\]")


def body(answer: Mapping[str, Any]) -> str:
    """The answer's text without markers."""
    return MARK.sub("", answer["text"])


def check(case: Case, answer: Mapping[str, Any]) -> Iterator[Result]:
    said = body(answer)
    whole = " ".join([said, *(caveat["text"] for caveat in answer["caveats"])])
    expect = case.expect
    missing = [p for p in expect.text if not pattern(p).search(whole)]
    yield _share("text", len(expect.text), missing, "not said", said) if expect.text else undefined(
        "text", "no pattern stated in the case")
    held = [p for p in expect.not_text if pattern(p).search(said)]
    yield _share("not_text", len(expect.not_text), held, "said, though it must not be", said) if expect.not_text \
        else undefined("not_text", "no pattern stated in the case")
    codes = [caveat["code"] for caveat in answer["caveats"]]
    absent = [code for code in expect.caveats if code not in codes]
    yield _share("caveats", len(expect.caveats), absent, "caveat missing", ", ".join(codes) or "none") \
        if expect.caveats else undefined("caveats", "no caveat stated in the case")


def _share(metric: str, of: int, wrong: list[str], what: str, actual: str) -> Result:
    words = "; ".join(wrong)
    short = actual if len(actual) <= 160 else actual[:159] + "…"
    return share(metric, of - len(wrong), of, f"{what}: {words}" if wrong else "as expected", words, short)
