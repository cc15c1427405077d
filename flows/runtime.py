"""The one place that prepares Prefect: no telemetry, no noise, and a server to talk to.

A command that runs a flow does so inside `quiet_prefect()` and imports the flow there:
Prefect reads its settings when it is first imported, and costs a second. Where an API
is configured (``PREFECT_API_URL``, a profile), the runs are recorded and seen there.
Where none is, a temporary server lives for as long as the block, and its history goes
with it: the record is our own log. Set ``PREFECT_HOME`` to keep that history there.

A server takes two to three seconds to start, and about eight the first time on a
machine, when its database is built; later ones start from a copy. A command with
something else to do meanwhile enters `TemporaryServer` early and hands it over.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import ExitStack, contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Self

from platformdirs import user_cache_path

from gronatraden.errors import FlowServerError

if TYPE_CHECKING:
    from collections.abc import Iterator

_QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # What a flow raises reaches the door, and the door words it; no second telling.
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
}
_LEAN = {
    "PREFECT__SERVER_EPHEMERAL": "1",
    "PREFECT__SERVER_FINAL": "1",
    "PREFECT_UI_ENABLED": "false",
    "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
}
_STAYS = ("PREFECT_HOME", "PREFECT_SERVER_DATABASE_CONNECTION_URL")

# The collector finds nothing in seconds of imports; it is back before the first request.
_LAUNCH = "import gc; gc.disable(); from flows.embedded import main; main()"
_EXCEPTION = re.compile(r"[\w.]+(Error|Exception): ")
_PATIENCE_SECONDS = 120
_FAREWELL_SECONDS = 5


class TemporaryServer:
    """A Prefect server of our own, in a process of its own, on a port of its own.

    Entering starts it in the background and returns at once; `url` waits for it;
    leaving stops it. It never outlives its starter, not even a killed one. Where
    ``PREFECT_API_URL`` names another server, entering starts nothing.
    """

    def __init__(self, **settings: str) -> None:
        """Prepare a server with these Prefect settings on top of the lean ones."""
        self._settings = settings
        self._home = Path()
        self._process: subprocess.Popen[bytes] | None = None
        self._url = ""

    def __enter__(self) -> Self:
        if not os.environ.get("PREFECT_API_URL"):
            self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start the server in the background, once."""
        if self._process:
            return
        self._home = Path(tempfile.mkdtemp(prefix="gronatraden-prefect-"))
        template = user_cache_path("gronatraden") / f"prefect-{version('prefect')}.sqlite"
        surroundings = {k: v for k, v in os.environ.items() if k != "PREFECT_API_URL"}
        with (self._home / "server.log").open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter, our own words
                [sys.executable, "-P", "-c", _LAUNCH, str(self._home), str(template)],
                env=surroundings | _QUIET | _LEAN | self._database(template) | self._settings,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                start_new_session=True,  # Ctrl-C is meant for us; the server follows
            )

    @property
    def running(self) -> bool:
        """Whether there is a process, answering or not yet."""
        return self._process is not None and self._process.poll() is None

    @property
    def url(self) -> str:
        """Address of the API; waits until the server answers.

        Raises:
            FlowServerError: When the server gave up, or took too long.
        """
        self.start()
        if not self._url:
            self._url = f"http://127.0.0.1:{self._port()}/api"
        return self._url

    def stop(self) -> None:
        """Stop the server, if there is one, and remove what it kept."""
        process, self._process = self._process, None
        if process is None:
            return
        if not self._url:  # still starting: nothing to finish
            process.kill()
        try:
            process.communicate(timeout=_FAREWELL_SECONDS)  # it leaves when its input ends
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        self._url = ""
        shutil.rmtree(self._home, ignore_errors=True)

    def _port(self) -> int:
        """Wait for the port, which the server prints when it answers."""
        process = self._process
        if process is None or process.stdout is None:
            raise RuntimeError  # `url` starts the server, with a pipe, before it asks
        patience = threading.Timer(_PATIENCE_SECONDS, process.kill)
        patience.start()
        try:
            line = process.stdout.readline()
        finally:
            patience.cancel()
        if not line:
            raise FlowServerError(reason=_reason(self._home / "server.log"))
        return int(line)

    def _database(self, template: Path) -> dict[str, str]:
        """Say where the server keeps its runs: with it, unless a place was asked for."""
        if any(os.environ.get(name) for name in _STAYS):
            return {}
        database = self._home / "prefect.db"
        with suppress(FileNotFoundError):
            shutil.copyfile(template, database)
        return {
            "PREFECT_HOME": str(self._home),
            "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{database}",
            "PREFECT_API_DATABASE_MIGRATE_ON_START": str(not database.exists()),
        }


@contextmanager
def quiet_prefect(server: TemporaryServer | None = None) -> Iterator[str]:
    """Let flows run inside the block, without telemetry, noise or the heartbeat second.

    Import the flow inside the block too, and let no exception be swallowed by it:
    what a flow raises is raised here.

    Args:
        server: A temporary server that was started early; used where no API is
            configured, and left running. Without one the block has its own.

    Yields:
        Address of the API that records the runs.

    Raises:
        FlowServerError: When the temporary server does not start, or the configured
            one does not answer.
    """
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    with ExitStack() as stack:
        server = server or stack.enter_context(TemporaryServer())  # starts during the imports
        yield stack.enter_context(_settled(server))


@contextmanager
def _settled(server: TemporaryServer) -> Iterator[str]:
    """Settle which server it is, and what every flow of ours runs with."""
    from prefect.client.orchestration import get_client  # noqa: PLC0415 - it takes a second
    from prefect.events.worker import EventsWorker  # noqa: PLC0415 - it takes a second
    from prefect.settings import (  # noqa: PLC0415 - it takes a second
        PREFECT_API_URL,
        PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
        PREFECT_LOGGING_TO_API_ENABLED,
        temporary_settings,
    )

    # A heartbeat thread would hold every flow for a second when it ends.
    calm = {PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}
    url = PREFECT_API_URL.value()
    if url:
        server.stop()
        with get_client(sync_client=True) as client:
            problem = client.api_healthcheck()
        if problem:
            raise FlowServerError(reason=f"{url}: {problem}")
        with temporary_settings(calm):
            yield url
    else:
        here = {PREFECT_API_URL: server.url, PREFECT_LOGGING_TO_API_ENABLED: False}
        with temporary_settings(calm | here):
            try:
                yield server.url
            finally:  # what is still on its way must arrive while there is a server
                EventsWorker.drain_all(timeout=_FAREWELL_SECONDS)


def _reason(log: Path) -> str:
    """Read the last exception from the server's log, or else its last line."""
    lines = [line for line in log.read_text(errors="replace").splitlines() if line.strip()]
    exceptions = [line for line in lines if _EXCEPTION.match(line)]
    return (exceptions or lines or ["-"])[-1].strip()
