"""The game in a browser: a page, and for each visitor a process of the game that the page is a terminal of.

Needs the extra ``web``. Nothing here knows the game; it starts the app as the menu would.
"""

from __future__ import annotations

import asyncio
import shlex
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server

LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
_PAGE: Final = Path(__file__).with_name("browser.html")
_START: Final = "import sys; sys.path.insert(0, {root!r}); from game import tui; sys.exit(tui.menu())"

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def command() -> str:
    """What the shell is told to run for a visitor: this very game with this very Python, wherever the server was started."""
    root = str(Path(__file__).resolve().parents[2])
    words = [sys.executable, "-P", "-c", _START.format(root=root)]
    return subprocess.list2cmdline(words) if sys.platform == "win32" else f"exec {shlex.join(words)}"


def stranger(host: str, origin: str, *, loopback: bool) -> str:
    """Why a request is refused: a page of another site that asks here, under its name or a borrowed one; empty if it is not."""
    if loopback and urlsplit(f"//{host}").hostname not in LOOPBACK:
        return "This game is for the machine it runs on."
    if origin and urlsplit(origin).netloc != host:
        return "Another site asks for this game."
    return ""


class GameServer(Server):
    """Serves the game on a socket until it is told to stop."""

    def __init__(self, listening: socket.socket, *, loopback: bool) -> None:
        super().__init__(command(), title="First Refusal")
        self._listening, self._loopback = listening, loopback
        self._visits: set[asyncio.Task[object]] = set()

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._guard)
        return app

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        why = stranger(request.host, request.headers.get("Origin", ""), loopback=self._loopback)
        if why:
            raise web.HTTPForbidden(text=why)
        return await handler(request)

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(_PAGE)

    async def on_startup(self, app: web.Application) -> None:
        """What there is to say was said before."""

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        visit = asyncio.current_task()
        assert visit is not None
        self._visits.add(visit)
        try:
            return await super().handle_websocket(request)
        finally:
            self._visits.discard(visit)

    async def on_shutdown(self, app: web.Application) -> None:
        """Every visitor's game is told to stop, which it can at any moment."""
        for visit in self._visits:
            visit.cancel()

    def serve(self, debug: bool = False) -> None:
        """Serve until interrupted."""
        web.run_app(self._make_app(), sock=self._listening, print=None, access_log=None, shutdown_timeout=5)
