"""What is shown and asked around decisions: panels, points to mend, conditions, history."""
