"""How the schema has grown: one migration per revision, run in order and only forward."""
