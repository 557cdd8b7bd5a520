"""Answers from the structured side: readings of measures, stated with their role, period and place."""
