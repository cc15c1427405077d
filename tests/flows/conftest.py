"""One Prefect server for all tests that need one; it takes seconds to start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from flows.runtime import TemporaryServer, quiet_prefect

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def prefect_api() -> Iterator[str]:
    """Address of a server of the session's own, whose scheduler looks every second."""
    with (
        pytest.MonkeyPatch.context() as surroundings,
        TemporaryServer(
            PREFECT__SERVER_EPHEMERAL="",  # an ephemeral server schedules nothing
            PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS="1",
        ) as server,
    ):
        surroundings.delenv("PREFECT_API_URL", raising=False)
        surroundings.delenv("PREFECT_HOME", raising=False)
        with quiet_prefect(server) as url:
            yield url
