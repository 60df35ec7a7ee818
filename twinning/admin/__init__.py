"""The twinning floor in the admin: reference data are kept here, what has pages of its own is only read."""

from . import plans, reference, reminders, scoring, signals, steering, successions

__all__ = ["plans", "reference", "reminders", "scoring", "signals", "steering", "successions"]
