"""Competent leadership (kompetent ledarskap): to will, be able and know how to lead jointly.

Leadership in regional development is exercised without orders, through others. The
tool sets what each role needs against what is there, closes the gaps, and keeps an eye
on how society may look in the longer run. People are never named, only roles.

Source: Region Kronoberg, Gröna tråden, "Kompetent ledarskap".
"""

from gronatraden.tools.competent_leadership.content import CompetentLeadership
from gronatraden.tools.competent_leadership.room import TOOL

__all__ = ["TOOL", "CompetentLeadership"]
