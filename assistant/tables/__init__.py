"""Answers from any table that a report prints: a row named by its label, a column by its heading.

`answer_table` gives an answer or None: where the row or the column is not clear it says nothing, and another
step may answer.
"""

from assistant.tables.answering import answer_column, answer_table, asks_forecast, names_row, printed_forecast
from assistant.tables.over_time import answer_over_time
from assistant.tables.ranking import answer_among
from assistant.tables.shares import answer_share

__all__ = ["answer_among", "answer_column", "answer_over_time", "answer_share", "answer_table", "asks_forecast",
           "names_row", "printed_forecast"]
