"""The databases of this folder's tests: SQLite always, PostgreSQL where a server is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden.store.engine import Store
from tests.builders.store import KINDS, Databases, behind_the_guards, create, fill

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session", params=KINDS)
def databases(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Databases]:
    if request.param not in KINDS:
        pytest.skip("GRONATRADEN_TEST_POSTGRES names no server")
    found = Databases(request.param, tmp_path_factory.mktemp("databases"))
    yield found
    found.drop()


@pytest.fixture(scope="session")
def empty_template(databases: Databases) -> str:
    return create(databases.url())


@pytest.fixture(scope="session")
def filled_template(databases: Databases, empty_template: str) -> str:
    return fill(databases.copy_of(empty_template))


@pytest.fixture(scope="session")
def unguarded_template(databases: Databases, filled_template: str) -> str:
    url = databases.copy_of(filled_template)
    with behind_the_guards(url):
        return url


@pytest.fixture
def url(databases: Databases, empty_template: str) -> Iterator[str]:
    """Return the URL of a database of the test's own with an empty log."""
    copy = databases.copy_of(empty_template)
    yield copy
    databases.take_back(copy)


@pytest.fixture(scope="session")
def guarded(filled_template: str) -> str:
    """Return a database with three rows of everything, which tests share and cannot change."""
    return filled_template


@pytest.fixture
def filled(databases: Databases, unguarded_template: str) -> Iterator[str]:
    """Return a database of the test's own with three rows of everything and no guards."""
    copy = databases.copy_of(unguarded_template)
    yield copy
    databases.take_back(copy)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """Open an empty database of the test's own."""
    with Store.open(url) as opened:
        yield opened
