"""The threads in which a bot thinks and a page is worked out: when they are done they remember nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import Context
from typing import Any


class Threads(ThreadPoolExecutor):
    """Gives each piece of work a context of its own.

    A thread would keep Textual's note of what it worked at last, and with it the game, until it is given other work.
    """

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return super().submit(Context().run, fn, *args, **kwargs)
