"""Sentences are verbatim parts of their passage, cut only where a sentence ends."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.language.sentences import sentence_spans, split_sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Police (i.e. police, local) act. It ran.", ["Police (i.e. police, local) act.", "It ran."]),
        ("The latest data available is Dec. 12. It runs on.", ["The latest data available is Dec. 12.", "It runs on."]),
        ("By Oct 13. In preparation.", ["By Oct 13.", "In preparation."]),
        ("It costs £1.346m (0.5%) more. Yes.", ["It costs £1.346m (0.5%) more.", "Yes."]),
        ("Mr. Paul D. Deneen met No. 3 team. They spoke.", ["Mr. Paul D. Deneen met No. 3 team.", "They spoke."]),
        ("See Appendix B. The end.", ["See Appendix B.", "The end."]),
        ("“Do it. Now.” he said. It was done.", ["“Do it. Now.” he said.", "It was done."]),
        ("It rose (by 3. Or 4.) in May. It fell.", ["It rose (by 3. Or 4.) in May.", "It fell."]),
        ("It held (see May). The rest fell.", ["It held (see May).", "The rest fell."]),
        ("The answer is no. The panel left.", ["The answer is no.", "The panel left."]),
        ("a list of items; and so on", ["a list of items; and so on"]),
        ("", []),
    ],
)
def test_cuts(text: str, parts: list[str]) -> None:
    assert split_sentences(text) == parts


@given(st.text(alphabet="Ab .!?()“”\"'12\n", max_size=60))
def test_every_sentence_is_verbatim_and_nothing_is_lost(text: str) -> None:
    spans = sentence_spans(text)
    assert all(text[start:end].strip() == text[start:end] for start, end in spans)
    assert "".join(text[s:e] for s, e in spans).replace(" ", "").replace("\n", "") == "".join(text.split())


def test_a_long_run_of_marks_is_looked_at_once() -> None:
    began = time.process_time()
    assert sentence_spans("?" * 20_000)
    assert time.process_time() - began < 2
