"""First Refusal: a negotiation game for two seats that need each other.

Importing this package loads nothing else: neither the terminal app nor the libraries behind it.
"""

__version__ = "0.1.0"
