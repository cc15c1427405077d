"""What alembic runs: the migrations, in the transaction that ``run.migrate`` was given."""

from __future__ import annotations

from alembic import context

from gronatraden.store.migrations.revisions import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    version_table=VERSION_TABLE,
    transactional_ddl=True,
)
context.run_migrations()
