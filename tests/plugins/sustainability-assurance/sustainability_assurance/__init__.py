"""Sustainability assurance (hållbarhetssäkring): is the effort worth doing, and to whom?

The tool that Region Kronoberg added to the method in December 2019. It has four parts and
an overall assessment, and is gone through again and again. Public sources say what the
first two parts ask and that there is a stop after the first; what parts three and four ask
is not public. They are therefore left to whoever has the region's handbook, as headings
of their own (``further_parts``), and no check asks for them.

Source: Region Kronoberg, Gröna tråden, "Hållbarhetssäkring"; Tillväxtverket,
"Hållbarhetssäkrar på ett djupare plan".
"""

from sustainability_assurance.content import SustainabilityAssurance
from sustainability_assurance.note import NOTE
from sustainability_assurance.room import TOOL
from sustainability_assurance.thread import THREAD

__all__ = ["NOTE", "THREAD", "TOOL", "SustainabilityAssurance"]
