"""The locked versions of Prefect, FastAPI and SQLAlchemy work together.

A plain resolve does not: with a newer FastAPI the server cannot be imported, and with
SQLAlchemy 2.1 cron schedules silently never fire. `pip check` tells neither.
"""

from __future__ import annotations

import time
from importlib.metadata import version
from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from prefect import Flow
    from prefect.client.schemas.objects import State

pytestmark = pytest.mark.prefect


@pytest.fixture
def closed_gate(prefect_api: str) -> Flow[..., State[None]]:
    """The flow, imported once the server is there: Prefect reads its settings on import."""
    assert prefect_api
    from tests.flows.closed_gate import closed_gate  # noqa: PLC0415 - see above

    return closed_gate


def test_the_server_can_be_imported(prefect_api: str) -> None:
    answer = httpx.get(f"{prefect_api}/admin/version")

    assert answer.json() == version("prefect")


def test_a_flow_ends_in_a_state_with_our_name(
    prefect_api: str, closed_gate: Flow[..., State[None]]
) -> None:
    end = closed_gate("res-gront", return_state=True)

    seen = httpx.get(f"{prefect_api}/flow_runs/{end.state_details.flow_run_id}").json()
    assert (seen["state_type"], seen["state_name"]) == ("COMPLETED", "Gate closed")


def test_a_run_leaves_an_artifact_to_read(
    prefect_api: str, closed_gate: Flow[..., State[None]]
) -> None:
    end = closed_gate("res-gront", return_state=True)

    artifact = httpx.get(f"{prefect_api}/artifacts/closed-gate/latest").json()
    assert artifact["flow_run_id"] == str(end.state_details.flow_run_id)
    assert artifact["data"] == "# res-gront: 3 points to mend"


def test_a_flow_does_not_wait_a_second_for_its_heartbeat(
    closed_gate: Flow[..., State[None]],
) -> None:
    started = time.perf_counter()
    closed_gate("first")
    closed_gate("second")
    closed_gate("third")

    assert time.perf_counter() - started < 3


def test_a_cron_schedule_produces_runs(prefect_api: str) -> None:
    nightly = {"schedule": {"cron": "0 2 * * *", "timezone": "Europe/Stockholm"}}
    flow = httpx.post(f"{prefect_api}/flows/", json={"name": "nightly"}).json()
    asked = {"name": "nightly", "flow_id": flow["id"], "schedules": [nightly]}
    deployment = httpx.post(f"{prefect_api}/deployments/", json=asked).json()

    assert _scheduled(prefect_api, deployment["id"]) > 0


def _scheduled(api: str, deployment: str) -> int:
    """Count the scheduled runs, once the scheduler has had its second, or ten."""
    question = {
        "flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}},
        "deployments": {"id": {"any_": [deployment]}},
    }
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        count = int(httpx.post(f"{api}/flow_runs/count", json=question).json())
        if count:
            return count
        time.sleep(0.1)
    return 0
