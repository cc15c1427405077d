"""The report (projektrapport): one project on one page that holds by itself.

``view`` says what the page needs, as values; ``way``, ``series`` and ``origins`` find out
what follows from them; ``page`` makes the page. The page has no script, loads nothing
and says which parts are made up, in words.
"""

from gronatraden.exports.report.page import render
from gronatraden.exports.report.view import ReportView

__all__ = ["ReportView", "render"]
