"""Performance data: sheets that hold a row for each observation, or a column for each period.

`ingest.datasets.bundle.read_data` is the way in: it returns None for a file that is no data (a report's table), and
raises `UnreadableFile` where it is data whose columns cannot be told apart without a person's word.
"""
