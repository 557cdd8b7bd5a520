"""The score by kind over generated reports and the near misses: `python -m evals.scorecard`."""
