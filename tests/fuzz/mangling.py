"""Honest inputs made dishonest: bytes that were changed by accident, and values that were changed by hand."""

from __future__ import annotations

import random
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import msgspec

from game.files.canonical import canonical, digest

_ODD: tuple[Any, ...] = (
    0, 1, -1, 2, 7, 24, 99, 10_000, 10**6, -(10**6), 2**31, 2**63 - 1, 2**64, -(2**63), 10**15, 1.5, True, False, None, "", "x", "openai",
    "microsoft", "none", "2025-Q3", "openai.cash", "a" * 3000, "\u202e", "\x1b[31m", "../x", [], {}, [[]], [1, 2, 3], {"from": 1},
)  # fmt: skip
"""What is put where something else stood."""


_WHOLE: tuple[int, ...] = tuple(value for value in _ODD if type(value) is int and abs(value) < 2**63)

Kin = dict[str, list[Any]]
"""What else stood under a key, by the key."""


def accident(data: bytes, words: Sequence[bytes], luck: random.Random) -> bytes:
    """A few changes of bytes: one flipped, some cut off, put in, taken out or said twice, or a word of the format where none was."""
    made = bytearray(data)
    for _ in range(luck.choice((1, 1, 1, 2, 3, 8))):
        at = luck.randrange(len(made)) if made else 0
        match luck.randrange(6):
            case 0 if made:
                made[at] ^= luck.randint(1, 255)
            case 1:
                del made[at:]
            case 2:
                made[at:at] = luck.randbytes(luck.randint(1, 8))
            case 3:
                del made[at : at + luck.randint(1, 200)]
            case 4:
                piece = made[at : at + luck.randint(1, 400)]
                made[at:at] = piece * luck.choice((1, 1, 2, 50, 2000 if len(piece) < 20 else 3))
            case _:
                made[at:at] = luck.choice(words)
    return bytes(made)


def forged(data: bytes, luck: random.Random) -> bytes:
    """A save in which values were changed, and every hash mended that can be without knowing the rules."""
    lines = [msgspec.json.decode(line) for line in data.split(b"\n")[:-1]]
    if luck.random() < 0.5:  # where earlier rules wrote it, the hash of the last state is not insisted on
        lines[0]["rules"] = 1
    kin = kin_of(lines)
    for _ in range(luck.choice((1, 1, 2, 5))):
        changed(luck.choice(lines), luck, kin)
    if luck.random() < 0.1:
        lines.insert(luck.randint(1, len(lines)), luck.choice(lines))
    made, head = [], ""
    for n, line in enumerate(lines):
        if n and isinstance(line, dict):
            line |= {"prev": head, "n": n}
        elif isinstance(line.get("scenario"), dict):
            line["scenario_sha"] = sha256(canonical(line["scenario"])).hexdigest()
        made.append(canonical(line))
        head = digest(made[-1])
    return b"\n".join(made) + b"\n"


def kin_of(data: Any) -> Kin:
    """What stands under every key, anywhere in some plain data."""
    kin, todo = Kin(), [data]
    while todo:
        one = todo.pop()
        if isinstance(one, dict):
            for key, value in one.items():
                kin.setdefault(key, []).append(value)
        todo.extend(one.values() if isinstance(one, dict) else one if isinstance(one, list) else ())
    return kin


def changed(data: Any, luck: random.Random, kin: Kin) -> None:
    """Somewhere in some plain data one value becomes another, goes missing or comes twice. Mostly it stays of its kind."""
    while True:
        keys = list(data) if isinstance(data, dict) else list(range(len(data)))
        if not keys:
            return
        key = luck.choice(keys)
        inner = data[key]
        if isinstance(inner, (dict, list)) and inner and luck.random() < 0.85:
            data = inner
            continue
        match luck.randrange(16):
            case 0:
                del data[key]
            case 1 | 2 if isinstance(data, list):
                data.insert(luck.randint(0, len(data)), inner)
            case 3 if isinstance(data, dict):
                data[luck.choice(("x", "by", "from", "fact", "quarter"))] = inner
            case 4:
                data[key] = data[luck.choice(keys)]
            case 5 | 6:
                data[key] = luck.choice(_ODD)
            case _ if type(inner) is int:
                data[key] = luck.choice((inner + luck.choice((-1, 1, 1000, -1000)), luck.choice(_WHOLE)))
            case _:
                data[key] = luck.choice(kin.get(str(key), [inner]))
        return
