"""Policies are tested as data: a project, what is changed in it, and what is then said."""
