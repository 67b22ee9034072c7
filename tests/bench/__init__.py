"""Measures the search against other engines on the same work: ``make bench``."""
