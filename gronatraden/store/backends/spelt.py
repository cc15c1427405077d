"""What each database says in its own way, as expressions that statements are made of.

- ``InUtf8(column)``: a text's own bytes, for what is decoded from them anyway
- ``among(column, bindparam("ids", type_=Names()))``: whether a text is one of many

A list of names travels as one value: a statement is the same however many are named, and
is spelt out once in a process.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import ARRAY, LargeBinary, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import BindParameter, ColumnElement, Dialect
    from sqlalchemy.sql.compiler import SQLCompiler
    from sqlalchemy.types import TypeEngine


class Names(TypeDecorator[Any]):
    """Several texts as one value: an array where there are any, JSON in SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return what a database keeps them as; overrides SQLAlchemy's."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else ARRAY(Text))

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> Any:  # noqa: ANN401 - a text or a list
        """Return them as a database takes them; overrides SQLAlchemy's."""
        names = list(value or ())
        return msgspec.json.encode(names).decode() if dialect.name == "sqlite" else names


class InUtf8(GenericFunction[bytes]):
    """A text's bytes in UTF-8."""

    type = LargeBinary()
    inherit_cache = True


class Listed(GenericFunction[Any]):
    """What ``Names`` hold, as rows."""

    type = Text()
    inherit_cache = True


def among(column: ColumnElement[str], names: BindParameter[Any]) -> ColumnElement[bool]:
    """Return whether a column's text is among ``Names``; an index over the column is used."""
    return column.op("IN", is_comparison=True)(Listed(names))


def _parts(function: GenericFunction[Any], compiler: SQLCompiler, kw: dict[str, Any]) -> list[str]:
    return [compiler.process(clause, **kw) for clause in function.clauses]


@compiles(InUtf8, "sqlite")
def _as_blob(function: InUtf8, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    return "CAST({} AS BLOB)".format(*_parts(function, compiler, kw))


@compiles(InUtf8, "postgresql")
def _converted(function: InUtf8, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    return "convert_to({}, 'UTF8')".format(*_parts(function, compiler, kw))


@compiles(Listed, "sqlite")
def _in_json(function: Listed, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    (names,) = _parts(function, compiler, kw)
    return f"(SELECT value FROM json_each({names}))"  # noqa: S608 - it comes from SQLAlchemy


@compiles(Listed, "postgresql")
def _in_array(function: Listed, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    (names,) = _parts(function, compiler, kw)
    return f"(SELECT unnest({names}))"
