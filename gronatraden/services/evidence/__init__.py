"""What people do with evidence: add it, find it, see that it is still what it was."""
