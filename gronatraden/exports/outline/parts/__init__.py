"""Parts of reports: each reads the record and yields what it says, or the gap it leaves.

A part that finds nothing at all leaves one gap, for the field that would begin it; a part
that finds something leaves a gap for each fact that is missing in it. So the removal of one
recorded fact adds exactly one gap.
"""
