"""What commands show, as people read it."""
