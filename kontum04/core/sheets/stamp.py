"""The hidden sheet by which a template that comes back is known: what it is for, and which edition."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from openpyxl import Workbook

from kontum04.core.sheets.cells import safe_text
from kontum04.core.sheets.model import Raw, Sheet

SHEET = "_portal"


@dataclass(frozen=True)
class Stamp:
    """`kind` of sheet and `version` of its template, programme code and year it was made for."""

    kind: str
    version: int
    programme: str
    year: int


def write_stamp(book: Workbook, stamp: Stamp) -> None:
    """Add the hidden sheet."""
    sheet = book.create_sheet(SHEET)
    sheet.sheet_state = "hidden"
    for row, (name, value) in enumerate(asdict(stamp).items(), start=1):
        safe_text(sheet.cell(row, 1), name)
        safe_text(sheet.cell(row, 2), str(value))


def read_stamp(sheets: Sequence[Sheet]) -> Stamp | None:
    """Return the stamp of a workbook, None when it has none or a damaged one: the office's own sheets."""
    rows = next((sheet.rows for sheet in sheets if sheet.name == SHEET), [])
    values: dict[Raw, Raw] = {row[0]: row[1] for row in rows if len(row) > 1}
    try:
        return Stamp(
            kind=str(values["kind"]),
            version=int(str(values["version"])),
            programme=str(values["programme"]),
            year=int(str(values["year"])),
        )
    except (KeyError, ValueError):
        return None
