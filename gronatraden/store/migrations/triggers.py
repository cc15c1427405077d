"""The database's own rules as triggers: what is refused, in the words of each database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gronatraden.store.backends.refusals import APART
from gronatraden.store.migrations.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.store.migrations.rules import Rule

_EACH = {
    "sqlite": "json_each({json}) AS {name}",
    "postgresql": "jsonb_array_elements(({json})::jsonb) AS {name}(value)",
}
_EACH_TEXT = {
    "sqlite": _EACH["sqlite"],
    "postgresql": "jsonb_array_elements_text(({json})::jsonb) AS {name}(value)",
}
_DOCUMENTS = {
    "sqlite": "json_each(v.body, '$.documents') AS x",
    "postgresql": "jsonb_array_elements(v.body::jsonb -> 'documents') AS x(value)",
}
_FIELD = re.compile(r"<(\w)\.(\w+)>")
_FIELD_AS = {
    "sqlite": r"(SELECT f.value FROM json_each(\1.value) f WHERE f.key = '\2')",
    "postgresql": r"(\1.value ->> '\2')",
}
_PLACE = re.compile(r"<(\w)\[(\d)\]>")
_PLACE_AS = {
    "sqlite": r"(SELECT f.value FROM json_each(\1.value) f WHERE f.key = \2)",
    "postgresql": r"(\1.value ->> \2)",
}
"""In a schema that it trusts with nothing, SQLite reads JSON by ``json_each`` alone."""


NAMED = "apart_"
"""How the names of the triggers begin."""


def triggers(dialect: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the name of each rule's trigger with the statements that make it.

    Args:
        dialect: ``sqlite`` or ``postgresql``.
    """
    for rule in RULES:
        name, refused = f"{NAMED}{rule.name}", _condition(rule, dialect)
        said = f"{APART}: {rule.name}"
        yield name, _statements(dialect, name, rule.table, refused, said)


def _statements(dialect: str, name: str, table: str, refused: str, said: str) -> tuple[str, ...]:
    if dialect == "sqlite":
        trigger = (
            f'CREATE TRIGGER {name} BEFORE INSERT ON "{table}" WHEN {refused}'
            f" BEGIN SELECT RAISE(ABORT, '{said}'); END"
        )
        return (trigger,)
    function = (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN IF {refused} THEN RAISE EXCEPTION '{said}'; END IF; RETURN NEW; END $$"
    )
    called = f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    return (function, f'CREATE TRIGGER {name} BEFORE INSERT ON "{table}" {called}')


def _condition(rule: Rule, dialect: str) -> str:
    each, each_text = _EACH[dialect], _EACH_TEXT[dialect]
    lists = {
        "{panel}": each.format(json="r.panel", name="s"),
        "{change panel}": each.format(json="c.panel", name="s"),
        "{policies}": each.format(json="NEW.policies", name="m"),
        "{documents}": _DOCUMENTS[dialect],
        "{deciders}": each_text.format(json="NEW.deciders", name="p"),
    }
    refused = rule.refused
    for name, read in lists.items():
        refused = refused.replace(name, read)
    return _PLACE.sub(_PLACE_AS[dialect], _FIELD.sub(_FIELD_AS[dialect], refused))
