"""Shapes as protobuf descriptors: the only types whose fields the engine checks.

They are made of the classes that documents are made of, when a policy is checked, and
never hold a value. A value that may be null is a wrapper, a day is a timestamp: that can
be compared with a day, with null, and with nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from gronatraden.policy.conditions.shapes import Shape, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gronatraden.policy.conditions.shapes import Kind

PACKAGE = "gronatraden"
_DAY = ".google.protobuf.Timestamp"
_WRAPPERS: dict[Kind, str] = {
    "int": ".google.protobuf.Int64Value",
    "double": ".google.protobuf.DoubleValue",
    "string": ".google.protobuf.StringValue",
    "bool": ".google.protobuf.BoolValue",
}
_SCALARS: dict[Kind, int] = {"int": 3, "double": 1, "string": 9, "bool": 8}
"""``FieldDescriptorProto.Type``; 11 is a message."""
_MESSAGE, _REPEATED, _SINGLE = 11, 3, 1


@dataclass(frozen=True, slots=True)
class Described:
    """A pool of descriptors, and which message stands for which class."""

    pool: Any
    messages: Mapping[type, str] = field(default_factory=dict)

    def content_of(self, message: str) -> type | None:
        """Return the class that a message stands for."""
        return next((kind for kind, name in self.messages.items() if name == message), None)


@lru_cache(maxsize=8)
def describe(shapes: tuple[Shape, ...]) -> Described:
    """Return descriptors of every class that some shapes lead to."""
    pool = _protobuf("descriptor_pool").DescriptorPool()
    file = _protobuf("descriptor_pb2").FileDescriptorProto(
        name="gronatraden.proto", package=PACKAGE, syntax="proto3"
    )
    for known in (_protobuf("timestamp_pb2"), _protobuf("wrappers_pb2")):
        pool.AddSerializedFile(known.DESCRIPTOR.serialized_pb)
        file.dependency.append(known.DESCRIPTOR.name)
    messages = _named(shapes)
    for content, name in messages.items():
        message = file.message_type.add(name=name.removeprefix(f"{PACKAGE}."))
        for number, (title, shape) in enumerate(fields_of(content).items(), start=1):
            kind, target = _type(shape, messages)
            message.field.add(
                name=title,
                number=number,
                label=_REPEATED if shape.many else _SINGLE,
                type=kind,
                type_name=target,
            )
    pool.AddSerializedFile(file.SerializeToString())
    return Described(pool, messages)


def _protobuf(module: str) -> Any:  # noqa: ANN401 - a module without types
    """Return a module of protobuf, which only what checks a policy needs."""
    return import_module(f"google.protobuf.{module}")


def _named(shapes: Iterable[Shape]) -> dict[type, str]:
    """Name a message for every class, in the order met; two of one name are told apart."""
    waiting = [shape.content for shape in shapes if shape.content is not None]
    found: dict[type, str] = {}
    while waiting:
        content = waiting.pop(0)
        if content in found:
            continue
        name = f"{PACKAGE}.{content.__name__}"
        found[content] = f"{name}{len(found)}" if name in found.values() else name
        waiting += [s.content for s in fields_of(content).values() if s.content is not None]
    return found


def _type(shape: Shape, messages: Mapping[type, str]) -> tuple[int, str | None]:
    if shape.content is not None:
        return _MESSAGE, f".{messages[shape.content]}"
    if shape.kind == "day":
        return _MESSAGE, _DAY
    if shape.optional:
        return _MESSAGE, _WRAPPERS[shape.kind]
    return _SCALARS[shape.kind], None
