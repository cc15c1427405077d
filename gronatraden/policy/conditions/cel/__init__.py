"""CEL through Google's C++ engine: the only room that knows it, behind ``port``."""
