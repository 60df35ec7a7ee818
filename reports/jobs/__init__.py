"""Documents made in the background: one that takes long, or many at once."""

from reports.jobs.start import start

__all__ = ["start"]
