"""Reports that write themselves: sections filled with what is recorded, and the gaps said.

A form (mall) is data: which sections a report has and which parts fill each. A part reads
the record and yields blocks; ``writing`` puts them together as one outline, and ``page``
and ``markdown`` are the two ways it leaves the house. Nobody types anything into a report.
"""

from gronatraden.exports.outline.forms import FUNDERS, Form, form
from gronatraden.exports.outline.material import Material
from gronatraden.exports.outline.outline import Gap, Outline, Period
from gronatraden.exports.outline.writing import write

__all__ = ["FUNDERS", "Form", "Gap", "Material", "Outline", "Period", "form", "write"]
