"""One migration per revision."""
