"""Readings: the rows of measures tables, with the role, unit, direction, period and basis of their figures."""
