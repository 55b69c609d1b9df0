"""Made-up names on the screen: what is painted is renamed line by line, so that nothing that makes words has to know of it."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from game.desk.naming import realigned


class Renamed(LineFilter):
    """Paints made-up names for real ones."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        line = "".join(segment.text for segment in segments)
        signs = realigned(line) if cell_len(line) == len(line) else None
        if signs is None:
            return segments
        looks = [segment.style for segment in segments for _ in segment.text]
        painted: list[Segment] = []
        for sign, place in signs:
            if painted and painted[-1].style is looks[place]:
                painted[-1] = Segment(painted[-1].text + sign, looks[place])
            else:
                painted.append(Segment(sign, looks[place]))
        return painted
