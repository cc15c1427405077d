"""What a condition can cost at most, told before it is asked: ``reckoning`` says it."""
