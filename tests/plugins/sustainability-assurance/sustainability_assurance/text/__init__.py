"""The tool's words: Swedish is the source, English the second language."""
