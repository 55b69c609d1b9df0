"""Whatever is handed in from outside is accepted or answered in clear words. ``python -m tests.fuzz save 1000`` tries."""
