"""Times and memory beside the bare libraries underneath, in one run on one machine: `python -m evals.bench`."""
