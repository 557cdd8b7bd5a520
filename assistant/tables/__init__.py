"""Answers from any table that a report prints: a row named by its label, a column by its heading.

`answer_table` gives an answer or None: where the row or the column is not clear it says nothing, and another
step may answer.
"""

from assistant.tables.answering import answer_column, answer_table, asks_forecast, printed_forecast

__all__ = ["answer_column", "answer_table", "asks_forecast", "printed_forecast"]
