"""A campaign: mutants are drawn, tried and told.

python -m tests.mutation --sample 300 --seed 1 --minutes 25
"""

from __future__ import annotations

import argparse
import ast
import json
import random
import sys
import time
from hashlib import sha256
from typing import TYPE_CHECKING

from tests.mutation.near import ROOMS, everything, near
from tests.mutation.operators import Mutant, mutants_of, mutated
from tests.mutation.telling import known_equivalent, told
from tests.mutation.trying import ROOT, Tries, file_of, preload

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEPT = ROOT / "build" / "mutants.jsonl"
Result = dict[str, object]


def modules(room: str) -> list[str]:
    """Return the dotted names of a room's modules."""
    found = [path for name in ROOMS[room] for path in _files(ROOT / name)]
    names = [path.relative_to(ROOT).with_suffix("").as_posix() for path in found]
    return [name.removesuffix("/__init__").replace("/", ".") for name in names]


def _files(place: Path) -> list[Path]:
    return sorted(place.rglob("*.py")) if place.is_dir() else [place]


def every(rooms: list[str]) -> dict[str, list[Mutant]]:
    """Return every mutant, by room."""
    return {
        room: [
            m for name in modules(room) for m in mutants_of(name, file_of(name).read_text("utf-8"))
        ]
        for room in rooms
    }


def drawn(found: dict[str, list[Mutant]], sample: int, seed: int) -> list[tuple[str, Mutant]]:
    """Return a sample, as much of it from each room as the room has of all; all, where it is 0."""
    total = sum(len(mutants) for mutants in found.values())
    chance = random.Random(seed)  # noqa: S311 - a sample anybody can draw again
    picked: list[tuple[str, Mutant]] = []
    for room, mutants in found.items():
        share = round(sample * len(mutants) / total) if sample else len(mutants)
        picked += [(room, m) for m in chance.sample(mutants, min(share, len(mutants)))]
    chance.shuffle(picked)
    return picked


def main() -> None:
    """Draw, try, keep and tell."""
    asked = _asked()
    found = every(asked.room or list(ROOMS))
    picked = drawn(found, asked.sample, asked.seed)
    kept = _kept()
    if asked.again:
        kept = {key: r for key, r in kept.items() if r["outcome"] != "survived"}
    todo = [
        (room, m) for room, m in picked if _key(m) not in kept and m.id not in known_equivalent()
    ]
    sys.stdout.write(
        f"{len(picked)} of {sum(map(len, found.values()))} mutants; {len(todo)} to try\n"
    )
    preload()
    _require_that_the_whole_passes([m.module for _, m in todo])
    for line in _tried(todo, minutes=asked.minutes, at_once=asked.at_once):
        kept[str(line["key"])] = line
        with KEPT.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.write(
        told(found, picked, {m.id: kept[_key(m)] for _, m in picked if _key(m) in kept})
    )


def _require_that_the_whole_passes(modules: list[str]) -> None:
    """Stop where the tests fail with nothing broken: every mutant would seem to be killed."""
    if modules:
        whole, tries = modules[0], Tries[str](1, cpu_seconds=1800)
        tree = ast.parse(file_of(whole).read_text("utf-8"))
        ended = [*tries.begin("whole", whole, tree, everything(modules)), *tries.rest()]
        if ended != [("whole", "survived")]:
            sys.exit("The tests fail with nothing broken; see which with pytest.")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="how many; all, where 0")
    parser.add_argument("--seed", type=int, default=1, help="which sample")
    parser.add_argument("--minutes", type=float, default=0, help="stop after; never, where 0")
    parser.add_argument("--room", action="append", choices=list(ROOMS), help="only this room")
    parser.add_argument("--at-once", type=int, default=2, help="processes")
    parser.add_argument("--again", action="store_true", help="try those that survived once more")
    return parser.parse_args()


def _key(mutant: Mutant) -> str:
    """Return what a result is kept by: the mutant, and the module as it was broken."""
    source = sha256(file_of(mutant.module).read_bytes()).hexdigest()[:12]
    return f"{source} {mutant.id}"


def _kept() -> dict[str, Result]:
    KEPT.parent.mkdir(exist_ok=True)
    if not KEPT.exists():
        return {}
    lines = (json.loads(line) for line in KEPT.read_text("utf-8").splitlines())
    return {line["key"]: line for line in lines}


def _tried(todo: list[tuple[str, Mutant]], *, minutes: float, at_once: int) -> Iterator[Result]:
    until = time.monotonic() + minutes * 60 if minutes else float("inf")
    tries: Tries[tuple[str, Mutant]] = Tries(at_once)
    for room, mutant in todo:
        if time.monotonic() > until:
            break
        tree = mutated(file_of(mutant.module).read_text("utf-8"), mutant.place)
        for what, outcome in tries.begin((room, mutant), mutant.module, tree, near(mutant.module)):
            yield _line(what, outcome)
    for what, outcome in tries.rest():
        yield _line(what, outcome)


def _line(what: tuple[str, Mutant], outcome: str) -> Result:
    room, mutant = what
    sys.stdout.write({"killed": ".", "survived": "S", "runs away": "T"}[outcome])
    sys.stdout.flush()
    return {
        "key": _key(mutant),
        "id": mutant.id,
        "room": room,
        "line": mutant.line,
        "outcome": outcome,
    }


if __name__ == "__main__":
    main()
