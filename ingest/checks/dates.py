"""Dates in the text that lie after the period reported, in statements about what has been."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ingest.checks.context import ItemContext, finding, words_place
from ingest.checks.words import pattern
from ingest.language.data import policy
from ingest.language.periods import PeriodMention, find_periods
from ingest.language.sentences import split_sentences
from store.records import Finding


def date_after_period(context: ItemContext) -> Iterator[Finding]:
    """A past event dated after the meeting; one long after the period; a trend "since" a date after the period.

    A July report on April to June may well tell of July, so a past event shortly after the period is no
    finding, and neither is a plan for later.
    """
    end = date.fromisoformat(context.item.period_end) if context.item.period_end else None
    meeting = date.fromisoformat(context.item.meeting_date) if context.item.meeting_date else None
    if end is None and meeting is None:
        return
    for passage in context.prose:
        for sentence in split_sentences(passage.text):
            for mention in find_periods(sentence):
                why = _why(sentence, mention, end, meeting)
                if why:
                    yield finding(
                        context,
                        "date_after_period",
                        f"The text tells as past what it dates “{mention.words}”, but {why}.",
                        [words_place(passage, sentence)],
                    )
                    break


def _why(sentence: str, mention: PeriodMention, end: date | None, meeting: date | None) -> str:
    if mention.ambiguous or mention.start is None or mention.kind not in ("since", "month", "date", "quarter"):
        return ""
    told = "past" if mention.kind == "since" else "happened"
    if not pattern(told).search(sentence) or pattern("future").search(sentence):
        return ""
    start = mention.start
    if meeting is not None and start > meeting:
        return "the panel met before that"
    if end is None or start <= end:
        return ""
    if mention.kind == "since" and pattern("trend").search(sentence):
        return "the period reported ends before that"
    late = meeting is None and start > end + timedelta(days=policy("findings")["latest_days"])
    return "the period reported ends long before that" if late else ""
