"""Ratios measured in one run, so that a slow machine and a fast one give the same answer."""
