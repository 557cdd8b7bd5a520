"""How far work is that somebody waits for, in words and as a share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

READING = 0.5       # the share of the whole that reading files takes; making them searchable takes the rest


def share(at: Mapping[str, Any]) -> float:
    """Between 0 and 1, of an ingest's progress (`ingest.results.Progress` as a mapping): whole files and the pages
    of the one at work, then sentences."""
    if not at:
        return 0.0
    if at.get("sentences") is not None:
        return READING + (1 - READING) * min(1.0, at["sentences"] / (at.get("of_sentences") or 1))
    page = min(1.0, at["page"] / at["pages"]) if at.get("page") and at.get("pages") else 0.0
    return READING * min(1.0, (at["files_done"] + page) / at["files"])


def line(at: Mapping[str, Any]) -> str:
    """File, page and time left; once all are read, how many sentences can be searched by meaning."""
    if not at:
        return "Waiting for its turn"
    left = at.get("seconds_left")
    rest = "" if left is None else f", {about(left)} left"
    if at.get("sentences") is not None:
        of = f": {at['sentences']:,} of {at['of_sentences']:,} sentences" if at.get("of_sentences") else ""
        return f"Read. Making it searchable{of}{rest}"
    if not at.get("name"):
        return "Finishing"
    page = f", page {at['page']} of {at['pages']}" if at.get("page") and at.get("pages") else ""
    number = min(at["files_done"] + 1, at["files"])
    return f"File {number} of {at['files']}: {at['name']}{page}{rest and f'{rest} to read'}"


def about(seconds: float) -> str:
    """A stretch of time, rounded up, as one says it."""
    whole = max(1, round(seconds))
    if whole < 90:
        return f"about {whole} second{'' if whole == 1 else 's'}"
    minutes = round(whole / 60)
    return f"about {minutes} minute{'' if minutes == 1 else 's'}"
