"""Millimetres and points in Word's own units, and how long words are: a rule under them is as long as they are."""

import subprocess
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import ImageFont

from reports.documents.layout import Margins, Text
from reports.documents.stylesheet import FONT

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

A4 = (210.0, 297.0)
_MM_IN_TWIPS = 1440 / 25.4
EMU_IN_TWIP = 635
_MEASURED_AT = 1000  # pixels an em: fine enough for a rule of some centimetres


def twips(mm: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(mm * _MM_IN_TWIPS)


def points(pt: float) -> int:
    """Points in twentieths of a point."""
    return round(pt * 20)


def text_width(margins: Margins, *, turned: bool = False) -> int:
    """Width between the margins of a sheet, in twips."""
    return twips(A4[turned] - margins.left - margins.right)


def words_width(words: str, text: Text) -> int:
    """How long words of a style are on one line, in twips."""
    shown = words.upper() if text.capitals else words
    return round(_face(text.bold, text.italic).getlength(shown) / _MEASURED_AT * text.size * 20)


@lru_cache(maxsize=4)
def _face(bold: bool, italic: bool) -> "FreeTypeFont":
    """A face of the document font, which the system check has seen to be there."""
    weight, slant = "bold" if bold else "regular", "italic" if italic else "roman"
    found = subprocess.run(  # noqa: S603 - our own constants as arguments
        ["fc-match", "--format", "%{file}", f"{FONT}:{weight}:{slant}"],  # noqa: S607 - wherever fontconfig lives
        capture_output=True,
        text=True,
        check=True,
    )
    return ImageFont.truetype(found.stdout, _MEASURED_AT)
