"""Saves: JSON Lines, canonical JSON, a chain of hashes (house.md 4; docs/saves.md explains a file to whoever finds one).

Line 1 holds what was chosen before the game, with the scenario embedded; then comes one line a step: the decision, the facts
it caused, the hash of the state after it, and the hash of the line before. A step is on disk before anyone is told of it, so
the save *is* the autosave. Reading only decodes: folding facts into states is the session's work. Whatever is in a file, what
comes out of here is a :class:`Saved` or a :class:`~game.errors.SaveError` of one sentence; the file is left as it is.

``lines`` knows what a line looks like, ``migrations`` what it looked like once, ``reading`` and ``recording`` what a file is,
``looking`` what can be told without reading the whole of it, ``catalogue`` what of that need not be looked up again, ``tidying``
puts them away, and ``fame`` which games ship and what is said of them.
"""

from __future__ import annotations

from game.files.canonical import state_hash
from game.files.places import new_save_path, save_folder, save_path, slug_of
from game.files.saves.catalogue import glances, keep_results, known, latest
from game.files.saves.fame import Famous, Moment, famous, famous_of, read_famous, said_of_them
from game.files.saves.lines import FORMAT, YOU, Header, Origin, Saved, Step, as_read, facts_as_read
from game.files.saves.looking import Glance, Result, peek
from game.files.saves.reading import read_save
from game.files.saves.recording import Recorder, head_of, write_save
from game.files.saves.tidying import put_away, rename

__all__ = [
    "FORMAT", "YOU", "Famous", "Glance", "Header", "Moment", "Origin", "Recorder", "Result", "Saved", "Step", "as_read", "facts_as_read",
    "famous", "famous_of", "glances", "head_of", "keep_results", "known", "latest",
    "new_save_path", "peek", "put_away", "read_famous", "read_save",
    "rename", "said_of_them", "save_folder", "save_path", "slug_of", "state_hash", "write_save",
]  # fmt: skip
