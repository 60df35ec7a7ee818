"""Print the cells of an .xls as JSON: a program of its own, started by `xls.read_xls` and given no other part of us.

A crafted .xls can keep the library busy for ever or make it eat all memory, so it runs under limits.
Usage: xls_worker.py MAX_ROWS MAX_CELLS < file.xls
"""

import io
import json
import resource
import sys
from typing import Any

import xlrd

MEMORY = 1024**3  # bytes
SECONDS = 20


def main() -> None:
    """Read standard input, print ``{"sheets": […]}`` or ``{"refused": reason, …}``."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    max_rows, max_cells = map(int, sys.argv[1:])
    json.dump(read(sys.stdin.buffer.read(), max_rows, max_cells), sys.stdout)


def read(data: bytes, max_rows: int, max_cells: int) -> dict[str, Any]:
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        return {"refused": "encrypted" if "encrypted" in str(error) else "broken"}
    sheets = []
    for sheet in book.sheets():
        if sheet.nrows > max_rows or sheet.nrows * sheet.ncols > max_cells:
            return {"refused": "large", "sheet": sheet.name, "rows": sheet.nrows, "columns": sheet.ncols}
        rows = [[cell_of(book, cell) for cell in sheet.row(number)] for number in range(sheet.nrows)]
        sheets.append({"name": sheet.name, "hidden": sheet.visibility != 0, "rows": rows})
    return {"sheets": sheets}


def cell_of(book: Any, cell: Any) -> Any:
    """Return a cell as JSON knows it: text, number, truth value, null, or what it is in an object."""
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            return cell.value
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return {"error": xlrd.error_text_from_code.get(cell.value, "?")}
        case xlrd.XL_CELL_DATE:
            return {"date": xlrd.xldate_as_datetime(cell.value, book.datemode).isoformat()}
        case xlrd.XL_CELL_NUMBER:
            code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
            return {"number": cell.value, "format": code} if "%" in code else cell.value
    return None


if __name__ == "__main__":
    main()
