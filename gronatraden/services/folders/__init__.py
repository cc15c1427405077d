"""Projects as folders: what a project says now, written as files and read in again.

A folder holds ``project.yaml``, a manuscript per tool, and beside them the readings, the
project's own lessons and its answers to earlier ones. It holds how things are, not how
they came to be: versions, decisions, conditions, changes, waivers and evidence stay in the record.
"""
