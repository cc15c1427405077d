"""A text that is not published is tried: on gates as they are now, and as they were."""
