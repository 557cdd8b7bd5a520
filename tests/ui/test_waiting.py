"""How far an upload is: the file and page at work, then the sentences; what is kept of it for its person."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from assistant.present import waiting
from ingest import ingest_paths
from ingest.results import Progress
from ui.parts import jobs
from ui.parts.evaluations import Run
from ui.parts.uploads import Upload


@pytest.mark.parametrize(("at", "line", "share"), [
    (Progress(0, 2, "a.pdf"), "File 1 of 2: a.pdf", 0.0),
    (Progress(1, 2, "b.pdf", 3, 6, 1.2), "File 2 of 2: b.pdf, page 3 of 6, about 1 second left to read", 0.375),
    (Progress(1, 2, "b.pdf", seconds_left=200.0), "File 2 of 2: b.pdf, about 3 minutes left to read", 0.25),
    (Progress(2, 2, sentences=0), "Read. Making it searchable", 0.5),
    (Progress(2, 2, seconds_left=8.0, sentences=1_500, of_sentences=3_000),
     "Read. Making it searchable: 1,500 of 3,000 sentences, about 8 seconds left", 0.75),
    (Progress(2, 2, seconds_left=0.0), "Finishing, about 1 second left", 0.5),
])
def test_what_somebody_who_waits_is_told(at: Progress, line: str, share: float) -> None:
    assert waiting.line(asdict(at)).startswith(line.split(",")[0]) and waiting.share(asdict(at)) == share
    if at.name or at.sentences is not None:
        assert waiting.line(asdict(at)) == line


def test_before_anything_began() -> None:
    assert (waiting.line({}), waiting.share({})) == ("Waiting for its turn", 0.0)


def test_each_file_is_told_by_its_own_name(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"PANEL REPORT\n\n1. {name} covers the period 1 April 2023 to 30 June 2023.\n" * 4)
    seen: list[Progress] = []
    ingest_paths([tmp_path / "one.txt", tmp_path / "two.txt"], tmp_path / "store", seen.append, vectors=False)
    assert list(dict.fromkeys((p.files_done, p.name) for p in seen if p.name)) == [(0, "one.txt"), (1, "two.txt")]


def test_jobs_are_kept_for_their_person_until_cleared() -> None:
    running, ended, run = Upload(names=("a.txt",)), Upload(names=("b.txt",), done=True), Run(done=True)
    for job in (running, ended, run):
        jobs.keep(job, "a store", "somebody")
    assert jobs.kept(Upload, "a store", "somebody") == (running, ended)
    assert jobs.kept(Upload, "a store", "somebody else") == ()
    jobs.let_go(Upload, "a store", "somebody")
    assert jobs.kept(Upload, "a store", "somebody") == (running,) and jobs.kept(Run, "a store", "somebody") == (run,)
