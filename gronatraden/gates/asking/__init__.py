"""What a gate asks (``asked``), and what a project says does not apply to it (``declared``)."""
