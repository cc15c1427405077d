"""The policies as they are shipped, read once."""

from __future__ import annotations

from gronatraden import manuscript
from gronatraden.policy import Policy
from tests.house.source import ROOT


def _read(name: str) -> Policy:
    return manuscript.validate(manuscript.read(ROOT / "policies" / f"{name}.yaml"), Policy)


OVERLAYS = sorted((ROOT / "policies").glob("programmes/*.yaml")) + sorted(
    (ROOT / "policies").glob("funders/*.yaml")
)
"""Files of what programmes and funders add."""
FULL = _read("gronatraden-full")
SIMPLE = _read("gronatraden-simple")
ADDED = {path.stem: manuscript.validate(manuscript.read(path), Policy) for path in OVERLAYS}
