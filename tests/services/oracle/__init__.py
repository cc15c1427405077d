"""What must be true of the rows, worked out once more from the rows alone.

Nothing here asks the method, the services or the database's own rules: who may decide, what
a verdict rests on and where a project stands are told anew, in the plainest way there is.
"""
