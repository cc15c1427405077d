"""What gronatraden promises, told as sentences."""
