"""Checks of texts that people write, each with its problem in their words."""

from django.utils.translation import gettext as _

from kontum04.core import formats
from kontum04.core.problems import Problem
from kontum04.core.text import nfc_lines


def text_problems(text: str, *, where: object, field: str, limit: int, needed: bool = True) -> list[Problem]:
    """What is wrong with one text: empty though needed, or longer than `limit` characters."""
    written = nfc_lines(text)
    if needed and not written:
        return [Problem(str(where), _("chưa ghi nội dung."), field=field)]
    if len(written) > limit:
        return [Problem(str(where), _("dài quá %(limit)s ký tự.") % {"limit": formats.number(limit)}, field=field)]
    return []
