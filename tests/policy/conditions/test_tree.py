"""A condition is read as its author wrote it: every node, where it stands, of what kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - conditions read the fields' types
from decimal import Decimal  # noqa: TC003 - conditions read the fields' types
from typing import Literal

import pytest

from gronatraden.policy.conditions.cel.engine import CelEngine
from gronatraden.policy.conditions.shapes import Shape
from gronatraden.policy.conditions.tree import (
    Call,
    Fold,
    Listing,
    Literally,
    Name,
    Node,
    Select,
    Strange,
    walk,
)
from gronatraden.policy.conditions.vocabulary import Vocabulary
from tests.policy.conditions.asking import ENGINE, VOCABULARY, Seal
from tests.policy.conditions.test_reading import tree


def written(node: Node | None) -> str:
    """Return a node in words, with all that is below it."""
    match node:
        case Literally(value=value):
            said = repr(value)
        case Name(name=name):
            said = name
        case Select(of=of, field=field, tested=tested):
            said = f"{written(of)}.{field}{'?' if tested else ''}"
        case Listing(elements=elements):
            said = f"[{', '.join(map(written, elements))}]"
        case Call(function=function, arguments=arguments):
            said = f"{function}({', '.join(map(written, arguments))})"
        case Fold(kind=kind, name=name, over=over, where=where, body=body):
            said = f"{kind} {name} of {written(over)} where {written(where)}: {written(body)}"
        case Strange():
            said = "strange"
        case None:
            said = "-"
    return said


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("1", 1),
        ("-1", -1),
        ("300", 300),
        ("9223372036854775807", (1 << 63) - 1),
        ("-9223372036854775808", -(1 << 63)),
        ("7u", 7),
        ("0.0", 0.0),
        ("1.5", 1.5),
        ("-0.25", -0.25),
        ("''", ""),
        ("'åäö'", "åäö"),
        ("'" + "x" * 200 + "'", "x" * 200),
        ("b'ab'", b"ab"),
        ("true", True),
        ("false", False),
        ("null", None),
    ],
)
def test_a_value_that_is_written_out_is_read_as_it_is(text: str, value: object) -> None:
    root = ENGINE.parse(text).root

    assert isinstance(root, Literally)
    assert (type(root.value), root.value) == (type(value), value)


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("it.seal.by", "it.seal.by"),
        ("has(it.seal)", "it.seal?"),
        ("has(it.seal) || it.title == ''", "_||_(it.seal?, _==_(it.title, ''))"),
        ("it.title.contains('a')", "contains(it.title, 'a')"),
        ("size(it.parts)", "size(it.parts)"),
        ("it.parts[0].id", "_[_](it.parts, 0).id"),
        ("[1, 2, it.amount]", "[1, 2, it.amount]"),
        ("[] == []", "_==_([], [])"),
        ("!(1 < 2)", "!_(_<_(1, 2))"),
        ("true ? 1 : 2", "_?_:_(True, 1, 2)"),
        ("it.parts.all(p, p.id != '')", "all p of it.parts where -: _!=_(p.id, '')"),
        ("it.parts.exists(p, p.id == '')", "exists p of it.parts where -: _==_(p.id, '')"),
        ("it.parts.exists_one(p, p.id == '')", "exists_one p of it.parts where -: _==_(p.id, '')"),
        ("it.parts.map(p, p.id)", "map p of it.parts where -: p.id"),
        ("it.parts.map(p, p)", "map p of it.parts where -: p"),
        ("it.parts.map(p, p.id != '', p.tags)", "map p of it.parts where _!=_(p.id, ''): p.tags"),
        ("it.parts.filter(p, p.id != '')", "filter p of it.parts where _!=_(p.id, ''): -"),
        ("it.parts.map(p, p.id != '', it)", "map p of it.parts where _!=_(p.id, ''): it"),
        (
            "it.parts.filter(p, p.id != '').map(q, q.id)",
            "map q of filter p of it.parts where _!=_(p.id, ''): - where -: q.id",
        ),
        (
            "it.parts.all(p, it.parts.exists(q, q.id == p.id))",
            "all p of it.parts where -: exists q of it.parts where -: _==_(q.id, p.id)",
        ),
        ("{'a': 1}", "strange"),
    ],
)
def test_every_node_is_what_was_written(text: str, nodes: str) -> None:
    assert written(ENGINE.parse(text).root) == nodes


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("it.amount", ["int", "message"]),
        ("it.seal.by", ["string", "message", "message"]),
        ("it.parts[0].share", ["double", "message", "list", "message", "int"]),
        ("it.parts[0].due_on", ["day", "message", "list", "message", "int"]),
        ("it.parts.exists(p, true)", ["bool", "list", "message", "bool"]),
        ("params.strict", ["bool"]),
        ("params.word", ["string"]),
        ("params.limit", ["int"]),
        ("b'a'", ["bytes"]),
        ("7u", ["uint"]),
        ("null", ["null"]),
        ("{'a': 1}", ["map"]),
        ("dyn(1)", ["dyn", "int"]),
        ("duration('1h')", ["duration", "string"]),
    ],
)
def test_every_node_has_its_kind(text: str, kinds: list[str]) -> None:
    read = tree(text)

    assert [read.types.get(node.id, "") for node in walk(read.root)] == kinds


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("it.title == 'a'", [9, 2, 0, 12]),
        ("  it.amount > 1", [12, 4, 2, 14]),
        ("'å' == it.title", [4, 0, 9, 7]),
    ],
)
def test_every_node_stands_where_it_was_written(text: str, places: list[int]) -> None:
    read = ENGINE.parse(text)

    assert [read.places[node.id] for node in walk(read.root)] == places


def test_what_is_no_expression_is_refused_before_it_is_read() -> None:
    with pytest.raises(ValueError, match="amount"):
        ENGINE.parse("it.amount >")


def test_what_was_checked_is_known_by_the_names_it_was_checked_against() -> None:
    assert set(VOCABULARY.known) >= {"it", "params.limit", "passed", "size", "exists"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Something with a field of every kind, always said or perhaps not."""

    whole: int
    share: Decimal
    word: str
    truth: bool
    day: date
    perhaps_whole: int | None = None
    perhaps_share: Decimal | None = None
    perhaps_word: Literal["on", "off"] | None = None
    perhaps_truth: bool | None = None
    perhaps_day: date | None = None
    inside: Seal
    words: tuple[str, ...]
    wholes: tuple[int, ...]
    days: tuple[date, ...]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("said.whole + 1", "int"),
        ("said.share + 1.0", "double"),
        ("said.word + 'a'", "string"),
        ("said.truth", "bool"),
        ("said.day", "day"),
        ("said.perhaps_whole + 1", "int"),
        ("said.perhaps_share + 1.0", "double"),
        ("said.perhaps_word + 'a'", "string"),
        ("said.perhaps_truth", "bool"),
        ("said.perhaps_day", "day"),
        ("said.inside.by", "string"),
        ("said.words[0]", "string"),
        ("said.wholes[0]", "int"),
        ("said.days[0]", "day"),
        ("many[0].whole", "int"),
        ("alone", "int"),
        ("perhaps == null", "bool"),
        ("words[0]", "string"),
        ("other.by", "string"),
    ],
)
def test_a_field_has_the_kind_of_its_type(text: str, kind: str) -> None:
    names = {
        "said": Shape("object", content=Said),
        "many": Shape("object", many=True, content=Said),
        "other": Shape("object", content=Seal),
        "alone": Shape("int"),
        "perhaps": Shape("int", optional=True),
        "words": Shape("string", many=True),
    }

    checked = CelEngine(names).check(text, Vocabulary(names, {}))

    assert not isinstance(checked, tuple), checked
    assert checked.types[checked.root.id] == kind


@pytest.mark.parametrize(
    "text",
    ["said.whole == null", "said.word == null", "said.truth == null", "alone == null"],
)
def test_what_is_always_said_is_never_nothing(text: str) -> None:
    names = {"said": Shape("object", content=Said), "alone": Shape("int")}

    assert isinstance(CelEngine(names).check(text, Vocabulary(names, {})), tuple)
