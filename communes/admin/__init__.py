"""The ground floor in the admin: reference data are kept here, what has pages of its own is only read."""

from . import boundaries, exit_rules, prosperity_rules, steering
from .reference import ProgrammeAdmin

__all__ = ["ProgrammeAdmin", "boundaries", "exit_rules", "prosperity_rules", "steering"]
