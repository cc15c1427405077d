"""One mutant is imported in a process of its own and held against the tests nearest to it.

Each try is a fork of a process that has imported everything but us, so that it costs our
own import and the tests. It ends at the first test that fails. What runs away is stopped by
the processor time it has used, so that a busy machine kills no mutant.
"""

from __future__ import annotations

import atexit
import importlib
import importlib.abc
import importlib.util
import os
import resource
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator, Sequence
    from importlib.machinery import ModuleSpec
    from types import CodeType, ModuleType

    from tests.mutation.near import Near

What = TypeVar("What")
Outcome = Literal["killed", "survived", "runs away"]
ROOT = Path(__file__).parents[2]
THEIRS = (
    "alembic", "celpy", "click", "cryptography", "google.protobuf", "hypothesis", "jinja2",
    "msgspec", "pydantic", "pytest", "rich", "sqlalchemy", "xdist", "yaml", "zoneinfo",
)  # fmt: skip
"""What every try needs and none breaks."""
CPU_SECONDS, SECONDS, BYTES = 90, 900, 4 << 30
SAID = os.devnull
"""Where what the tests say goes; a file, to see why nothing runs."""
_SURVIVED, _KILLED = 0, 1


class _Broken(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from another tree than its file's."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self._name, self._tree = name, tree
        self._file = file_of(name)

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        """Return where the module is, if it is the one."""
        if fullname != self._name:
            return None
        is_package = self._file.name == "__init__.py"
        return importlib.util.spec_from_file_location(
            fullname,
            self._file,
            loader=_Loads(compile(self._tree, str(self._file), "exec")),
            submodule_search_locations=[str(self._file.parent)] if is_package else None,
        )


class _Loads(importlib.abc.Loader):
    """Runs code that is compiled already."""

    def __init__(self, code: CodeType) -> None:
        self._code = code

    def exec_module(self, module: ModuleType) -> None:
        """Run it."""
        exec(self._code, module.__dict__)  # noqa: S102 - a module of ours, changed by us


def file_of(module: str) -> Path:
    """Return the file of one of our modules."""
    path = ROOT.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def preload() -> None:
    """Import what every try needs."""
    for name in THEIRS:
        with suppress(ImportError):
            importlib.import_module(name)


class Tries(Generic[What]):
    """So many tries at once; each is waited for by its number."""

    def __init__(self, at_once: int, *, cpu_seconds: int = CPU_SECONDS) -> None:
        self._at_once = at_once
        self._cpu_seconds = cpu_seconds
        self._running: dict[int, tuple[What, float]] = {}

    def begin(
        self, what: What, module: str, tree: ast.Module, near: Near
    ) -> Iterator[tuple[What, Outcome]]:
        """Begin a try as soon as there is room; yield what has ended meanwhile."""
        if module in sys.modules:
            message = f"{module} is imported already and cannot be broken here"
            raise RuntimeError(message)
        while len(self._running) >= self._at_once:
            yield self._next()
        sys.stdout.flush()
        if pid := os.fork():
            self._running[pid] = what, time.monotonic()
        else:
            _try(module, tree, near, self._cpu_seconds)

    def rest(self) -> Iterator[tuple[What, Outcome]]:
        """Yield what was begun and has not been yielded, as it ends."""
        while self._running:
            yield self._next()

    def _next(self) -> tuple[What, Outcome]:
        while True:
            for pid, (_, began) in self._running.items():
                if time.monotonic() - began > SECONDS:
                    with suppress(ProcessLookupError):
                        os.killpg(pid, signal.SIGKILL)
            pid, status = os.waitpid(-1, os.WNOHANG)
            if pid in self._running:
                what, _ = self._running.pop(pid)
                return what, _outcome(status)
            time.sleep(0.02)


def _outcome(status: int) -> Outcome:
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in {signal.SIGXCPU, signal.SIGKILL}:
        return "runs away"
    return "survived" if os.waitstatus_to_exitcode(status) == _SURVIVED else "killed"


def _try(module: str, tree: ast.Module, near: Near, cpu_seconds: int) -> None:
    """Run the tests on the module as it is broken; never returns."""
    code = _KILLED
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 5))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        quiet = os.open(SAID, os.O_RDWR | os.O_CREAT, 0o600)
        for stream in (0, 1, 2):
            os.dup2(quiet, stream)
        os.environ["CI"] = "1"  # the same examples each time, and none are kept
        sys.meta_path.insert(0, _Broken(module, tree))
        code = _SURVIVED if _sees_nothing(near.first) and _sees_nothing(near.then) else _KILLED
        atexit._run_exitfuncs()  # noqa: SLF001 - the folders that tests made
    finally:
        os._exit(code)


def _sees_nothing(tests: Sequence[str]) -> bool:
    import pytest  # noqa: PLC0415 - in the fork it is there already

    options = [
        "-q",
        "-x",
        "--assert=plain",
        "--no-header",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
    ]
    there = list(dict.fromkeys(tests))
    return not there or pytest.main([*options, *there]) == pytest.ExitCode.OK
