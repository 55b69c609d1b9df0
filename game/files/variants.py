"""A scenario that says what it is based on and only what is different: put together with the other before it is judged.

Mappings are merged key by key; everything else, lists among them, takes the place of what was there. What is wrong with the whole
is said of the line that an author wrote; where that is in the other file, of the line that names it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from game.files.places import is_slug
from game.strict_yaml import Document, Place
from game.strict_yaml import Path as Way

BASED_ON: Final = "based-on"


def whole(document: Document, find: Callable[[str], Document]) -> Document:
    """The document with what it leaves out, taken from the scenario it is based on; itself when it is based on none.

    ``find`` reads a scenario by its slug; whatever is wrong there is among its document's problems.
    """
    value = document.value
    if not document.whole or not isinstance(value, dict) or BASED_ON not in value:
        return document
    name = value[BASED_ON]
    if not isinstance(name, str) or not is_slug(name):
        words = "A scenario is based on another by its id, never by a path."
        return _spoilt(
            document, words, "Put the other file beside this one, and write its name without .yaml."
        )
    base = find(name)
    if base.problems or not base.whole:
        first = base.problems[0]
        words = f"{name} cannot be read: {first.words}"
        return _spoilt(document, words, first.hint)
    if isinstance(base.value, dict) and BASED_ON in base.value:
        other = str(base.value[BASED_ON])[:40]
        return _spoilt(document, f"{name} is itself based on another.", f"Base this one on {other} too.")
    if "id" not in value or value["id"] == name:
        return _spoilt(document, f"This would be {name} itself.", "Give it an id of its own.", "id")
    own = {key: entry for key, entry in value.items() if key != BASED_ON}
    return document._replace(value=_merged(base.value, own), places=_merged_places(base, document))


def _spoilt(document: Document, words: str, hint: str, key: str = BASED_ON) -> Document:
    found = document.problem((key,), words, hint)
    return document._replace(problems=(*document.problems, found), whole=False)


def _merged(old: Any, new: Any) -> Any:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return new
    return {**old, **{key: _merged(old[key], entry) if key in old else entry for key, entry in new.items()}}


def _merged_places(base: Document, document: Document) -> dict[Way, Place]:
    """A place for every value: the author's own, else that of the line which names the other scenario."""
    named = document.places[(BASED_ON,)]
    return dict.fromkeys(base.places, named) | document.places
