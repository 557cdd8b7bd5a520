"""Answers and held things, shaped for a reader: no user interface here, and no figure that is not stored."""
