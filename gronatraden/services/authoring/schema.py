"""The shape of what an author writes, as JSON Schema: editors complete and check by it."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from gronatraden.services.authoring._drafts import KINDS
from gronatraden.services.authoring.cases.shape import Suite

SHAPES: dict[str, type] = {**dict(KINDS.items()), "test": Suite}


def schema_of(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file, each field with what it means."""
    made = TypeAdapter(SHAPES[kind]).json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:gronatraden:{kind}",
        **made,
    }
