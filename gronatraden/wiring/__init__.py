"""The parts are plugged together here: the record, its key, the clock, and plugins."""

from gronatraden.wiring.parts import (
    clock,
    clock_of,
    connect,
    create,
    exists,
    plug_in,
    read_key,
    upgrade,
)

__all__ = [
    "clock",
    "clock_of",
    "connect",
    "create",
    "exists",
    "plug_in",
    "read_key",
    "upgrade",
]
