"""The top floor in the admin."""

from . import jobs, layouts

__all__ = ["jobs", "layouts"]
