"""Questions, cold and warm, beside the import, the embedding and the queries that they cannot do without."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from assistant import Assistant
from evals.bench.timing import Measured, Taken, compare, process, taken
from evals.scorecard.corpora import Corpus
from store.errors import NotHeld
from store.readonly import ReadStore
from store.vectors import Vectors, open_search

COLD, FIGURE, NARRATIVE, GROWTH = 0.2, 1.0, 3.0, 1.5        # the bounds
DEEP = 60       # sentences and passages that a narrative question looks at
WARM = 6        # questions of each kind asked before the clock runs


def picked(corpus: Corpus, kind: str, count: int) -> list[str]:
    """Questions of a kind, spread over the corpus, none twice, none that leans on one before, and none about years
    before 2000: four hundred quarters reach back to times that no one writes such reports about."""
    found = list(dict.fromkeys(c.case.question for c in corpus.cases if c.case.kind == kind and not c.case.history
                               and not re.search(r"\b1[89]\d\d\b", c.case.question)))
    if len(found) < count:
        raise NotHeld(f"{corpus.name} has only {len(found)} questions of the kind {kind}; generate more quarters.")
    return found[::len(found) // count][:count]


def cold(corpus: Corpus, rounds: int) -> Measured:
    """`panelqa ask` in a new process, against importing sentence-transformers in a new process."""
    question = picked(corpus, "figure", 1)[0]
    ask = partial(process, "-m", "assistant.cli.main", "ask", question, "--store", str(corpus.store))
    bare = partial(process, "-c", "import sentence_transformers")
    ours, beside = _by_turns(rounds, ask, bare)
    return compare("questions", "cold figure question / import of sentence-transformers", ours, beside, COLD,
                   _size(corpus))


def warm(corpus: Corpus, count: int) -> list[Measured]:
    """A figure question against one embedding of it; a narrative one against all that it needs."""
    figures, stories = picked(corpus, "figure", count + WARM), picked(corpus, "narrative", count + WARM)
    search = _search(corpus.store)
    with Assistant.open(corpus.store) as assistant, ReadStore(corpus.store) as store:
        for question in (*figures[:WARM], *stories[:WARM]):
            assistant.ask(question)
            needs(question, search, store)
        figure, embedded, story, needed = [], [], [], []
        for question in figures[WARM:]:
            figure.append(taken(partial(assistant.ask, question)))
            embedded.append(taken(partial(search._embed, question)))
        for question in stories[WARM:]:
            story.append(taken(partial(assistant.ask, question)))
            needed.append(taken(partial(needs, question, search, store)))
    note = f"{count} questions each; {_size(corpus)}"
    return [compare("questions", "warm figure question / one embedding of the question", figure, embedded, FIGURE,
                    note),
            compare("questions", "warm narrative question / embedding, vector query and SQL", story, needed, NARRATIVE,
                    note)]


def needs(question: str, search: Vectors, store: ReadStore) -> None:
    """The bare path of a narrative question: embed, query vectors, query full text, read the passages found."""
    near = search.query(search._embed(question), DEEP)
    homes = store.rows("narrative_homes", ids=json.dumps([sentence for sentence, _ in near]))
    words = [word for word in question.replace("'", " ").split() if word.isalnum() and len(word) > 3]
    ranked = store.rows("narrative_search", match=" OR ".join(f'"{word}"' for word in words), low=0, high=2**62, k=DEEP)
    ids = json.dumps(list(dict.fromkeys([*(row["passage_id"] for row in homes), *(row["id"] for row in ranked)])))
    store.rows("narrative_passages", ids=ids)
    store.rows("narrative_sentences", ids=ids)


def growth(small: Corpus, large: Corpus, count: int) -> list[Measured]:
    """The same kinds of question over a corpus and over one that is ten times as large."""
    found = []
    with Assistant.open(small.store) as few, Assistant.open(large.store) as many:
        for kind in ("figure", "narrative"):
            pairs = list(zip(picked(small, kind, count + WARM), picked(large, kind, count + WARM), strict=True))
            for mine, theirs in pairs[:WARM]:
                few.ask(mine)
                many.ask(theirs)
            times = [(taken(partial(many.ask, theirs)), taken(partial(few.ask, mine))) for mine, theirs in pairs[WARM:]]
            note = f"{count} questions each; {_size(large)} / {_size(small)}"
            found.append(compare("growth", f"warm {kind} question, {large.reports} reports / {small.reports} reports",
                                 [a for a, _ in times], [b for _, b in times], GROWTH, note))
    return found


def _search(store: Path) -> Vectors:
    search = open_search(store)
    if search is None:
        raise NotHeld(f"Nothing is indexed in {store}; run 'panelqa reindex' first.")
    return search


def _by_turns(rounds: int, *calls: Callable[[], Taken]) -> list[tuple[Taken, ...]]:
    times = [[call() for call in calls] for _ in range(rounds)]
    return list(zip(*times, strict=True))


def _size(corpus: Corpus) -> str:
    return f"{corpus.reports} reports, {corpus.passages:,} passages"
