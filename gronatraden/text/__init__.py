"""Codes into sentences: Swedish is the source, English the second language.

The domain emits codes and facts; every sentence a person reads stands in this
folder. ``<language>/<area>.toml`` holds the sentences of one area, and
``<language>/tools/<tool>.toml`` what one tool adds to the shared areas.
"""

from gronatraden.text.voice import LANGUAGES, Voice

__all__ = ["LANGUAGES", "Voice"]
