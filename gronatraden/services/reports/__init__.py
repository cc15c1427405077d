"""What is recorded is written out: reports, and the minutes of decisions."""
