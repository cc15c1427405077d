"""Gröna tråden as software: governance that helps people do good projects."""

__version__ = "2026.3"
