"""The top floor in the admin."""

from . import compositions, issued, jobs, layouts

__all__ = ["compositions", "issued", "jobs", "layouts"]
