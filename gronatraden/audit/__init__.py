"""The audit log as mathematics (granskningsloggen): event, tree, chain, key, note and proof.

Nothing here reads a clock, a file or a database. Byte formats are public: RFC 6962 for
the tree, C2SP signed-note, tlog-checkpoint and tlog-proof for what leaves the house.
"""
