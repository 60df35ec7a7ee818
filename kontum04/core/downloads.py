"""Answers that are files, named in plain ASCII so that no browser or proxy can break the name."""

from django.http import HttpResponse
from django.utils.text import slugify

from kontum04.core.text import fold

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def file_response(content: bytes, *, filename: str, content_type: str, inline: bool = False) -> HttpResponse:
    """`content` as a download (or shown in the browser), never guessed at and never cached by others."""
    response = HttpResponse(content, content_type=content_type)
    disposition = "inline" if inline else "attachment"
    response["Content-Disposition"] = f'{disposition}; filename="{filename}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def xlsx_response(content: bytes, *, filename: str) -> HttpResponse:
    """An XLSX download named after its title: “Đơn vị kết nghĩa” becomes don-vi-ket-nghia.xlsx."""
    return file_response(content, filename=f"{slugify(fold(filename)) or 'bang'}.xlsx", content_type=XLSX_TYPE)
