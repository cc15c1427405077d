"""All projects at once: what is due is judged, the board is shown, people are reminded."""
