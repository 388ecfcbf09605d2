"""The pages as a part of the tree: uvicorn, our bridge, Django."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable, Iterator
from importlib import import_module

import uvicorn
from django.conf import settings
from django.utils.module_loading import import_string

from jln.web.server.bridge import Bridge, Receive, Scope, Send
from jln.web.server.protocol import BoundedProtocol

WAITING = 200  # requests that may wait for a thread; the next is asked to come back
GRACE = 5  # s for requests under way when asked to stop
KEEP_ALIVE = 20  # s; a reader on a slow line follows a link without a new handshake


class Server(uvicorn.Server):
    """uvicorn without its own ideas of signals, and awake once a second instead of ten times."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.begun, self.leaving = asyncio.Event(), asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the tree: uvicorn would raise them again and cut off every clean-up."""
        yield

    async def main_loop(self) -> None:
        """Keep the date header right until asked to leave."""
        while not self.leaving.is_set():
            await self.on_tick(0)
            self.begun.set()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.leaving.wait(), 1)


class Pages:
    """HTTP on one port."""

    name = "web"

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.health: Callable[[Send], Awaitable[None]] | None = None
        self.socket: socket.socket | None = None
        self.bridge: Bridge | None = None
        self.server: Server | None = None
        self.serving: asyncio.Task[None] | None = None

    def bind(self) -> None:
        """Take the port, before anything is started. Raises OSError if it is taken.

        The protocol has to be named: asyncio sends at once, without waiting for more to
        come, on sockets that say TCP only. Else each page waits 40 ms for a late receipt.
        """
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self.socket.bind((self.host, self.port))
        except OSError as error:
            raise OSError(
                error.errno, f"{error.strerror} ({self.host}, port {self.port})"
            ) from None
        self.socket.listen(512)

    async def start(self) -> None:
        """Answer requests."""
        application = import_string(settings.WSGI_APPLICATION or "")
        import_module(settings.ROOT_URLCONF)
        self.bridge = Bridge(application, threads=settings.WEB_THREADS, waiting=WAITING)
        config = uvicorn.Config(
            self._application,
            interface="asgi3",
            http=BoundedProtocol,
            loop="asyncio",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_keep_alive=KEEP_ALIVE,
            timeout_graceful_shutdown=GRACE,
        )
        self.server = Server(config)
        if self.socket is None:
            self.bind()
        sockets = [self.socket] if self.socket else []
        self.serving = asyncio.create_task(self.server.serve(sockets=sockets))
        await asyncio.wait(
            (self.serving, asyncio.create_task(self.server.begun.wait())),
            return_when=asyncio.FIRST_COMPLETED,
        )

    async def stop(self) -> None:
        """Take no more requests, and wait for those under way."""
        if self.server is not None and self.serving is not None:
            self.server.should_exit = True
            self.server.leaving.set()
            await self.serving

    def state(self) -> dict[str, str]:
        """Ready, or what it lacks."""
        if self.server is None or not self.server.started or self.bridge is None:
            return {"web": "not started"}
        return {"web": "too many requests wait" if self.bridge.is_full else ""}

    async def _application(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["path"] == "/healthz" and self.health is not None:
            await self.health(send)
        elif self.bridge is not None:
            await self.bridge(scope, receive, send)
