"""Reading back a list that was exported."""

import datetime as dt
import io

from openpyxl import load_workbook


def rows_of(response) -> list[list]:
    """The table of an exported list, its header first; titles above it are left out."""
    sheet = load_workbook(io.BytesIO(response.getvalue())).active
    rows = [[_day(cell.value) for cell in row] for row in sheet.iter_rows()]
    top = next(number for number, row in enumerate(rows) if len([value for value in row if value is not None]) > 1)
    return rows[top:]


def _day(value):
    """A day; a sheet knows only moments."""
    return value.date() if isinstance(value, dt.datetime) else value
