"""Workbooks made for tests: good ones, and ones broken on purpose."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from openpyxl import Workbook

SAMPLES = Path(__file__).parent / "samples"


def xlsx(rows: Iterable[Iterable[Any]] = (("Xã", "Số hộ"), ("Đăk Hà", 5)), sheet: str = "Biểu 1") -> bytes:
    """Return a workbook with one sheet of these rows."""
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zipped file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return parts as a zipped file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def with_parts(data: bytes, **changed: bytes | None) -> bytes:
    """Return a zipped file with parts changed, added or (None) left out."""
    parts = parts_of(data)
    for name, part in changed.items():
        parts.pop(name, None)
        if part is not None:
            parts[name] = part
    return zipped(parts)


def with_sheet_xml(cells: str, *, head: str = "") -> bytes:
    """Return a workbook whose one sheet has these cells, written as XML."""
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{cells}</sheetData></worksheet>"
    )
    return with_parts(xlsx(), **{"xl/worksheets/sheet1.xml": xml.encode()})
