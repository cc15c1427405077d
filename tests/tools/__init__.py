"""The tools, rule by rule."""
