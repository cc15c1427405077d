"""Policies are tested: what came out otherwise, and what nobody has tested yet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.exits import DONE, FAILED
from gronatraden.cli.layout import heading, paragraph
from gronatraden.cli.policy.linted import problem_lines, told
from gronatraden.cli.policy.noun import NOUN
from gronatraden.cli.spoken import option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.cli.door import Door
    from gronatraden.services.authoring.cases.coverage import Boundary, Gap
    from gronatraden.services.authoring.cases.run_tests import PolicyTested, Tested
    from gronatraden.services.authoring.cases.running import Miss, Ran


@NOUN.verb("test")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@option("--allow-gaps", is_flag=True)
def test(door: Door, *, paths: tuple[Path, ...], allow_gaps: bool) -> int:
    """Run the cases of policies; no database is needed."""
    from gronatraden.samples.shipped import folder  # noqa: PLC0415 - slow to import
    from gronatraden.services.authoring.cases.run_tests import run_tests  # noqa: PLC0415 - as above

    door.plug_in()
    done = run_tests(paths or (folder() / "tests",))
    fine = done.passed and (done.covered or allow_gaps)
    door.answer(_data(done, fine=fine), *_shown(door, done))
    return DONE if fine else FAILED


def _shown(door: Door, done: Tested) -> Iterator[str]:
    for error in done.broken:
        yield from problem_lines(door, error.file, "problem", error.problems)
    for ran in done.ran:
        if not ran.passed:
            yield heading(f"{ran.file}:{ran.line}: {ran.name}")
            for miss in ran.misses:
                yield paragraph(_missed(door, miss), indent=2, hang=2, first="• ")
    for one in done.policies:
        yield heading(
            door.say(
                "authoring.tested",
                policy=f"{one.policy.policy} {one.policy.version}",
                cases=one.cases,
                requirements=one.requirements,
                boundaries=one.boundaries,
            )
        )
        for gap in one.gaps:
            yield paragraph(_gap(door, gap), indent=2, hang=2, first="• ")
        for boundary in one.untold:
            yield paragraph(_boundary(door, boundary), indent=2, hang=2, first="• ")
        if one.covered:
            yield f"  {door.say('authoring.all-tested')}"
    failed = sum(not ran.passed for ran in done.ran)
    code = "tests-passed" if done.passed else "tests-failed"
    facts = {"count": len(done.ran), "failed": failed, "broken": len(done.broken)}
    yield heading(door.say(f"authoring.{code}", **facts))


def _missed(door: Door, miss: Miss) -> str:
    gate = door.voice.term(miss.gate)
    if not miss.requirement:
        words = [door.say(f"cli.policy.{word}") for word in (miss.expected, miss.found)]
        return door.say("authoring.gate-missed", gate=gate, expected=words[0], found=words[1])
    return door.say(
        "authoring.missed",
        gate=gate,
        requirement=miss.requirement,
        expected=door.voice.term(miss.expected),
        found=door.voice.term(miss.found),
        fields=", ".join(dict.fromkeys(f.where for f in miss.findings)) or "–",
    )


def _gap(door: Door, gap: Gap) -> str:
    missing = [door.voice.term(one) for one in gap.missing]
    return door.say("authoring.gap", requirement=gap.requirement, missing=missing)


def _boundary(door: Door, one: Boundary) -> str:
    facts = {"name": one.name, "value": one.value, "instead": one.instead}
    return door.say("authoring.boundary", requirement=one.requirement or "params", **facts)


def _data(done: Tested, *, fine: bool) -> dict[str, Any]:
    return {
        "schema": "gronatraden/policy-tested/1",
        "passed": fine,
        "cases": [_case(ran) for ran in done.ran],
        "broken": [
            {"file": error.file, "problems": [told(p) for p in error.problems]}
            for error in done.broken
        ],
        "policies": [_policy(one) for one in done.policies],
    }


def _case(ran: Ran) -> dict[str, Any]:
    return {
        "file": ran.file,
        "line": ran.line,
        "name": ran.name,
        "passed": ran.passed,
        "misses": [
            {
                "gate": miss.gate,
                "requirement": miss.requirement,
                "expected": miss.expected,
                "found": miss.found,
            }
            for miss in ran.misses
        ],
    }


def _policy(one: PolicyTested) -> dict[str, Any]:
    return {
        "policy": one.policy.policy,
        "version": one.policy.version,
        "cases": one.cases,
        "requirements": one.requirements,
        "covered": one.covered,
        "gaps": [
            {"gate": g.gate, "requirement": g.requirement, "missing": list(g.missing)}
            for g in one.gaps
        ],
        "boundaries": one.boundaries,
        "untested": [
            {
                "gate": b.gate,
                "requirement": b.requirement,
                "name": b.name,
                "value": b.value,
                "instead": b.instead,
            }
            for b in one.untold
        ],
    }
