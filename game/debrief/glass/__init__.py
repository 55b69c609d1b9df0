"""The glass box: what went into an act of a bot, beside what was true, once the game is over (rulebook 4.6).

The act is thought again from the moment it was made at, by the same bot with the same luck, and is told only if it comes to what
was done. What the bot believed stands beside what was so, which neither side could see while the game was on.

``opening`` thinks an act again, ``at_table`` and ``at_desk`` tell of the two kinds of act, ``page`` is the whole page.
"""

from __future__ import annotations

from game.debrief.glass.opening import Opened, glass_box, last_at_a_table
from game.debrief.glass.page import page_of, text_of, title_of
from game.debrief.glass.sections import Section

__all__ = ["Opened", "Section", "glass_box", "last_at_a_table", "page_of", "text_of", "title_of"]
