"""A temporary Prefect server, alone in a process of its own.

`flows.runtime` starts it and talks to it; nobody else does. It keeps three promises:

- it prints its port on standard output once it answers, and nothing else ever;
- it lives no longer than its standard input: when the starter closes that or dies,
  however it dies, the server goes;
- it leaves nothing behind: its directory goes with it.
"""

from __future__ import annotations

import gc
import os
import shutil
import socket
import sqlite3
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from prefect.server.api.server import create_app

if TYPE_CHECKING:
    from collections.abc import Callable

_LINGER_SECONDS = 1  # for connections that the starter left open


class _Server(uvicorn.Server):
    """A uvicorn server that says when it answers."""

    def __init__(self, config: uvicorn.Config, *, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start as uvicorn does and say so, unless the start failed."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def serve(home: Path, template: Path) -> None:
    """Serve Prefect's API from ``home`` until standard input ends.

    Args:
        home: Directory of this server alone; removed at the end.
        template: Where a freshly built database is kept for the next server.
    """
    # Named as TCP, asyncio sends small answers at once (TCP_NODELAY): 5 ms each, not 45.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))

    def ready() -> None:
        gc.freeze()
        gc.enable()
        _keep(home / "prefect.db", template)
        sys.stdout.write(f"{listener.getsockname()[1]}\n")
        sys.stdout.flush()

    config = uvicorn.Config(
        create_app(final=True),
        log_level="error",
        lifespan="on",
        timeout_graceful_shutdown=_LINGER_SECONDS,
    )
    server = _Server(config, ready=ready)
    threading.Thread(target=_leave_with_the_starter, args=(server,), daemon=True).start()
    server.run(sockets=[listener])
    if server.started:  # else the starter reads there what went wrong
        shutil.rmtree(home, ignore_errors=True)


def _leave_with_the_starter(server: uvicorn.Server) -> None:
    """Wait for the end of standard input, then let the server finish what it is doing."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    server.should_exit = True


def _keep(database: Path, template: Path) -> None:
    """Save the empty database once, so that the next server has nothing to build.

    Whoever finishes last wins, and every copy is as good as another. A cache that
    cannot be written costs time, never correctness.
    """
    if template.exists() or not database.exists():
        return
    draft = template.with_suffix(f".{os.getpid()}")
    with suppress(OSError, sqlite3.Error):
        template.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(database)
        connection.execute("VACUUM INTO ?", (str(draft),))
        connection.close()
        draft.replace(template)


def main() -> None:
    """Serve from the two paths on the command line: home and template."""
    serve(Path(sys.argv[1]), Path(sys.argv[2]))
