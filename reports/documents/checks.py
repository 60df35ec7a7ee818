"""Refuses to start without the font of official documents: another font would change widths and lose letters."""

import shutil
import subprocess
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.utils.translation import gettext as _

from reports.documents.stylesheet import FONT

FACES = {"Regular", "Bold", "Italic", "Bold Italic"}


def register_checks() -> None:
    """Register the checks of this package; called once, when the application is ready."""
    register(check_document_font)


def check_document_font(**_options: Any) -> list[CheckMessage]:
    """Report an error when a face of the document font is not known to fontconfig."""
    missing = FACES - installed_faces(FONT)
    if not missing:
        return []
    return [
        Error(
            _("Thiếu phông chữ %(font)s (%(faces)s) để in văn bản.")
            % {"font": FONT, "faces": ", ".join(sorted(missing))},
            hint="apt-get install fontconfig fonts-croscore",
            id="reports.E001",
        )
    ]


def installed_faces(family: str) -> set[str]:
    """Return the styles of a font family that fontconfig knows; none without fontconfig's own program."""
    program = shutil.which("fc-list")
    if program is None:
        return set()
    listed = subprocess.run(  # noqa: S603 - our own constant as argument
        [program, f":family={family}", "--format", "%{style[0]}\n"], capture_output=True, text=True, check=True
    )
    return set(listed.stdout.splitlines())
