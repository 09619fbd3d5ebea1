"""Benchmarks: each module offers `rows()`; `python -m benchmarks` prints them as one table."""
