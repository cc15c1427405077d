"""The command line: noun and verb, data on stdout and messages on stderr.

One module per noun. A command reads its words from ``text/`` when they are shown, so
that ``--lang`` speaks for the help too. Nothing heavy is imported before the command
that needs it runs.
"""
