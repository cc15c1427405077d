"""What is derived from the record, and can be made again from it: never governed."""
