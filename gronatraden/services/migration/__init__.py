"""Projects are moved to other rules: planned first, then done as planned, or undone."""
