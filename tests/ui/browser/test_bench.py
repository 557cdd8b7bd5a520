"""The app's benchmark drives a browser as readers do, and counts each wait."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from evals.bench.app import beside
from evals.bench.browser import Site, measure

SHOWN = "button.pq-copy:has-text('Copy answer {n} ')"
QUESTIONS = ("How did domestic burglaries do?", "How did domestic burglaries change?")


def test_each_wait_is_taken_and_held_against_its_bound(site: str) -> None:
    ours, other = Site(site, SHOWN, ""), Site(site, SHOWN, "")
    work = measure((ours, other), QUESTIONS, QUESTIONS[0], rounds=1, people=2, earlier=0)
    with ThreadPoolExecutor(1) as aside:        # the tests' own browser keeps this thread's loop
        aside.submit(asyncio.run, work).result()
    for one in (ours, other):
        assert [len(times) for times in (one.load, one.answer, one.late, one.crowd)] == [1, 2, 2, 2]
        assert all(0 < seconds < 60 for seconds in one.load + one.answer + one.late + one.crowd)
    rows = {row.what: row for row in beside(ours, Site("", "", "", [0.001], [0.001], [0.001], [0.001]), alone=0.5)}
    assert [row.kept for row in rows.values()] == [False, True, False, True]
    assert rows["2 people asking at once, median"].bound == 1.5
