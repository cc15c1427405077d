"""What still holds, written out: differences, waivers, stale decisions and notices."""
