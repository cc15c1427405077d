"""The log is read, signed and verified."""
