"""Every field earns its place."""

from __future__ import annotations

import ast
import re

import pytest

from tests.house.source import PACKAGE, tree_of
from tests.house.tracing import every_field, read_by
from tests.house.uses import USES

STATED = {f"{kind}.{name}": use for kind, uses in USES.items() for name, use in uses.items()}
TRACED = {field: use for field, use in STATED.items() if "/" not in use}
IN_FILES = {field: use for field, use in STATED.items() if "/" in use}


def reads(file: str, name: str) -> bool:
    """Say whether a file of the package reads an attribute of that name."""
    path = PACKAGE / file
    if path.suffix != ".py":
        return bool(re.search(rf"\.{name}\b", path.read_text("utf-8")))
    nodes = list(ast.walk(tree_of(path)))
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    asked_for = {
        ast.literal_eval(node.args[1])
        for node in nodes
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "getattr"
        and isinstance(node.args[1], ast.Constant)
    }
    return name in attributes | asked_for


def test_every_field_has_a_use() -> None:
    assert every_field() - STATED.keys() == set()


def test_no_use_is_of_a_field_that_is_gone() -> None:
    assert STATED.keys() - every_field() == set()


def test_a_check_or_a_picture_reads_each_field() -> None:
    assert {field: use for field, use in TRACED.items() if field not in read_by()[use]} == {}


@pytest.mark.parametrize("field", IN_FILES)
def test_a_file_reads_the_field(field: str) -> None:
    assert reads(IN_FILES[field], field.partition(".")[2])


@pytest.mark.parametrize("field", IN_FILES)
def test_a_file_is_named_only_where_no_check_reads_the_field(field: str) -> None:
    assert [reader for reader, seen in read_by().items() if field in seen] == []


def test_a_field_that_nobody_reads_is_seen() -> None:
    assert not reads("gates/asking/declared.py", "colour")
    assert "Stakeholder.colour" not in set().union(*read_by().values())
