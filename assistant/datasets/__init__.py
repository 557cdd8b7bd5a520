"""Answers from performance data: which members, area and period a question names, and what the rows give."""

from __future__ import annotations

from assistant.datasets.answer import answer_data, answer_rest, refuse_covered, refuse_data

__all__ = ["answer_data", "answer_rest", "refuse_covered", "refuse_data"]
