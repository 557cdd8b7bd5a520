"""Signs that a set was written for other reports than those held: its documents and measures are not there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from evals.reading import Reading
from evals.sets_io import SetCase

_WORD = re.compile(r"[^\W_]+")
_ENDING = re.compile(r"\.[A-Za-z]{2,4}$")


def warnings(cases: Sequence[SetCase], store: str | Path) -> tuple[str, ...]:
    """One line for each set and each thing that it expects and the store does not hold."""
    with Reading(store) as reading:
        documents = {_stem(row["name"]) for row in reading.rows("document_names")}
        measures = {_plain(row["measure"]) for row in reading.rows("measure_names")}
        data = bool(reading.rows("datasets_held")[0]["n"])      # their figures are named by members of the data
    found: dict[str, None] = {}
    for one in cases:
        for citation in one.case.expect.citations:
            if citation.document and _stem(citation.document) not in documents:
                found[f"The set {one.set} expects the document {citation.document}, which the store does not hold; "
                      "it was written for other reports."] = None
        for figure in one.case.expect.figures or ():
            if figure.measure and not data and _plain(figure.measure) not in measures:
                found[f"The set {one.set} expects the measure {figure.measure!r}, which the store does not hold; "
                      "it was written for other reports."] = None
    return tuple(found)


def _stem(name: str) -> str:
    return _ENDING.sub("", name).lower()


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))
