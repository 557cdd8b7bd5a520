"""A sentence of another report answers for a named period only where it speaks of that time itself."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from assistant.answering.text import _says_period
from assistant.narrative.types import Picked
from ingest.language.periods import find_periods


@pytest.mark.parametrize(("text", "says"), [
    ("63 officers joined the force on 2 December 2017.", False),
    ("65 officers joined the force on 14 June 2017.", True),
    ("40 officers joined in 2017/18.", True),
    ("Officers have joined every year.", False),
])
def test_a_time_within_or_around_the_period_is_said(text: str, says: bool) -> None:
    question = SimpleNamespace(periods=SimpleNamespace(named=tuple(find_periods("Q1 2017/18"))))
    picked = Picked("p", "i", "a.txt", "A report", "paragraph 1", None, text, text, 1.0)
    assert _says_period(picked, question) is says      # type: ignore[arg-type]
