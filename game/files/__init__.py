"""Everything that touches disk: scenario files and saves.

Nothing else in the game opens a file. Saves never load pydantic or yaml; scenarios load them when a file is read, not before.
"""
