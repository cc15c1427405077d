"""``demo``: a real project is carried through its three phases, told as a story.

The public facts of real projects lie in ``samples/``; what is made up so that the
story can go on says ``origin: fictional``. ``stage`` performs, ``story`` is the order of
events, ``telling`` says what the record then holds.
"""

from gronatraden.cli.demo.command import NOUN

__all__ = ["NOUN"]
