"""A hostile policy is refused before it is evaluated, whatever it would have done."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

from gronatraden.errors import ManuscriptError
from gronatraden.gates.registry import problems_of
from gronatraden.manuscript import read_text
from tests.builders.gates import a_policy, a_requirement
from tests.gates.test_registry import LIFECYCLE
from tests.policy.conditions.asking import codes
from tests.policy.conditions.hostile import HOSTILE

MEMORY = 1 << 30
"""One gibibyte, the interpreter and the engine's code included."""
SECONDS = 20
READ = "from tests.policy.conditions.asking import codes\nprint(codes({text!r}))"
RUN = """
from cel_expr_python import cel
print(cel.NewEnv().compile({text!r}).eval(cel.NewEnv().Activation({{}})).type().name())
"""


def confined(program: str) -> subprocess.CompletedProcess[str]:
    """Run a program with little memory and little time."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    return subprocess.run(  # noqa: S603 - a program of our own
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )


@pytest.mark.parametrize("words", HOSTILE)
def test_it_is_refused(words: str) -> None:
    requirement = a_requirement("", expr=HOSTILE[words].replace("it.parts", "readings"))

    assert list(problems_of(a_policy(requirement), LIFECYCLE))


def test_refusing_it_takes_little() -> None:
    everything = "\n".join(READ.format(text=text[:2_000]) for text in HOSTILE.values())

    done = confined(everything)

    assert (done.returncode, len(done.stdout.splitlines())) == (0, len(HOSTILE))


def test_an_engine_that_is_let_loose_on_it_does_exhaust_that_much() -> None:
    done = confined(RUN.format(text=HOSTILE["a list that doubles"]))

    assert "BOOL" not in done.stdout


def test_what_is_refused_is_told_why() -> None:
    assert codes(HOSTILE["a list that doubles"])[0] == "condition-builds-in-a-walk"
    assert codes(HOSTILE["brackets"]) == ["condition-is-too-deep"]


def test_yaml_cannot_multiply_a_condition() -> None:
    bomb = "a: &a [true]\nb: &b [*a, *a]\nc: [*b, *b]\n"

    with pytest.raises(ManuscriptError, match="anchor"):
        read_text(bomb, name="policy.yaml")
