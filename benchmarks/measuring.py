"""How a ratio is taken: both sides in one run, in turns, and the middle of the rounds."""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import dataclass
from statistics import median
from time import process_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_PRECISION = 3
ROOM = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: PTH112, S108 - a place in memory
"""Where files are kept that are to cost no disk; the system's own place where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one measurement says."""

    name: str
    ours: float
    """Seconds of processor time for one piece of work, or a count."""
    against: str
    other: float
    target: float
    """The largest ratio that meets the promise."""

    @property
    def ratio(self) -> float:
        """How many times the other's cost ours is."""
        return self.ours / self.other

    @property
    def met(self) -> bool:
        """Whether the promise is kept."""
        return self._rounded <= self.target

    @property
    def _rounded(self) -> float:
        """The ratio, as far as two runs can tell it apart."""
        return round(self.ratio, _PRECISION if self.target >= 1 else 2 * _PRECISION)

    def as_json(self) -> dict[str, object]:
        """Return the row as it is written down."""
        return {
            "name": self.name,
            "ours": self.ours,
            "against": self.against,
            "other": self.other,
            "ratio": self._rounded,
            "target": self.target,
            "met": self.met,
        }


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that could not be measured here, and why."""

    name: str
    because: str


def in_turns(
    ours: Callable[[], object], other: Callable[[], object], *, rounds: int, times: int = 1
) -> tuple[float, float]:
    """Return the processor seconds that one call of each takes.

    Both are called in every round, so that whatever else the machine does meets both
    alike. The ratio of the two numbers is the middle of the rounds' ratios; the first
    number is the middle of our own times.

    Args:
        ours: What we do.
        other: What it is held against.
        rounds: How many times both are measured.
        times: Calls in a row for one measurement.
    """
    ours(), other()
    gc.collect()
    measured = [(timed(ours, times), timed(other, times)) for _ in range(rounds)]
    mine = median(mine for mine, _ in measured)
    return mine, mine / median(mine / theirs for mine, theirs in measured)


def timed(work: Callable[[], object], times: int) -> float:
    """Return the processor seconds that one of several calls in a row takes."""
    began = process_time()
    for _ in range(times):
        work()
    return (process_time() - began) / times


def commands_in_turns(
    ours: Sequence[str], other: Sequence[str], *, rounds: int, environ: Mapping[str, str]
) -> tuple[float, float]:
    """Return the processor seconds that one run of each command takes, as ``in_turns`` does."""
    return in_turns_by(
        lambda: _time_command(ours, environ), lambda: _time_command(other, environ), rounds
    )


def in_turns_by(
    ours: Callable[[], float], other: Callable[[], float], rounds: int
) -> tuple[float, float]:
    """Return what both measure of themselves, as ``in_turns`` does."""
    ours(), other()
    measured = [(ours(), other()) for _ in range(rounds)]
    mine = median(mine for mine, _ in measured)
    return mine, mine / median(mine / theirs for mine, theirs in measured)


def _time_command(command: Sequence[str], environ: Mapping[str, str]) -> float:
    """Run a command silently and return its processor time."""
    silent = [
        (os.POSIX_SPAWN_OPEN, sys.stdout.fileno(), os.devnull, os.O_WRONLY, 0),
        (os.POSIX_SPAWN_OPEN, sys.stderr.fileno(), os.devnull, os.O_WRONLY, 0),
    ]
    child = os.posix_spawn(command[0], [*command], environ, file_actions=silent)
    _, status, used = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        message = f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}"
        raise RuntimeError(message)
    return used.ru_utime + used.ru_stime
