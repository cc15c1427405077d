"""How long a programme office waits for ``policy try`` and ``policy replay`` on a portfolio.

Plain facts and no promise: ``python -m benchmarks.trying`` prints seconds of the clock and of
the processor, and the memory at the peak. Every project is a copy of the demonstration's
``res-gront`` (44 kB), with a decision requested on its start gate; the text that is tried is
the full policy with one requirement more, that closes the gate.
"""

from __future__ import annotations

import argparse
import resource
import sys
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from benchmarks.house import BY, PROJECT, furnished
from benchmarks.many import copy_project
from gronatraden import manuscript, wiring
from gronatraden.samples.shipped import folder
from gronatraden.services.authoring.trying.replay_policy import replay_policy
from gronatraden.services.authoring.trying.try_policy import try_policy
from gronatraden.services.request_decision import request_decision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gronatraden.services import Parts

PROJECTS = 10_000
_GATE = "  start:\n"
_ASKS = "    requires:\n"
_EXTRA = """\
    requires:
      - id: start.sealed-already
        check: gates.the_archive_package_is_sealed
        because: {sv: "Det här frågar bara den nya texten.", en: "Only the new text asks this."}
"""


def main() -> None:
    """Measure both, and print what they took."""
    asked = argparse.ArgumentParser(prog="benchmarks.trying")
    asked.add_argument("--projects", type=int, default=PROJECTS, metavar="N")
    count = asked.parse_args().projects
    text = manuscript.read_text(_text(), name="draft.yaml")
    with _requested(count) as parts:
        since = parts.today
        _timed("policy try", count, lambda: len(try_policy(parts, written=text).turning))
        _timed(
            "policy replay",
            count,
            lambda: len(replay_policy(parts, written=text, since=since).turned),
        )


def _text() -> str:
    """Return the shipped full policy, asking one thing more at the start."""
    shipped = (folder() / "gronatraden-full.yaml").read_text("utf-8")
    before, start, after = shipped.partition(_GATE)
    return before + start + after.replace(_ASKS, _EXTRA, 1)


@contextmanager
def _requested(count: int) -> Iterator[Parts]:
    """Yield a record of so many projects, a decision requested on the start of each."""
    with furnished() as settings:
        with wiring.connect(settings) as parts:
            request_decision(parts, project=PROJECT, gate="start", by=BY)
        copy_project(Path(str(settings.file)), PROJECT, count - 1)
        with wiring.connect(settings) as parts:
            yield parts


def _timed(name: str, count: int, work: Callable[[], int]) -> None:
    clock, processor = perf_counter(), process_time()
    turned = work()
    clock, processor = perf_counter() - clock, process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{name}: {count:,} projects, {turned:,} gates turned,"
        f" {clock:.1f} s ({processor:.1f} s of the processor), {peak:.0f} MB at the peak\n"
    )


if __name__ == "__main__":
    main()
