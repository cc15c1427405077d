from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.house.source import FLOWS, ROOT, TESTS

if TYPE_CHECKING:
    from pathlib import Path

ADRS = ROOT / "docs" / "adr"
DECISIONS = sorted(ADRS.glob("[0-9]*.md"))
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), TESTS / "README.md", FLOWS / "README.md"]
)
PARTS = ["## Context", "## Decision", "## What we gave up", "## Evidence"]
PAGE_LINES = 45
CONTRIBUTING_LINES = 150

_CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\((?P<to>[^)\s]+)\)|(?:href|src)=\"(?P<also>[^\"]+)\"")
_ANCHOR = re.compile(r"[^\w\- ]")


def named(paths: list[Path]) -> list[str]:
    """Return paths as they are called from the root."""
    return [path.relative_to(ROOT).as_posix() for path in paths]


def links(page: Path) -> list[str]:
    """Return where a page leads within the house."""
    prose = _CODE.sub("", page.read_text("utf-8"))
    found = [match["to"] or match["also"] for match in _LINK.finditer(prose)]
    return [link for link in found if "://" not in link and not link.startswith("mailto:")]


def anchors(page: Path) -> set[str]:
    """Return the anchors that a page's headings make."""
    headings = re.findall(r"^#+ (.+)$", _CODE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {_ANCHOR.sub("", heading.lower()).replace(" ", "-") for heading in headings}


def leads_somewhere(page: Path, link: str) -> bool:
    """Say whether a link from a page has a file, and a heading where it names one."""
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return target.exists() and (not anchor or anchor in anchors(target))


@pytest.mark.parametrize("page", PAGES, ids=named(PAGES))
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = [link for link in links(page) if not leads_somewhere(page, link)]

    assert not broken


@pytest.mark.parametrize("page", DECISIONS, ids=named(DECISIONS))
def test_a_decision_has_its_four_parts(page: Path) -> None:
    headings = re.findall(r"^## .+$", page.read_text("utf-8"), re.MULTILINE)

    assert headings == PARTS


@pytest.mark.parametrize("page", DECISIONS, ids=named(DECISIONS))
def test_a_decision_is_one_page(page: Path) -> None:
    assert len(page.read_text("utf-8").splitlines()) <= PAGE_LINES


@pytest.mark.parametrize("page", DECISIONS, ids=named(DECISIONS))
def test_a_decision_stands_in_the_list(page: Path) -> None:
    assert page.name in links(ADRS / "README.md")


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(page.name[:4]) for page in DECISIONS]

    assert numbers == list(range(len(DECISIONS)))


def test_contributing_can_be_read_in_one_sitting() -> None:
    page = ROOT / "CONTRIBUTING.md"

    assert len(page.read_text("utf-8").splitlines()) <= CONTRIBUTING_LINES


def test_a_link_to_nothing_is_seen() -> None:
    page = ROOT / "CONTRIBUTING.md"

    assert not leads_somewhere(page, "docs/nowhere.md")
    assert not leads_somewhere(page, "tests/README.md#nowhere")
    assert leads_somewhere(page, "tests/README.md#the-cast")
