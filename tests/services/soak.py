"""Lives, portfolios and their invariants for as long as one likes, a new seed each round.

    make soak MINUTES=10

python -m tests.services.soak --minutes 10 --lives 40 --steps 50

A round is bounded by how many lives it has; no round begins when the time is up. It stops at
the first that fails, with what it takes to repeat it. Where `GRONATRADEN_TEST_POSTGRES` names
a server, every other round is lived there.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import time

SEARCHES = (
    "tests/gates/test_explain.py",
    "tests/policy/conditions/test_fast.py",
    "tests/policy/conditions/test_needs.py",
    "tests/policy/test_merging.py",
)
"""Spaces too large for the suite to search: ten times the examples, in the first round of four."""
MACHINES = ("tests/services/test_any_life.py", "tests/services/test_any_portfolio.py")


def main() -> int:
    """Live rounds until the time is up."""
    asked = _asked()
    until = time.monotonic() + asked.minutes * 60
    chance = random.Random(asked.seed)  # noqa: S311 - seeds that anybody can draw again
    rounds = 0
    while time.monotonic() < until and rounds < asked.rounds:
        seed, place = chance.randrange(2**32), _place(rounds)
        sys.stdout.write(f"round {rounds + 1}, {place}, seed {seed}\n")
        sys.stdout.flush()
        tests = MACHINES if rounds % 4 else MACHINES + SEARCHES
        if _round(seed, place, tests, lives=asked.lives, steps=asked.steps):
            sys.stdout.write(f"It can be repeated with --hypothesis-seed={seed}, {place}.\n")
            return 1
        rounds += 1
    lives = rounds * asked.lives * len(MACHINES)
    sys.stdout.write(f"{rounds} rounds, at most {lives} lives of {asked.steps} steps: all held.\n")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.services.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, help="no round begins after")
    parser.add_argument("--rounds", type=int, default=1000, help="nor after so many")
    parser.add_argument("--lives", type=int, default=40, help="of each machine, in a round")
    parser.add_argument("--steps", type=int, default=50, help="in a life, at most")
    parser.add_argument("--seed", type=int, default=None, help="of the rounds' own seeds")
    return parser.parse_args()


def _place(rounds: int) -> str:
    server = os.environ.get("GRONATRADEN_TEST_POSTGRES")
    return "postgresql" if server and rounds % 2 else "sqlite"


def _round(seed: int, place: str, tests: tuple[str, ...], *, lives: int, steps: int) -> int:
    here = {name: value for name, value in os.environ.items() if name != "CI"}
    here |= {
        "GRONATRADEN_TEST_LIVES": place,
        "GRONATRADEN_TEST_LIFETIMES": str(lives),
        "GRONATRADEN_TEST_STEPS": str(steps),
        "GRONATRADEN_TEST_EXAMPLES": "10",
        "PYTHONHASHSEED": "0",
    }
    told = [sys.executable, "-m", "pytest", "-q", f"--hypothesis-seed={seed}", *tests]
    return subprocess.run(told, env=here, check=False).returncode  # noqa: S603 - our own tests


if __name__ == "__main__":
    sys.exit(main())
