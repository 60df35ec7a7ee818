"""Sheets of the old binary .xls, which python-calamine reads without percent formats and failed formulas."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from kontum04.core.sheets.marks import MAX_CELLS, MAX_ROWS, Marks, failed_formula, is_percent_format, percent_shown
from kontum04.core.sheets.model import Raw, Sheet
from kontum04.core.sheets.package import has_macros, not_a_workbook, password_protected

_MACROS = "_VBA_PROJECT".encode("utf-16-le")  # names of streams, as the container spells them
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKER = Path(__file__).with_name("xls_worker.py")
_SECONDS = 30


def read_xls(data: bytes) -> list[Sheet]:
    """Return the sheets; raise SheetError when the file is protected, has macros, is too large or cannot be read."""
    if _ENCRYPTED in data:
        raise password_protected()
    if _MACROS in data:
        raise has_macros()
    answer = _ask_worker(data)
    match answer.get("refused"):
        case "encrypted":
            raise password_protected()
        case "broken":
            raise not_a_workbook()
        case "large":
            Marks().reach(answer["sheet"], answer["rows"] - 1, answer["columns"] - 1)
    return [
        Sheet(sheet["name"], [[_value(cell) for cell in row] for row in sheet["rows"]], sheet["hidden"])
        for sheet in answer["sheets"]
    ]


def _ask_worker(data: bytes) -> dict[str, Any]:
    """Let a limited process read the file; whatever stops it, the file is to blame."""
    command = [sys.executable, "-I", str(_WORKER), str(MAX_ROWS), str(MAX_CELLS)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_SECONDS, env={}, check=True)  # noqa: S603 - our own program
        return json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise not_a_workbook() from error


def _value(cell: Any) -> Raw:
    """Return what the cell shows: a number formatted as percent times 100."""
    if not isinstance(cell, dict):
        return cell
    if "error" in cell:
        return failed_formula(cell["error"])
    if "date" in cell:
        return dt.datetime.fromisoformat(cell["date"])
    return percent_shown(cell["number"]) if is_percent_format(cell["format"]) else cell["number"]
