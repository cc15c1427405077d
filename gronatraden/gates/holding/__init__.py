"""What still holds (gäller): verdicts, waivers, and what decisions rest on."""
