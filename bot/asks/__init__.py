"""Asking: one customer at a time, the best first, each with their owner's consent and their own.

`course` decides what comes next; `approval`, `sending` and `answers` are its steps; `change` writes each down.
"""
