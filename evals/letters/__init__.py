"""A regression set of letters over the sample reports: `python -m evals.letters`."""
