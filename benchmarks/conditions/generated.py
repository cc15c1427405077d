"""Projects that are generated from one: every field and list may be spoilt, all stay valid.

What is generated follows from a number alone, so that two runs judge the same projects.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

import msgspec

from gronatraden.documents import encode
from gronatraden.project import FACTS, ProjectFacts
from gronatraden.tools import TOOLS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.documents import DocumentVersion, Snapshot

_KINDS: dict[str, type] = {FACTS: ProjectFacts, **{tool.name: tool.content for tool in TOOLS}}
_MOST = 8
"""Times that one document is spoilt at most."""


def generated(snapshot: Snapshot, count: int) -> Iterator[Snapshot]:
    """Yield a snapshot as it is, empty, and spoilt in ``count`` ways."""
    yield snapshot
    yield {name: replace(v, body=encode(_KINDS[name]())) for name, v in snapshot.items()}
    for seed in range(count):
        chance = Random(seed)  # noqa: S311 - to spoil, not to hide
        yield {name: _spoilt(version, chance) for name, version in snapshot.items()}


def _spoilt(version: DocumentVersion, chance: Random) -> DocumentVersion:
    """Return a document with some of its values changed, as far as they stay valid."""
    body = version.body
    for _ in range(chance.randrange(_MOST)):
        value = msgspec.json.decode(body)
        _spoil(value, chance)
        try:
            content: Any = msgspec.json.decode(
                msgspec.json.encode(value), type=_KINDS[version.tool]
            )
        except msgspec.ValidationError:
            continue
        body = encode(content)
    return replace(version, body=body)


def _spoil(document: Any, chance: Random) -> None:  # noqa: ANN401 - JSON
    """Change one value somewhere in a document, each kind of field as often as any other."""
    kinds: dict[str, list[tuple[Any, Any]]] = {}
    for kind, inside, key in _places(document, ""):
        kinds.setdefault(kind, []).append((inside, key))
    inside, key = chance.choice(kinds[chance.choice(sorted(kinds))])
    value = inside[key]
    if isinstance(value, list) and value:
        chance.choice([value.clear, value.pop, value.reverse])()
    elif isinstance(inside, list) and chance.random() < 1 / 2:
        del inside[key]
    else:
        others = ["", "", "elsewhere", None] if isinstance(value, str) else [None, not value, 0]
        inside[key] = chance.choice([*others, "2017-06-30"])


def _places(value: Any, kind: str) -> Iterator[tuple[str, Any, Any]]:  # noqa: ANN401 - JSON
    """Yield every place in a document: its path without ids, what it is in and its key there."""
    keys = range(len(value)) if isinstance(value, list) else value
    for key in keys:
        place = f"{kind}[]" if isinstance(value, list) else f"{kind}.{key}"
        yield place, value, key
        if isinstance(value[key], dict | list):
            yield from _places(value[key], place)
