"""What Textual would keep of screens that are gone, and does not."""

from __future__ import annotations

from weakref import WeakSet, ref

from textual._styles_cache import StylesCache
from textual.color import Color
from textual.geometry import Region
from textual.screen import Screen

from game.tui.letting_go import Behind, let_go_of_a_game


def test_what_was_drawn_of_a_part_goes_with_the_part() -> None:
    drawn = StylesCache()
    drawn.get_inner_outer(Color(1, 2, 3), Color(4, 5, 6))
    left = ref(drawn)
    del drawn
    assert left() is None


def test_no_painting_keeps_the_screens_behind_it_once_a_game_was_left() -> None:
    behind: Behind = Behind([Screen()])
    let_go_of_a_game(WeakSet([behind]))
    assert not behind


def test_where_the_parts_of_a_screen_lay_is_forgotten_once_a_game_was_left() -> None:
    Region(0, 0, 8, 4).intersection(Region(2, 2, 8, 4))
    let_go_of_a_game(WeakSet())
    assert not Region.intersection.cache_info().currsize
