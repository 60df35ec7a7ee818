"""Several finished documents as one file: a ZIP, or one PDF to be printed."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter

from reports.choices import Bundle


def bundled(bundle: str, files: Sequence[tuple[str, Path]], remarks: str, target: Path) -> None:
    """Write `files` (title and path each) as one file. `remarks` says what is missing in it."""
    if bundle == Bundle.PDF:
        _one_pdf(files, target)
    else:
        _zip(files, remarks, target)


def _zip(files: Sequence[tuple[str, Path]], remarks: str, target: Path) -> None:
    # Stored as they are: PDF, DOCX and XLSX are compressed already.
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for _title, path in files:
            archive.write(path, path.name)
        if remarks:
            archive.writestr(_("khong-lam-duoc.txt"), remarks)


def _one_pdf(files: Sequence[tuple[str, Path]], target: Path) -> None:
    """One after the other, each with a bookmark and on a sheet of its own when printed on both sides."""
    writer = PdfWriter()
    for title, path in files:
        if len(writer.pages) % 2:
            last = writer.pages[-1].mediabox
            writer.add_blank_page(last.width, last.height)
        first = len(writer.pages)
        writer.append(PdfReader(path), import_outline=False)
        writer.add_outline_item(title=title, page_number=first)
    writer.write(target)
