"""What still holds: waivers, notices of change, and what has changed since a decision."""
