"""Evidence: its rows in the record, and its files beside the database.

A file is kept under the hash of what it holds, so that nothing a person has typed ever
becomes a path, and so that a file that changes no longer answers to its name.
"""
