from __future__ import annotations

import os
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gronatraden.errors import ManuscriptError
from gronatraden.manuscript import LIMIT_BYTES, Position, read, read_text
from gronatraden.manuscript.characters import first_unreadable
from gronatraden.manuscript.composition import compose
from tests.manuscript.cases import UNKNOWN_ESCAPE, UNPLAIN, UNREADABLE, Case

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BOTH_PARSERS = pytest.mark.parametrize(
    "parser",
    [
        pytest.param(yaml.SafeLoader, id="in Python"),
        pytest.param(getattr(yaml, "CSafeLoader", yaml.SafeLoader), id="in C"),
    ],
)
EVERY_CASE = pytest.mark.parametrize("case", UNREADABLE + UNPLAIN, ids=str)


Keys = tuple[str | int, ...]


class Decimals(yaml.SafeDumper):
    """Dumps a ``Decimal`` with the digits it has."""


Decimals.add_representer(
    Decimal, lambda dumper, number: dumper.represent_scalar("tag:yaml.org,2002:float", f"{number}")
)

words = st.text(max_size=20).filter(lambda word: not first_unreadable(word))
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.decimals(-(10**9), 10**9, places=3)
    | words
    | st.sampled_from(
        ["yes", "on", "010", "1:30", "2020-01-01", "<<", "null", "0x1F", "1e3", "=", "*a"]
    )
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4)
)
mappings = st.dictionaries(words, values, min_size=1, max_size=6)


def problems(text: str) -> list[tuple[str, int, int]]:
    with pytest.raises(ManuscriptError) as refused:
        read_text(text, name="plan.yaml")
    return [(problem.code, problem.line, problem.column) for problem in refused.value.problems]


def file_problems(path: Path) -> list[tuple[str, int, int]]:
    with pytest.raises(ManuscriptError) as refused:
        read(path)
    return [(problem.code, problem.line, problem.column) for problem in refused.value.problems]


def spots(node: yaml.Node | None, path: Keys = ()) -> Iterator[tuple[Keys, Position]]:
    """Yield where PyYAML's own composer sees each key and item."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, key.value)
            yield here, Position(key.start_mark.line + 1, key.start_mark.column + 1)
            yield from spots(value, here)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            here = (*path, index)
            yield here, Position(value.start_mark.line + 1, value.start_mark.column + 1)
            yield from spots(value, here)


@EVERY_CASE
def test_what_is_not_plain_is_refused_at_its_spot(case: Case) -> None:
    found = problems(case.bad)

    assert found == [(case.code, case.line, case.column)]


@EVERY_CASE
def test_the_nearest_plain_text_is_read(case: Case) -> None:
    manuscript = read_text(case.good, name="plan.yaml")

    assert manuscript.value


@BOTH_PARSERS
@pytest.mark.parametrize("case", UNPLAIN, ids=str)
def test_both_parsers_see_the_same_problem(case: Case, parser: type[yaml.SafeLoader]) -> None:
    found = compose(case.bad, parser).problems

    assert [(p.code, p.line, p.column) for p in found] == [(case.code, case.line, case.column)]


def test_an_unknown_escape_is_refused() -> None:
    found = problems(UNKNOWN_ESCAPE.bad)

    assert found == [("unknown-escape", 1, 7)]


def test_a_backslash_outside_double_quotes_is_a_backslash() -> None:
    manuscript = read_text(UNKNOWN_ESCAPE.good, name="plan.yaml")

    assert manuscript.value == {"a": "C:\\q"}


def test_all_mistakes_are_said_at_once() -> None:
    found = problems("a: &x 1\nb: *x\n2: c\na: 1\nd: .inf\ne: [1\n")

    assert found == [
        ("anchor", 1, 4),
        ("alias", 2, 4),
        ("key-is-not-text", 3, 1),
        ("duplicate-key", 4, 1),
        ("number-is-not-finite", 5, 4),
        ("unclosed-bracket", 6, 4),
    ]


def test_an_error_carries_the_file_and_a_line_per_problem() -> None:
    with pytest.raises(ManuscriptError) as refused:
        read_text("a: &x 1\nb: *x", name="plan.yaml")

    assert refused.value.facts == {"file": "plan.yaml", "problems": ["1:4 anchor", "2:4 alias"]}


def test_a_duplicate_names_the_key_and_its_first_line() -> None:
    with pytest.raises(ManuscriptError) as refused:
        read_text("# a\nb: 1\nb: 2", name="plan.yaml")

    assert refused.value.problems[0].facts == {"key": "b", "first": 2}


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        *((word, word) for word in ["yes", "no", "on", "off", "y", "N", "Yes", "OFF"]),
        *((word, word) for word in ["1:30", "010", "0780", "0x1F", "0o7", "1_000", "1e3", "+46"]),
        *((word, word) for word in ["2020-01-01", "2020-01-01T10:00:00Z", "2026-W03", ".5", "5."]),
        *((word, word) for word in ["١٢", "nan", "None", "="]),
        *((word, None) for word in ["", "~", "null", "Null", "NULL"]),
        *((word, True) for word in ["true", "True", "TRUE"]),
        *((word, False) for word in ["false", "False", "FALSE"]),
        ("0", 0),
        ("-12", -12),
        ("3.10", Decimal("3.10")),
        ("-0.5", Decimal("-0.5")),
    ],
)
def test_a_plain_word_means_one_thing(word: str, meaning: object) -> None:
    value = read_text(f"a: {word}", name="plan.yaml").value["a"]

    assert (type(value), str(value)) == (type(meaning), str(meaning))


@settings(deadline=None)
@given(mappings)
def test_what_is_dumped_reads_back_equal(value: dict[str, object]) -> None:
    text = yaml.dump(value, Dumper=Decimals, allow_unicode=True)

    assert read_text(text, name="plan.yaml").value == value


@BOTH_PARSERS
@settings(deadline=None)
@given(value=mappings, flow=st.booleans(), indent=st.integers(2, 6))
def test_both_parsers_read_the_same(
    parser: type[yaml.SafeLoader],
    value: dict[str, object],
    flow: bool,  # noqa: FBT001 - hypothesis names it
    indent: int,
) -> None:
    text = yaml.dump(value, Dumper=Decimals, default_flow_style=flow, indent=indent)

    assert compose(text, parser).value == value


@settings(deadline=None)
@given(value=mappings, flow=st.none() | st.booleans(), indent=st.integers(2, 6))
def test_every_key_and_item_is_found_on_its_line(
    value: dict[str, object],
    flow: bool | None,  # noqa: FBT001 - hypothesis names it
    indent: int,
) -> None:
    text = yaml.dump(value, Dumper=Decimals, default_flow_style=flow, indent=indent)
    manuscript = read_text(text, name="plan.yaml")

    seen = dict(spots(yaml.compose(text, yaml.SafeLoader)))

    assert {path: manuscript.line_of(path) for path in seen} == seen


@pytest.mark.parametrize(
    ("path", "position"),
    [
        pytest.param((), (2, 1), id="the top"),
        pytest.param(("a",), (2, 1), id="a key"),
        pytest.param(("a", 1), (4, 5), id="an item"),
        pytest.param(("a", 1, "c"), (5, 5), id="a key in an item"),
        pytest.param(("a", 1, "missing"), (4, 5), id="a missing key in an item"),
        pytest.param(("a", 7, "b"), (2, 1), id="a missing item"),
        pytest.param(("missing", "a"), (2, 1), id="nothing at all"),
    ],
)
def test_a_place_is_that_of_the_nearest_parent(
    path: tuple[str | int, ...], position: tuple[int, int]
) -> None:
    manuscript = read_text("# first\na:\n  - 1\n  - b: 2\n    c: 3\n", name="plan.yaml")

    found = manuscript.line_of(path)

    assert found == position


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        outcome: object = read_text(text, name="plan.yaml").value
    except ManuscriptError as refused:
        outcome = refused.problems

    assert outcome


@settings(deadline=None)
@given(st.lists(st.sampled_from([*"abc01.-:?!&*#{}[],|>@`'\"%\\~<= \n\t", "  ", "---", "\n- "])))
def test_no_yaml_breaks_the_reader(parts: list[str]) -> None:
    try:
        outcome: object = read_text("".join(parts), name="plan.yaml").value
    except ManuscriptError as refused:
        outcome = refused.problems

    assert outcome is not None


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.yaml"
    path.write_bytes(data)

    try:
        outcome: object = read(path).value
    except ManuscriptError as refused:
        outcome = refused.problems

    assert outcome is not None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("a: " + "[" * 2000, "too-deep", id="2,000 brackets"),
        pytest.param("a: " + "{" * 500_000, "too-deep", id="half a million braces"),
        pytest.param("- " * 500_000, "too-deep", id="half a million dashes"),
        pytest.param("? " * 500_000, "too-deep", id="half a million question marks"),
        pytest.param("a: " + "9" * 1_000_000, "number-is-too-long", id="a million digits"),
        pytest.param("a: 0." + "9" * 1_000_000, "number-is-too-long", id="a million decimals"),
        pytest.param("a: [" + "1," * 500_000 + "]", "too-many-values", id="half a million items"),
        pytest.param("\0" * 1_000_000, "control-character", id="a million NULs"),
        pytest.param("a: 1\n" + "---\n" * 250_000, "several-documents", id="endless documents"),
        pytest.param("#\n" * 500_000, "file-is-empty", id="half a million comments"),
        pytest.param("a: " + "*" * 1_000_000, "reserved-character", id="a million stars"),
        pytest.param("a" * (LIMIT_BYTES + 1), "file-is-too-large", id="one byte too many"),
        pytest.param("å" * (LIMIT_BYTES // 2 + 1), "file-is-too-large", id="two-byte letters"),
    ],
)
def test_hostile_text_is_refused(text: str, code: str) -> None:
    found = problems(text)

    assert found[0][0] == code


def test_a_deep_mapping_is_refused_where_it_gets_too_deep() -> None:
    found = problems("".join(" " * depth + "a:\n" for depth in range(1400)))

    assert found == [("too-deep", 33, 33)]


def test_an_alias_bomb_is_refused_unopened() -> None:
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    rows += [
        f"{b}: &{b} [{', '.join(['*' + a] * 9)}]" for a, b in zip("abcdef", "bcdefg", strict=True)
    ]

    found = problems("\n".join(rows))

    assert {code for code, _, _ in found} == {"anchor", "alias"}


def test_a_hundred_problems_are_enough() -> None:
    found = problems("a: 1\n" * 200_000)

    assert (len(found), found[-1][0]) == (101, "more-problems")


def test_many_keys_are_read() -> None:
    text = "".join(f"key-{number}: {number}\n" for number in range(20_000))

    manuscript = read_text(text, name="plan.yaml")

    assert manuscript.line_of(("key-19999",)) == (20_000, 1)


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("mål: Grönt\n", encoding="utf-8")

    manuscript = read(path)

    assert (manuscript.file, manuscript.value) == (str(path), {"mål": "Grönt"})


def test_a_byte_order_mark_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("a: 1\n", encoding="utf-8-sig")

    manuscript = read(path)

    assert (manuscript.value, manuscript.line_of(("a",))) == ({"a": 1}, (1, 1))


def test_windows_lines_are_lines(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"a: 1\r\nb: 2\r\n")

    manuscript = read(path)

    assert manuscript.line_of(("b",)) == (2, 1)


@pytest.mark.parametrize(
    ("data", "spot"),
    [
        pytest.param("a: 1\nb: Grön".encode("latin-1"), (2, 6), id="Latin-1"),
        pytest.param("a: 1".encode("utf-16"), (1, 1), id="UTF-16"),
        pytest.param("å: ö".encode() + b"\xff", (1, 5), id="a byte that is nothing"),
        pytest.param(b"a: \xed\xa0\x80", (1, 4), id="a surrogate"),
    ],
)
def test_other_encodings_are_refused_at_the_byte(
    tmp_path: Path, data: bytes, spot: tuple[int, int]
) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(data)

    found = file_problems(path)

    assert found == [("not-utf-8", *spot)]


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    found = file_problems(tmp_path / "plan.yaml")

    assert found == [("file-is-missing", 0, 0)]


def test_a_directory_is_refused(tmp_path: Path) -> None:
    found = file_problems(tmp_path)

    assert found == [("file-is-a-directory", 0, 0)]


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    os.mkfifo(path)

    found = file_problems(path)

    assert found == [("file-is-not-ordinary", 0, 0)]


@pytest.mark.parametrize("name", ["a" * 300, "a\0b"], ids=["too long", "with a NUL"])
def test_an_impossible_name_is_refused(tmp_path: Path, name: str) -> None:
    found = file_problems(tmp_path / name)

    assert found == [("file-is-unreadable", 0, 0)]


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.symlink_to(path)

    found = file_problems(path)

    assert found == [("file-is-unreadable", 0, 0)]


def test_ten_megabytes_are_refused_before_they_are_parsed(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"\xff" * 10_000_000)

    found = file_problems(path)

    assert found == [("file-is-too-large", 0, 0)]


def test_a_file_of_just_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"a: " + b"b" * (LIMIT_BYTES - 3))

    manuscript = read(path)

    assert len(manuscript.text) == LIMIT_BYTES
