"""What leaves the house: one file per artefact, its templates beside it."""
