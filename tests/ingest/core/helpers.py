"""Small reports for the tests, as plain text."""

from __future__ import annotations

from ingest.identity.known import HeldReading, KnownMeasures
from ingest.pipeline import build_bundle
from store.records import Bundle, Reading

HEADER = (
    "Objective\tMeasure (headline measures are marked *)\tOverall target\tTarget (to date / previous year / other)"
    "\tActual (Year to date)\tRAG / Comment"
)
TITLE = "UPPER MARLE POLICE AND CRIME PANEL 20 JULY 2022\n\nPERFORMANCE REPORT\n\n"
OPENING = TITLE + "1. Purpose\n\nThis report covers the period 1 April 2022 to 30 June 2022.\n\n"


def read(text: str, known: KnownMeasures | None = None, name: str = "report.txt", **by_hand: str) -> Bundle:
    """The bundle of a text."""
    return build_bundle(text.encode(), name, known or KnownMeasures(), **by_hand)  # type: ignore[arg-type]


def table(*rows: str, header: str = HEADER, prose: str = "", notes: str = "", opening: str = OPENING) -> str:
    """A report with one table: each row is cells parted by "|"."""
    body = "\n".join("\t".join(cell.strip() for cell in row.split("|")) for row in rows)
    return f"{opening}{prose}\n\nAppendix B\n\n{header}\n{body}\n\n{notes}\n"


def row(*cells: str, notes: str = "", prose: str = "", header: str = HEADER) -> Reading:
    """The one reading of a table with one row under objective 1."""
    (reading,) = read(table("|".join(cells), notes=notes, prose=prose, header=header)).readings
    return reading


def knowing(bundle: Bundle, known: KnownMeasures | None = None) -> KnownMeasures:
    """What is known once a bundle is held."""
    return (known or KnownMeasures()).with_more(
        bundle.measures, bundle.wordings, [HeldReading(r, bundle.document.name) for r in bundle.readings]
    )
