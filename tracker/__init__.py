"""Carry out inspection recommendations, and show the plan on any date, as known on any date."""

__version__ = "0.1.0"
