"""Changes during a project: requested, decided, and told with what they make stale."""
