"""The engine: Google's C++ implementation of CEL, and the only place that knows it.

Two environments read the same text. One knows every field's type, and refuses at load what
cannot be meant. The other knows no types, and evaluates over the plain values of stored
documents, which is many times faster than filling in typed messages.

What the engine does that we do not want is undone here:

- it returns an error as a text, which is true in Python: only the value's type tells;
- it raises when the work exceeds its budget: that is a failure like any other;
- it weighs fifty megabytes: nothing is imported before a condition is met.
"""

from __future__ import annotations

from contextvars import ContextVar
from datetime import timedelta
from functools import cache, lru_cache, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from gronatraden.policy.conditions.cel.complaints import complaints
from gronatraden.policy.conditions.cel.descriptors import describe
from gronatraden.policy.conditions.cel.reading import read
from gronatraden.policy.conditions.functions import FUNCTIONS
from gronatraden.policy.conditions.port import Answer, Trouble
from gronatraden.policy.conditions.vocabulary import PARAMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from gronatraden.moment import Moment
    from gronatraden.policy.conditions.cel.descriptors import Described
    from gronatraden.policy.conditions.shapes import Shape
    from gronatraden.policy.conditions.tree import Tree
    from gronatraden.policy.conditions.vocabulary import Vocabulary

_MOMENT: ContextVar[Moment] = ContextVar("moment")
"""The moment of the evaluation that runs; functions are bound before there is one."""
_KEPT = 4_096
"""Programs that are kept compiled: about twelve kilobytes each."""
_LITERAL = "literal"


class CelEngine:
    """Conditions in CEL over some names; cheap to make, what it compiles is shared."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset({*names, PARAMS, _LITERAL})

    def check(self, text: str, vocabulary: Vocabulary) -> Tree | tuple[Trouble, ...]:
        """Return what an expression says, with types, or everything wrong with it."""
        described = describe(tuple(vocabulary.names.values()))
        try:
            checked = _typed(described, vocabulary).compile(text)
            _program(self._names, text)
        except (RuntimeError, ValueError) as error:
            return complaints(str(error), text, (vocabulary, described))
        return read(checked.serialize())

    def fits(self, function: str, literal: str) -> bool:
        """Say whether a function that reads a text can make anything of one.

        A duration has to be whole days: nothing finer is ever asked of a day.
        """
        call = f"''.matches({_LITERAL})" if function == "matches" else f"{function}({_LITERAL})"
        answer = _CelBound(self._names, {_LITERAL: literal}, None).evaluate(call)
        if isinstance(answer.value, timedelta):
            return answer.value == timedelta(days=answer.value.days)
        return not answer.failure

    def misspelt(self, text: str) -> tuple[Trouble, ...]:
        """Return why a text is no expression at all, whatever its names mean."""
        try:
            _untyped(self._names).compile(text, disable_check=True)
        except (RuntimeError, ValueError) as error:
            return complaints(str(error), text, None)
        return ()

    def parse(self, text: str) -> Tree:
        """Return what an expression that was checked before says, without types."""
        try:
            return _parsed(self._names, text)
        except RuntimeError as error:
            raise ValueError(text) from error

    def bind(self, values: Mapping[str, Any], moment: Moment | None) -> _CelBound:
        """Take values in; they are converted once, when the first expression asks."""
        return _CelBound(self._names, values, moment)


class _CelBound:
    def __init__(
        self, names: frozenset[str], values: Mapping[str, Any], moment: Moment | None
    ) -> None:
        self._names = names
        self._activation = _untyped(names).Activation(dict(values))
        self._moment = moment

    def evaluate(self, text: str) -> Answer:
        """Return what an expression comes to; whatever goes wrong is a failure."""
        token = None if self._moment is None else _MOMENT.set(self._moment)
        try:
            return _answer(_program(self._names, text).eval(self._activation))
        except Exception as error:  # noqa: BLE001 - whatever goes wrong closes the gate
            return Answer(None, str(error) or type(error).__name__)
        finally:
            if token is not None:
                _MOMENT.reset(token)


def _answer(value: Any) -> Answer:  # noqa: ANN401 - the engine's value
    if value.type() == _cel().Type.ERROR:
        return Answer(None, str(value.value()) or "error")
    return Answer(value.plain_value())


@cache
def _cel() -> Any:  # noqa: ANN401 - the engine's module
    cel: Any = import_module("cel_expr_python.cel")  # only a policy with conditions needs it
    return cel


@cache
def _untyped(names: frozenset[str]) -> Any:  # noqa: ANN401 - the engine's environment
    kind = _cel().Type
    return _cel().NewEnv(
        variables=dict.fromkeys(names, kind.DYN),
        functions=_functions({**_kinds(), "day": kind.STRING}),
    )


def _typed(described: Described, vocabulary: Vocabulary) -> Any:  # noqa: ANN401 - the engine's environment
    shapes = {**vocabulary.names, **{f"{PARAMS}.{n}": s for n, s in vocabulary.typed_params()}}
    return _cel().NewEnv(
        described.pool,
        variables={name: _type(shape, described) for name, shape in shapes.items()},
        functions=_functions(_kinds()),
    )


@lru_cache(maxsize=_KEPT)
def _program(names: frozenset[str], text: str) -> Any:  # noqa: ANN401 - the engine's expression
    return _untyped(names).compile(text)


@lru_cache(maxsize=_KEPT)
def _parsed(names: frozenset[str], text: str) -> Tree:
    return read(_program(names, text).serialize())


def _kinds() -> dict[str, Any]:
    kind = _cel().Type
    return {
        "int": kind.INT,
        "double": kind.DOUBLE,
        "string": kind.STRING,
        "bool": kind.BOOL,
        "day": kind.TIMESTAMP,
        "duration": kind.DURATION,
    }


def _type(shape: Shape, described: Described) -> Any:  # noqa: ANN401 - the engine's type
    kind = _cel().Type
    if shape.content is not None:
        one = kind(described.messages[shape.content])
    elif shape.optional and shape.kind != "day":
        one = kind(f"google.protobuf.{_WRAPPED[shape.kind]}Value")
    else:
        one = _kinds()[shape.kind]
    return kind.List(one) if shape.many else one


_WRAPPED = {"int": "Int64", "double": "Double", "string": "String", "bool": "Bool"}


def _functions(kinds: Mapping[str, Any]) -> list[Any]:
    cel = _cel()
    return [
        cel.FunctionDecl(
            name,
            [
                cel.Overload(
                    f"{name}_{'_'.join(one.takes)}",
                    return_type=kinds[one.gives],
                    parameters=[kinds[kind] for kind in one.takes],
                    impl=partial(_at_the_moment, one.does),
                )
                for one in ways
            ],
        )
        for name, ways in FUNCTIONS.items()
    ]


def _at_the_moment(does: Callable[..., bool | int | str], *arguments: object) -> bool | int | str:
    return does(_MOMENT.get(None), *arguments)
