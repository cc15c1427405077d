"""Two policies side by side: what is asked otherwise, and what is only said otherwise."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.layout import heading, paragraph
from gronatraden.cli.policy.noun import NOUN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gronatraden.cli.door import Door
    from gronatraden.policy import Policy
    from gronatraden.services.authoring.compare import Changed, Comparison, Difference

SIGNS = {"added": "+", "removed": "−", "changed": "~"}


@NOUN.verb("diff")
@click.argument("before")
@click.argument("after")
def diff(door: Door, *, before: str, after: str) -> None:
    """Compare two policies, named or in files."""
    from gronatraden.services.authoring.compare import compare  # noqa: PLC0415 - slow to import

    door.plug_in()
    found = compare(_policy(door, before), _policy(door, after))
    door.answer(_data(found), *_shown(door, found))


def _policy(door: Door, said: str) -> Policy:
    """Return a policy: of a file where there is one, or published, as ``name`` or ``name/2``."""
    from gronatraden import manuscript  # noqa: PLC0415 - slow to import
    from gronatraden.policy import Policy  # noqa: PLC0415 - as above
    from gronatraden.services.authoring.published import find_policy  # noqa: PLC0415 - as above

    file = Path(said)
    if file.suffix in {".yaml", ".yml"} or file.is_file():
        return manuscript.validate(manuscript.read(file), Policy)
    with door.parts() as parts:
        return find_policy(parts, said)


def _shown(door: Door, found: Comparison) -> Iterator[str]:
    names = [f"{p.policy} {p.version}" for p in (found.before, found.after)]
    yield door.say("authoring.compared", before=names[0], after=names[1])
    gate = ""
    for one in found.requirements:
        if one.gate != gate:
            gate = one.gate
            yield heading(door.voice.term(gate))
        yield from _difference(door, one)
    if found.rules:
        yield heading(door.say("authoring.other-rules"))
        yield from _changed(found.rules)
    if found.texts:
        yield heading(door.say("authoring.only-words"))
        for one in found.texts:
            yield from _difference(door, one)
    if found.asks_the_same:
        yield paragraph(door.say("authoring.asks-the-same"))


def _difference(door: Door, one: Difference) -> Iterator[str]:
    name = one.requirement or door.say("authoring.policy-itself")
    yield f"{SIGNS[one.how]} {name}"
    yield from _changed(one.fields, whole=one.how != "changed")


def _changed(fields: Iterable[Changed], *, whole: bool = False) -> Iterator[str]:
    for one in fields:
        if whole:
            yield f"    {one.field}: {_written(one.after if one.before is None else one.before)}"
        else:
            yield f"    {one.field}: {_written(one.before)} → {_written(one.after)}"


def _written(value: object) -> str:
    return "–" if value is None else json.dumps(value, ensure_ascii=False)


def _data(found: Comparison) -> dict[str, Any]:
    return {
        "schema": "gronatraden/policy-diff/1",
        **{
            side: {"policy": policy.policy, "version": policy.version}
            for side, policy in (("before", found.before), ("after", found.after))
        },
        "asks_the_same": found.asks_the_same,
        "requirements": [_told(one) for one in found.requirements],
        "rules": [_field(one) for one in found.rules],
        "texts": [_told(one) for one in found.texts],
    }


def _told(one: Difference) -> dict[str, Any]:
    return {
        "gate": one.gate,
        "requirement": one.requirement,
        "how": one.how,
        "fields": [_field(changed) for changed in one.fields],
    }


def _field(changed: Changed) -> dict[str, Any]:
    return {"field": changed.field, "before": changed.before, "after": changed.after}
