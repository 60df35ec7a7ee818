"""The top floor in the admin."""

from . import issued, jobs, layouts

__all__ = ["issued", "jobs", "layouts"]
