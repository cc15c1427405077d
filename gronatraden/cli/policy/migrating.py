"""Projects are moved to another version: the plan first, then just that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.asking import actor_for
from gronatraden.cli.kinds import version_of_name
from gronatraden.cli.layout import table
from gronatraden.cli.policy.noun import NOUN
from gronatraden.cli.spoken import option
from gronatraden.errors import UsageError
from gronatraden.project import Act

if TYPE_CHECKING:
    from gronatraden.cli.door import Door
    from gronatraden.gates.migration import Altered
    from gronatraden.services import Parts
    from gronatraden.services.migration._pins import Scope, Undone, Wanted
    from gronatraden.services.migration.plan_migration import Plan, ProjectPlan, Turned

_SHOWN = 12
"""Characters of a plan's hash that are shown."""
_SIGNS = {"added": "+", "removed": "−", "changed": "~"}


@NOUN.verb("migrate", writes=True)
@click.argument("name")
@version_of_name()
@option("--drop", is_flag=True)
@option("--project", "projects", multiple=True)
@option("--programme", default="")
@option("--all", "everything", is_flag=True)
@option("--apply", "plan", default="", metavar="PLAN")
@option("--reason", default="")
@option("--lighter-because", default="", metavar="TEXT")
@option("--force", is_flag=True)
def migrate(
    door: Door,
    *,
    name: str,
    version: int | None,
    drop: bool,
    projects: tuple[str, ...],
    programme: str,
    everything: bool,
    **how: Any,  # noqa: ANN401 - plan, reasons and force, handed on
) -> None:
    """Plan how projects move to another version or lifecycle, or carry the plan out."""
    from gronatraden.services.migration._pins import Wanted  # noqa: PLC0415 - slow to import

    if (version is None) is not drop:
        raise UsageError(reason="migration-needs-a-version")
    scope = _scope(projects, programme, everything=everything)
    words = ["policy", "migrate", name, *([] if version is None else [str(version)])]
    words += ["--drop"] if drop else []
    _move(door, Wanted(name=name, version=version, scope=scope), [*words, *_said(scope)], **how)


@NOUN.verb("undo", writes=True)
@click.argument("made")
@option("--project", "projects", multiple=True)
@option("--apply", "plan", default="", metavar="PLAN")
@option("--reason", default="")
@option("--lighter-because", default="", metavar="TEXT")
@option("--force", is_flag=True)
def undo(door: Door, *, made: str, projects: tuple[str, ...], **how: Any) -> None:  # noqa: ANN401 - as above
    """Plan how a migration is undone, or carry that plan out."""
    from gronatraden.services.migration._pins import Scope, Undone  # noqa: PLC0415 - slow to import

    scope = Scope(projects=projects)
    _move(door, Undone(plan=made, scope=scope), ["policy", "undo", made, *_named(projects)], **how)


def _scope(projects: tuple[str, ...], programme: str, *, everything: bool) -> Scope:
    from gronatraden.services.migration._pins import Scope  # noqa: PLC0415 - slow to import

    if sum([bool(projects), bool(programme), everything]) != 1:
        raise UsageError(reason="migration-needs-a-scope")
    return Scope(projects=projects, programme=programme)


def _said(scope: Scope) -> list[str]:
    if scope.programme:
        return ["--programme", scope.programme]
    return _named(scope.projects) or ["--all"]


def _named(projects: tuple[str, ...]) -> list[str]:
    return [word for name in projects for word in ("--project", name)]


def _move(
    door: Door,
    wanted: Wanted | Undone,
    words: list[str],
    *,
    plan: str,
    **how: Any,  # noqa: ANN401 - reasons and force, handed on
) -> None:
    from gronatraden.services.migration.migrate import migrate as carry_out  # noqa: PLC0415 - slow
    from gronatraden.services.migration.plan_migration import (  # noqa: PLC0415 - as above
        plan_migration,
    )

    with door.parts() as parts:
        if plan:
            made = carry_out(parts, wanted=wanted, plan=plan, by=door.actor, **how)
        else:
            made = plan_migration(parts, wanted=wanted)
        following = _following(door, parts, made, words, done=bool(plan))
    door.answer(_data(made, done=bool(plan)), *_shown(door, made, done=bool(plan)))
    door.next(*following)


def _following(door: Door, parts: Parts, made: Plan, words: list[str], *, done: bool) -> list[str]:
    """Return how to carry a plan out, or how to undo what was done."""
    if not made.projects or made.impossible:
        return []
    if done:
        return [door.command("policy", "undo", made.sha256[:_SHOWN])]
    by = actor_for(door, parts, project=made.projects[0].project, act=Act.MIGRATE_PROJECT)
    asked = ["--force"] if made.held_back else []
    asked += ["--lighter-because", "…"] if made.lightened else []
    apply = ["--apply", made.sha256[:_SHOWN], *asked, "--reason", "…"]
    return [door.command(*words, *apply, by=by)]


def _shown(door: Door, made: Plan, *, done: bool) -> list[Any]:
    rows = [
        (
            one.project,
            _pins(door, one),
            " · ".join(_turned(door, t) for t in one.turned),
            len(one.altered) or None,
            ", ".join(dict.fromkeys(a.gate for a in one.passed)) or None,
        )
        for one in made.projects
    ]
    said = "cli.policy.migrated" if done else "cli.policy.plan"
    lines: list[Any] = [door.say(said, count=len(made.projects), plan=made.sha256[:_SHOWN])]
    if rows:
        headings = ("project", "pins", "gate", "asks-otherwise", "passed-differs")
        lines.append(table(door, headings, rows))
    for code, names in (
        ("altered", dict.fromkeys(_altered(door, a) for p in made.projects for a in p.altered)),
        ("held-back", dict.fromkeys(_altered(door, a) for p in made.held_back for a in p.passed)),
        ("lighter", [] if done else [p.project for p in made.lightened]),
        ("elsewhere", [p.project for p in made.impossible]),
        ("ask-again", [f"{p.project} {gate}" for p in made.projects for gate in p.waiting]),
        ("finished", made.finished),
        ("as-is", made.as_is),
    ):
        if names:
            lines.append(door.say(f"cli.policy.plan-{code}", names=list(names)))
    return lines


def _pins(door: Door, one: ProjectPlan) -> str:
    before, after = dict(one.policies_before), dict(one.policies)
    names = [n for n in before | after if before.get(n) != after.get(n)]
    said = [f"{n} {before.get(n, '–')} → {after.get(n, '–')}" for n in names]
    if one.lifecycle != one.lifecycle_before:
        ways = {"before": one.lifecycle_before, "lifecycle": one.lifecycle}
        said.insert(0, door.say("cli.policy.lifecycle-other", **ways))
    elif not names:
        said.append(door.say("cli.policy.lifecycle-version", version=one.lifecycle_version))
    return ", ".join(said)


def _turned(door: Door, turned: Turned) -> str:
    words = [
        door.say("cli.policy.ready" if r else "cli.policy.closed")
        for r in (turned.ready, turned.would_be_ready)
    ]
    gate = door.voice.term(turned.gate)
    return f"{gate}: {words[0]}" if words[0] == words[1] else f"{gate}: {words[0]} → {words[1]}"


def _altered(door: Door, one: Altered) -> str:
    return f"{_SIGNS[one.how]}{door.voice.term(one.requirement)}"


def _data(made: Plan, *, done: bool) -> dict[str, Any]:
    import msgspec  # noqa: PLC0415 - only where it is asked for

    return {
        "schema": "gronatraden/migration/1",
        "plan": made.sha256,
        "done": done,
        "projects": [msgspec.to_builtins(one) for one in made.projects],
        "finished": list(made.finished),
        "as_is": list(made.as_is),
    }
