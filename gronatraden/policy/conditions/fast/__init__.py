"""The fast path: checked conditions as Python, for sweeps and dry runs; never for the record."""
