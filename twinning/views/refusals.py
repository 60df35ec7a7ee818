"""How a page says that something was refused."""

from kontum04.core.refusals import put_on_form, say

__all__ = ["put_on_form", "say"]
