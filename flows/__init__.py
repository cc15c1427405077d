"""When things happen: the three phases and the nightly rounds as Prefect flows.

The only package that knows Prefect. A flow decides when; a service decides what.
"""
