"""Thinking about a deal, from what one seat sees: worth, packages, reasons, concession.

Everything that a decision depends on is whole numbers, so the same view gives the same thought on every machine. What is
thought here is belief, never knowledge: only views come in.
"""
