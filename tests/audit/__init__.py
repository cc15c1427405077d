"""The log as mathematics: nothing altered goes unseen."""
