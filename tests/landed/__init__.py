"""Databases and reports of landed versions, each made by the demo of its day; never changed."""
