"""What has changed since a gate opened, and whether the decision still stands on it.

- A field is material where a policy names it, or something that it lies in.
- An element that was added or removed has changed each of its material fields that
  says something; one that only moved in its list has changed nothing.
- A change that was approved since covers what it alters and the fields that it names, as
  long as the documents say what was approved. What a change says in prose alone covers
  nothing: it is for people to compare.
- A new decision that opens a gate rests on what is there then: nothing is stale any more.

Source: DESIGN §5: after a decision, a change in a material field makes it stale.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from gronatraden.gates.holding.comparison import differences, key_of, said_as
from gronatraden.history import Target
from gronatraden.project import FACTS, ProjectFacts
from gronatraden.thread.changes import agreed_terms, changes_since, terms_of
from gronatraden.tools.change_logic import ChangeLogic
from gronatraden.tools.plugged import tools

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gronatraden.context import Context
    from gronatraden.gates.holding.comparison import Difference
    from gronatraden.history import DecisionTaken
    from gronatraden.policy import Policy

_FACTS = frozenset({"starts_on", "ends_on", "total_budget_sek", "partners"})
"""Facts that changes have a word of their own for."""
_NOTHING: tuple[object, ...] = (None, "", (), False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A decision, and what it rests on that is no longer as it was."""

    decision: DecisionTaken
    differences: tuple[Difference, ...]
    """Material and not covered by an approved change, by document and field."""


def material_fields(policies: Iterable[Policy]) -> tuple[str, ...]:
    """Return the paths that any of the policies calls material, each once."""
    stated = (p.material.fields for p in policies if p.material is not None)
    return tuple(dict.fromkeys(path for paths in stated for path in paths))


def stale(context: Context) -> Stale | None:
    """Return the decision that last opened a gate, if what it rests on has changed since."""
    if context.opened is None or not context.material:
        return None
    found = material(_since_opened(context), context.material)
    left = tuple(one for one in found if not _is_covered(one, context))
    return Stale(decision=context.opened, differences=left) if left else None


def material(found: Iterable[Difference], paths: Sequence[str]) -> Iterator[Difference]:
    """Yield the differences in material fields; of a whole element, those fields alone.

    Args:
        found: Differences whose paths begin with the document's name.
        paths: As a policy states them.
    """
    patterns = [names_of(path) for path in paths]
    for one in found:
        yield from _parts(one, patterns)


def names_of(path: str) -> tuple[str, ...]:
    """Return the names along a policy's path, the marks of lists left out."""
    return tuple(name.removesuffix("[]") for name in path.split("."))


def _parts(found: Difference, patterns: Iterable[tuple[str, ...]]) -> Iterator[Difference]:
    """Yield a difference, or what of it lies in the patterns."""
    if found.kind == "reordered":
        return
    names = [step for step in found.path if not step.startswith("[")]
    deeper = [p[len(names) :] for p in patterns if _agree(p, names)]
    if () in deeper:
        yield found
        return
    value = found.after if found.before is None else found.before
    inside = dict(leaf for rest in deeper for leaf in _leaves(value, rest, found.path))
    for path, leaf in inside.items():
        before, after = (leaf, None) if found.after is None else (None, leaf)
        yield replace(found, path=path, before=before, after=after)


def _agree(pattern: tuple[str, ...], names: Sequence[str]) -> bool:
    return all(fnmatchcase(name, part) for part, name in zip(pattern, names, strict=False))


def _leaves(
    value: object, rest: tuple[str, ...], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield what an element says in the fields of a path, by where each stands."""
    if not rest:
        if value not in _NOTHING:
            yield path, value
        return
    if isinstance(value, tuple):
        for element in value:
            yield from _leaves(element, rest, (*path, f"[{key_of(element)}]"))
    elif is_dataclass(value):
        for field in fields(value):
            if fnmatchcase(field.name, rest[0]):
                yield from _leaves(getattr(value, field.name), rest[1:], (*path, field.name))


def _since_opened(context: Context) -> Iterator[Difference]:
    yield from differences(context.decided_facts or ProjectFacts(), context.facts, FACTS)
    for tool in tools():
        if (now := context.contents.get(tool.content)) is not None:
            was = context.earlier.get(tool.content, tool.content())
            yield from differences(was, now, tool.name)


def _is_covered(found: Difference, context: Context) -> bool:
    """Say whether a change that was approved since says just what now stands there."""
    name = term_of(found.path)
    named = dict(pair for c in changes_since(context) for pair in c.after.fields)
    if found.where in named:
        return named[found.where] == said_as(found.after)
    if name is None or all(name not in c.after.stated for c in changes_since(context)):
        return False
    agreed = agreed_terms(context)
    settled = None if agreed is None else agreed.stated.get(name)
    stands = terms_of(context.facts, context.read(ChangeLogic)).stated.get(name)
    if isinstance(settled, Target) and isinstance(stands, Target) and settled.by is None:
        return settled.value == stands.value
    return settled == stands


def term_of(path: tuple[str, ...]) -> str | None:
    """Return what changes call a field: ``ends_on``, ``targets[bike-users]``; None if nothing."""
    document, name, *below = path
    key, field = (*below, "", "")[:2]
    if document == FACTS:
        return name if name in _FACTS else None
    if document == "change_logic" and name == "indicators" and field in {"", "target", "target_on"}:
        return f"targets{key}"
    if document == "change_logic" and name.endswith("_effects") and field in {"", "statement"}:
        return f"effects{key}"
    return None
