"""What the narrative says of the measures, against the table of the same report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.checks.context import ItemContext, Place, finding, row_place, words_place
from ingest.checks.ratings import standing
from ingest.checks.spoken_periods import Spoken
from ingest.checks.words import RATING_WORDS, in_words, joined, named_in, number_of, pattern, rows_meant
from ingest.identity.known import HeldReading
from ingest.language.sentences import split_sentences
from ingest.readings.build import ReadRow
from store.records import Finding, Passage

_QUOTED = 3  # rows that a finding quotes; its text says how many there are
_LETTERS = {word: letter for letter, word in RATING_WORDS.items()}


def headline_claims(context: ItemContext) -> Iterator[Finding]:
    """ "All headline measures are on target, except …", and "four were green, one was red", against their ratings."""
    rows = [row for row in context.rows if row.reading.headline]
    if not rows:
        return
    for passage in context.prose:
        if not pattern("narrative", "headline").search(passage.text):
            continue
        for sentence in split_sentences(passage.text):
            if pattern("narrative", "all_on_target").search(sentence):
                yield from _all_but(context, passage, sentence, rows)
        yield from _counts(context, passage, rows)


def _all_but(context: ItemContext, passage: Passage, sentence: str, rows: Sequence[ReadRow]) -> Iterator[Finding]:
    exception = pattern("narrative", "except").search(sentence)
    excepted = rows_meant(exception.group("what"), rows) if exception else []
    claim = [words_place(passage, sentence)]
    for row in excepted:
        if row.reading.rag == "G":
            missed = " and its figure misses the target" if standing(row) == "worse" else ""
            yield finding(
                context,
                "narrative_contradicts_table",
                f"The text says that this measure is off target; the table rates it green{missed}.",
                [*claim, row_place(row.reading)],
                row,
            )
    bad = ("R",) if pattern("narrative", "near_enough").search(sentence) else ("A", "R")
    if exception and not excepted:
        return
    others = [row for row in rows if row.reading.rag in bad and row not in excepted]
    if others:
        count = in_words(len(others))
        noun = "another headline measure is" if len(others) == 1 else f"{count} other headline measures are"
        said = "all headline measures are on target" + (" but for what it names" if exception else "")
        yield finding(
            context,
            "narrative_contradicts_table",
            f"The text says that {said}; in the table {noun} rated "
            f"{joined(sorted({RATING_WORDS[r.reading.rag] for r in others if r.reading.rag}))}.",
            [*claim, *(row_place(row.reading) for row in _worst(others))],
        )


def _counts(context: ItemContext, passage: Passage, rows: Sequence[ReadRow]) -> Iterator[Finding]:
    """How many headline measures of each colour the text counts, where the table counts otherwise."""
    rated: Counter[str | None] = Counter(row.reading.rag for row in rows)
    for sentence in split_sentences(passage.text):
        if not pattern("narrative", "headline").search(sentence):
            continue
        for found in pattern("narrative", "counted").finditer(pattern("narrative", "of_all").sub(" ", sentence)):
            number, letter = number_of(found.group("n")), _LETTERS[found.group("rag").lower()]
            if number is None or number == rated[letter]:
                continue
            shown = [row_place(row.reading) for row in rows if row.reading.rag == letter]
            yield finding(
                context,
                "narrative_contradicts_table",
                f"By the text {in_words(number)} of the headline measures should be {RATING_WORDS[letter]}; in the "
                f"table it is {in_words(rated[letter])}.",
                [words_place(passage, sentence), *shown],
            )


def no_concerns(context: ItemContext) -> Iterator[Finding]:
    """ "No immediate concerns" about the measures beside red and amber ratings."""
    low = [row for row in context.rows if row.reading.rag in ("R", "A")]
    for passage in context.prose:
        for sentence in split_sentences(passage.text):
            if (
                not low
                or not pattern("narrative", "no_concern").search(sentence)
                or not pattern("narrative", "about_measures").search(sentence)
            ):
                continue
            others = pattern("narrative", "headline").search(sentence) is None and passage.text.lower().startswith(
                "other"
            )
            shown = [row for row in low if not (others and row.reading.headline)]
            counts = Counter(RATING_WORDS[row.reading.rag] for row in shown if row.reading.rag)
            if not counts:
                continue
            said = joined(f"{in_words(counts[word])} {word}" for word in ("red", "amber") if counts[word])
            places: list[Place] = [words_place(passage, sentence), *(row_place(row.reading) for row in _worst(shown))]
            yield finding(
                context,
                "narrative_contradicts_table",
                f"The text sees no concern in the measures; the table rates {said}.",
                places,
                None,
                "medium" if counts["red"] else "low",
            )


def _worst(rows: Sequence[ReadRow]) -> list[ReadRow]:
    return sorted(rows, key=lambda row: row.reading.rag != "R")[:_QUOTED]


def said_of_measures(context: ItemContext) -> Iterator[Finding]:
    """A rating, or a fall or rise, that the text states of a measure, against that measure's row."""
    for passage in context.prose:
        for sentence in split_sentences(passage.text):
            rating = pattern("narrative", "rated").search(sentence)
            fell, rose = pattern("narrative", "fell").search(sentence), pattern("narrative", "rose").search(sentence)
            if not rating and not (fell or rose):
                continue
            named = [row for row in context.rows if named_in(sentence, row)]
            if len(named) != 1:
                continue
            if rating and len(pattern("narrative", "rated").findall(sentence)) == 1:
                yield from _rating(context, passage, sentence, rating.group("rag").lower(), named[0])
            now = pattern("narrative", "now").search(sentence)
            if (fell is None) != (rose is None) and now and Spoken(None, now.group(), "").suits(named[0]):
                yield from _movement(context, passage, sentence, "fell" if fell else "rose", named[0])


def _rating(context: ItemContext, passage: Passage, sentence: str, word: str, row: ReadRow) -> Iterator[Finding]:
    printed = row.reading.rag
    if printed is not None and RATING_WORDS[printed] != word:
        yield finding(
            context,
            "narrative_contradicts_table",
            f"The text calls this measure {word}; the table rates it {RATING_WORDS[printed]}.",
            [words_place(passage, sentence), row_place(row.reading)],
            row,
        )


def _movement(context: ItemContext, passage: Passage, sentence: str, word: str, row: ReadRow) -> Iterator[Finding]:
    """A fall or rise against the figure of the period before, else against a rating of red."""
    before = _before(context, row)
    places = [words_place(passage, sentence), row_place(row.reading)]
    if before is not None and row.actual.value is not None:
        earlier = before.reading.actual_value
        change = row.actual.value - type(row.actual.value)(earlier or 0)
        if change and (change < 0) != (word == "fell"):
            yield finding(
                context,
                "narrative_contradicts_table",
                f"The text says of “{row.reading.measure}” that it {word}; another report prints "
                f"{before.reading.actual_ytd} for the period before and this table {row.reading.actual_ytd}.",
                [*places, row_place(before.reading)],
                row,
            )
        return
    wrong = row.reading.direction == ("lower" if word == "fell" else "higher") and row.reading.rag == "R"
    if wrong and standing(row) == "worse":
        yield finding(
            context,
            "narrative_contradicts_table",
            f"The text says of “{row.reading.measure}” that it {word}, which would be an improvement; "
            f"the table rates it red, {row.reading.actual_ytd} against {row.reading.target_ytd}.",
            places,
            row,
            "medium",
        )


def _before(context: ItemContext, row: ReadRow) -> HeldReading | None:
    """The reading of the quarter before, from another report, on the same basis."""
    from datetime import date, timedelta

    start = row.reading.period_start
    if not start or row.reading.basis != "quarter":
        return None
    day = (date.fromisoformat(start) - timedelta(days=1)).isoformat()
    for held in context.known.readings.get(row.reading.measure_id, ()):
        other = held.reading
        if (
            other.period_end == day
            and other.basis == "quarter"
            and other.actual_value
            and other.unit == row.reading.unit
        ):
            return held
    return None
