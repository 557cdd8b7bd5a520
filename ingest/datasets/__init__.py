"""Performance data: sheets that hold a row for each observation, or a column for each period.

`read_data` is the way in: it returns None for a file that is no data (a report's table), and raises
`UnreadableFile` where it is data whose columns cannot be told apart without a person's word.
"""

from __future__ import annotations

from ingest.datasets.bundle import ReadData, read_data

__all__ = ["ReadData", "read_data"]
