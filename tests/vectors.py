"""Public test vectors, read where they lie and never copied into the house.

They are sought in the folder named by ``GRONATRADEN_TEST_VECTORS``, else in
``../shared/vectors`` beside the repository. Where they are absent, the tests that need
them are skipped and say so.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

_BESIDE_THE_REPOSITORY = Path(__file__).parents[2] / "shared" / "vectors"

VECTORS = Path(os.environ.get("GRONATRADEN_TEST_VECTORS", _BESIDE_THE_REPOSITORY))

needs_vectors = pytest.mark.skipif(
    not VECTORS.is_dir(), reason="the public vectors are absent: set GRONATRADEN_TEST_VECTORS"
)


def read_vectors(name: str) -> Any:  # noqa: ANN401  # whatever the file holds
    """Return a vector file's JSON, or an empty list where the vectors are absent."""
    file = VECTORS / name
    return json.loads(file.read_text("utf-8")) if file.is_file() else []


def as_cases(vectors: Iterable[tuple[str, Any]]) -> list[Any]:
    """Return one test case per named vector, or a single skipped one where there is none."""
    cases = [pytest.param(value, id=name) for name, value in vectors]
    return cases or [pytest.param(None, id="absent", marks=needs_vectors)]
