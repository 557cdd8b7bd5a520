"""Draft a reply to every letter of this folder over the sample reports and hold it to its gold points.

    python -m evals.letters [--store DIR] [--letters DIR] [--verbose]

Prints the points found and rightly answered, what stood in a body that may not, and every shortfall. Exits 1 where
fewer than 95% of the points are right or anything forbidden stands in a body.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from evals.letters.score import HERE_LETTERS, Score, score_folder

SAMPLES = HERE_LETTERS.parent / "samples"
LEAST = 0.95


def main(arguments: list[str] | None = None) -> int:
    """Run the set. `arguments` are the command line's; the exit code is returned."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--store", type=Path, help="a store that holds the sample reports; else one is made for the run"
    )
    parser.add_argument("--letters", type=Path, default=HERE_LETTERS)
    parser.add_argument("--verbose", action="store_true", help="show every shortfall")
    chosen = parser.parse_args(arguments)
    if chosen.store is not None:
        score = score_folder(chosen.letters, chosen.store)
    else:
        with tempfile.TemporaryDirectory() as folder:
            _ingest(Path(folder))
            score = score_folder(chosen.letters, Path(folder))
    return _report(score, chosen.verbose)


def _ingest(store: Path) -> None:
    from ingest import ingest_paths

    print("Reading the sample reports ...", file=sys.stderr)
    ingest_paths(sorted(SAMPLES.glob("*.txt")), store)


def _report(score: Score, verbose: bool) -> int:
    shown = score.shortfalls if verbose else score.shortfalls[:20]
    for line in shown:
        print(f"  {line}")
    if len(shown) < len(score.shortfalls):
        print(f"  ... and {len(score.shortfalls) - len(shown)} more (--verbose shows all)")
    print(
        f"letters {score.letters}: points found {score.found}/{score.points}, right {score.right}/{score.points} "
        f"= {score.rate:.3f}, forbidden {score.forbidden}, slowest {score.slowest:.2f} s"
    )
    return int(score.rate < LEAST or score.forbidden > 0)


if __name__ == "__main__":
    sys.exit(main())
