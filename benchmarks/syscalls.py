"""Counts the calls a program makes to the kernel, with nothing but ptrace(2).

Works wherever a process may trace its own child: no tracer has to be installed. The
kernel says which call it is in the same words on every processor (Linux 5.3).
"""

from __future__ import annotations

import ctypes
import os
import platform
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_TRACEME, _SYSCALL, _SETOPTIONS, _SYSCALL_INFO = 0, 24, 0x4200, 0x420E
_MARK_SYSCALLS, _TRACE_CLONE, _TRACE_FORK, _EXIT_KILL = 0x1, 0x8, 0x2, 0x100000
_ENTRY, _NUMBER_AT, _INFO_BYTES = 1, 24, 128
_ANY_CHILD = 0x40000000  # __WALL: threads too
_SYSCALL_STOP = signal.SIGTRAP | 0x80
SYNCS = (74, 75) if platform.machine() == "x86_64" else (82, 83)
"""fsync and fdatasync; every newer processor has the same numbers."""
_libc = ctypes.CDLL(None, use_errno=True)


def count_syncs(work: Callable[[], None]) -> int:
    """Do some work in a process of its own and return how often it asked for a sync to disk.

    Raises:
        OSError: When this machine does not let a process trace its child.
        RuntimeError: When the work failed.
    """
    child = os.fork()
    if child == 0:
        _be_traced(work)
    os.waitpid(child, 0)
    _ptrace(_SETOPTIONS, child, _MARK_SYSCALLS | _TRACE_CLONE | _TRACE_FORK | _EXIT_KILL)
    _ptrace(_SYSCALL, child, 0)
    syncs = 0
    while True:
        who, status = os.waitpid(-1, _ANY_CHILD)
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            if who != child:
                continue
            if status:
                message = f"the traced work ended with {os.waitstatus_to_exitcode(status)}"
                raise RuntimeError(message)
            return syncs
        stopped = os.WSTOPSIG(status)
        syncs += stopped == _SYSCALL_STOP and _is_entering_sync(who)
        passed_on = 0 if stopped in {_SYSCALL_STOP, signal.SIGTRAP, signal.SIGSTOP} else stopped
        _ptrace(_SYSCALL, who, passed_on)


def _be_traced(work: Callable[[], None]) -> None:
    """Work under the parent's eyes, and end the process without going back to its stack."""
    outcome = 1
    try:
        _ptrace(_TRACEME, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        work()
        outcome = 0
    finally:
        os._exit(outcome)


def _is_entering_sync(process: int) -> bool:
    info = ctypes.create_string_buffer(_INFO_BYTES)
    _ptrace(_SYSCALL_INFO, process, ctypes.addressof(info), size=_INFO_BYTES)
    number = int.from_bytes(info.raw[_NUMBER_AT : _NUMBER_AT + 8], "little")
    return info.raw[0] == _ENTRY and number in SYNCS


def _ptrace(request: int, process: int, data: int, *, size: int = 0) -> None:
    call = _libc.ptrace
    call.restype = ctypes.c_long
    if call(request, process, ctypes.c_void_p(size), ctypes.c_void_p(data)) < 0:
        error = ctypes.get_errno()
        raise OSError(error, f"ptrace: {os.strerror(error)}")
