"""Tables without vertical rules, read where the page leaves only one way to read them.

A column is a stretch of the page that a gutter, empty on every line, parts from the next one; a row is what two
rules or a change of background enclose, or else the lines around one line of figures. Whatever leaves a choice
(two figures in one column of a line, figures that do not line up, a heading that stands over no column, a wrapped
line that could belong to the row above or below) is a reason not to read the table: it is said, and a person looks.
"""

from ingest.readers.pdf.aligned.parts import Unsure
from ingest.readers.pdf.aligned.table import aligned_table

__all__ = ["Unsure", "aligned_table"]
