"""What differs between the databases: connections, locks, creation and refusals."""
