from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from gronatraden.store import migrations
from gronatraden.store.migrations.drawing import DIALECTS, DRAWN, draw, drawn_in
from gronatraden.store.migrations.revisions import LATEST, REVISIONS, VERSION_TABLE
from gronatraden.store.migrations.triggers import triggers
from tests.builders.store import before_the_guards

FOLDER = Path(migrations.__file__).parent


def is_drawn(*thing: object) -> bool:
    """Say whether a thing in the database is one that the record's tables draw."""
    return not str(thing[1]).startswith(("lesson_text", VERSION_TABLE))


def differences(url: str) -> list[object]:
    """Return how a migrated database differs from the tables as they are drawn."""
    with before_the_guards(url) as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_drawn})
        return list(compare_metadata(context, DRAWN))  # type: ignore[arg-type]  # alembic takes several


def test_migrations_end_where_the_tables_are_drawn(url: str) -> None:
    assert differences(url) == []


def test_every_revision_is_known_in_order() -> None:
    scripts = ScriptDirectory(str(FOLDER))

    found = [script.revision for script in scripts.walk_revisions()]
    assert (tuple(reversed(found)), scripts.get_current_head()) == (REVISIONS, LATEST)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_newest_revision_is_as_drawn(dialect: str) -> None:
    *before, newest = sorted(FOLDER.glob(f"versions/v*.{dialect}.sql"))

    earlier = drawn_in(file.read_text("utf-8") for file in before)
    assert newest.read_text("utf-8") == draw(dialect, earlier)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_rule_stands_in_a_revision_as_it_is_drawn(dialect: str) -> None:
    """What has landed is frozen: a rule that says something else has to get another name."""
    frozen = "\n\n".join(f.read_text("utf-8") for f in FOLDER.glob(f"versions/v*.{dialect}.sql"))

    drawn = [f"{statement};" for _, made in triggers(dialect) for statement in made]

    assert drawn
    assert [statement for statement in drawn if statement not in frozen] == []


def test_what_a_revision_drops_is_no_longer_there() -> None:
    made = "CREATE TRIGGER apart_a BEFORE INSERT;\n\nCREATE TABLE b (c);\n\nCREATE INDEX d ON b;"

    there = drawn_in([made, "DROP TRIGGER apart_a;\n\nDROP INDEX d;"])

    assert (sorted(drawn_in([made])), sorted(there)) == (["apart_a", "b", "d"], ["b"])


def test_a_migration_goes_only_forward() -> None:
    texts = [path.read_text("utf-8") for path in FOLDER.glob("versions/v*.py")]

    assert [text for text in texts if "def downgrade" in text] == []
