"""The twinning floor in the admin: reference data are kept here, what has pages of its own is only read."""

from . import plans, reference, reminders, scoring, steering, successions

__all__ = ["plans", "reference", "reminders", "scoring", "steering", "successions"]
