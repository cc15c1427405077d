"""The memory: rows in, values out, on SQLite and PostgreSQL.

Everything governed is an append-only row, and each row's salted commitment stands in
the log. What a project *is* now is read from what has happened to it.
"""
