"""Benchmarks: never tests. Figures are ratios taken in one run, because machines differ and have moods.

``make bench`` prints all; ``python -m bench rules`` prints one group.
"""
