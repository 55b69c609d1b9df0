"""One way to write every value down, so that equal values are equal bytes and have equal hashes.

Canonical JSON here is UTF-8 without spaces, keys sorted, no floats, one line.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from itertools import accumulate
from typing import Final

import msgspec

from game.rules.state import State

DIGITS: Final = 16
_ENCODER = msgspec.json.Encoder(order="sorted")
_ESCAPED = re.compile(rb"\\.", re.DOTALL)
_STRINGS = re.compile(rb'"[^"]*"?')
_NO_MARKS: Final = bytes(byte for byte in range(256) if byte not in b'[]{}"')
_STEP: Final = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}


def canonical(value: object) -> bytes:
    """``value`` as canonical JSON, without a line end."""
    return _ENCODER.encode(value)


def digest(data: bytes) -> str:
    """The name of some bytes, in sixteen hexadecimal digits: the first half of 128 bits of blake2b.

    It tells accidents, of which it lets one in 10¹⁹ pass; against whoever means it no length would help.
    """
    return blake2b(data, digest_size=16).hexdigest()[:DIGITS]


def state_hash(state: State) -> str:
    """The name of a whole state: equal states have it in common, on every machine."""
    return digest(_ENCODER.encode(state))


def depth(line: bytes) -> int:
    """How deep the brackets of a line of JSON are nested, without parsing it. Linear, and nothing is recursive."""
    # What is escaped goes first: outside a string nothing may be, so whatever is hidden by that is not read either.
    plain = _ESCAPED.sub(b"", line) if b"\\" in line else line
    brackets = _STRINGS.sub(b"", plain.translate(None, _NO_MARKS))
    return max(accumulate(map(_STEP.__getitem__, brackets)), default=0)
