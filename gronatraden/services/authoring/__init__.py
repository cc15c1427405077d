"""What the author of policies can do before anything is published, and afterwards see."""
