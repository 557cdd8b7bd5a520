"""Which printed rows are the same measure from one report to the next."""
