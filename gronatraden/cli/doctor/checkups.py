"""What the doctor looks at, one function each; a checkup is a result and never an error."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from gronatraden.errors import GronatradenError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.cli.door import Door
    from gronatraden.services import Parts

State = Literal["ok", "advice", "wrong"]

PINNED = ("prefect", "fastapi", "sqlalchemy")
"""Packages whose versions have to fit each other (DESIGN §10)."""
_PYTHON = (3, 11)
_BEHIND = timedelta(minutes=1)
"""A log that is further ahead of the clock than this takes nothing until the clock is there."""
_LIMIT = re.compile(r"(>=|<)\s*([0-9.]+)")


@dataclass(frozen=True, slots=True)
class Checkup:
    """One thing looked at; ``cli.doctor.<name>`` says it, ``<name>-do`` what to do."""

    name: str
    state: State
    facts: dict[str, object] = field(default_factory=dict)
    error: GronatradenError | None = None
    """What says more, where something could not be done."""


def surroundings(door: Door) -> Iterator[Checkup]:
    """Look at what is there without a database."""
    found = ".".join(str(part) for part in sys.version_info[:3])
    yield Checkup("python", "ok" if sys.version_info >= _PYTHON else "wrong", {"version": found})
    yield from _packages()
    spoken = (sys.stdout.encoding or "").lower().replace("-", "")
    facts: dict[str, object] = {"language": door.voice.language, "encoding": sys.stdout.encoding}
    yield Checkup("language", "ok" if spoken == "utf8" else "advice", facts)
    yield from _plugins(door)
    if (file := door.settings.file) is not None:
        near = next(p for p in (file.parent, *file.absolute().parents) if p.exists())
        yield Checkup("folder", "ok" if os.access(near, os.W_OK) else "wrong", {"folder": near})


def _packages() -> Iterator[Checkup]:
    pins = {re.split(r"[^\w-]", line)[0].lower(): line for line in requires("gronatraden") or ()}
    for name in PINNED:
        try:
            found = version(name) if find_spec(name) else ""
        except PackageNotFoundError:
            found = ""
        pin = pins.get(name, name)
        fits = bool(found) and all(_holds(found, *limit) for limit in _LIMIT.findall(pin))
        facts: dict[str, object] = {"package": name, "version": found or "–", "pin": pin}
        yield Checkup("package", "ok" if fits else "wrong", facts)


def _plugins(door: Door) -> Iterator[Checkup]:
    """Look at every plugin that the settings let in, beside those before it."""
    names = door.settings.plugins
    if not names:
        return
    from gronatraden.wiring import plugins  # noqa: PLC0415 - SQLAlchemy is slow to import

    for name in names:
        try:
            found = plugins.examined(names, name)
        except GronatradenError as error:
            yield Checkup("no-plugin", "wrong", {"plugin": name}, error)
            continue
        facts: dict[str, object] = {"plugin": name, "version": found.version}
        facts |= {"rooms": list(found.rooms), "exports": [e.name for e in found.exports]}
        yield Checkup("plugin", "ok", facts)


def _holds(found: str, sign: str, limit: str) -> bool:
    have, want = _numbers(found), _numbers(limit)
    return have >= want if sign == ">=" else have < want


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:3])


def record(door: Door, parts: Parts) -> Iterator[Checkup]:
    """Look at an open database, its key and its log."""
    from gronatraden.services.examine import examine  # noqa: PLC0415 - SQLAlchemy is slow
    from gronatraden.services.log.verify_log import verify_log  # noqa: PLC0415 - as above

    found = examine(parts)
    facts: dict[str, object] = {"database": door.database, "revision": found.health.revision}
    yield Checkup("database", "ok", facts)
    kept: dict[str, object] = {
        "synchronous": found.health.synchronous,
        "journal": found.health.journal or found.health.dialect,
    }
    yield Checkup("durable", "ok" if found.health.durable else "wrong", kept)
    yield _key(door, found.verifier)
    rules = {"policies": found.policies, "lifecycles": found.lifecycles}
    ruled = found.policies and found.lifecycles
    yield Checkup("policies", "ok" if ruled else "advice", dict(rules))
    verified = verify_log(parts)
    said: dict[str, object] = {"events": verified.events, "problems": len(verified.problems)}
    yield Checkup("log", "ok" if verified.verified else "wrong", said)
    if found.clock != "wall":
        yield Checkup("clock", "advice")
    if found.latest - parts.at > _BEHIND:
        yield Checkup("ahead", "wrong", {"latest": found.latest, "at": parts.at})


def _key(door: Door, verifier: str) -> Checkup:
    from gronatraden.wiring import read_key  # noqa: PLC0415 - SQLAlchemy is slow to import

    file = door.settings.log_key
    facts: dict[str, object] = {"file": file}
    try:
        signer = read_key(file)
    except GronatradenError as error:
        return Checkup("key", "wrong", facts, error)
    if signer.verifier.vkey != verifier:
        return Checkup("other-key", "wrong", facts)
    return Checkup("key", "ok", facts)
