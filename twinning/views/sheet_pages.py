"""The page on which a workbook is handed in and its outcome seen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from communes.sheets.kind import SheetKind
from kontum04.core import formats
from kontum04.core.problems import Problem
from kontum04.core.sheets.model import CellProblem
from kontum04.core.sheets.plan import ImportPlan, Told
from twinning.forms.upload import UploadForm

SHOWN_CHANGES = 500


def upload_page(request: HttpRequest, sheet: SheetKind, form: UploadForm, status: int = 200) -> HttpResponse:
    context = {"sheet": sheet, "form": form, "programme_year": sheet.programme_year}
    return render(request, "twinning/sheet_import.html", context, status=status)


def preview_page(
    request: HttpRequest,
    sheet: SheetKind,
    plan: ImportPlan,
    *,
    name: str,
    key: str,
    moved: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """What would change: what is overwritten first, for that is what has to be looked at."""
    in_order = sorted(plan.changes, key=lambda change: change.is_new)
    problems, warnings = ([as_problem(told) for told in each] for each in (plan.errors, plan.warnings))
    context = {
        "sheet": sheet,
        "form": UploadForm(),
        "programme_year": sheet.programme_year,
        "plan": plan,
        "count": count_line(sheet, plan),
        "problems": problems,
        "warnings": warnings,
        "changes": in_order[:SHOWN_CHANGES],
        "hidden_changes": len(in_order[SHOWN_CHANGES:]),
        "file_name": name,
        "upload": key,
        "moved": [Problem("", line) for line in moved or []],
    }
    return render(request, "twinning/sheet_import.html", context, status=status)


def as_problem(told: Told) -> Problem:
    """Something told of a cell, for the list of problems: the cell is where."""
    if isinstance(told, CellProblem):
        return Problem(f"{told.sheet}!{told.cell}", told.message)
    return Problem("", told)


def count_line(sheet: SheetKind, plan: ImportPlan) -> str:
    """“12 số liệu mới, 3 thay đổi, 90 không đổi, 2 lỗi”."""
    counts = {name: formats.number(getattr(plan, name)) for name in ("new", "changed", "unchanged")}
    words = counts | {"counted": sheet.counted, "errors": formats.number(len(plan.errors))}
    return _("%(new)s %(counted)s mới, %(changed)s thay đổi, %(unchanged)s không đổi, %(errors)s lỗi") % words


def moved_lines(previewed: list[list[str]], plan: ImportPlan) -> list[str]:
    """What somebody else changed between preview and confirmation, cell by cell."""
    was, now = ({line[0]: line for line in lines} for lines in (previewed, plan.lines))
    addresses = dict.fromkeys([*was, *now])
    return [_moved(was.get(each), now.get(each)) for each in addresses if was.get(each) != now.get(each)]


def _moved(was: list[str] | None, now: list[str] | None) -> str:
    address, where, label, _before, after = now or was
    words = {"address": address, "where": where, "label": label}
    words["was"] = (was[3] if was else after) or formats.MISSING
    words["now"] = (now[3] if now else after) or formats.MISSING
    return _("%(address)s: %(where)s, %(label)s: lúc xem trước là %(was)s, nay là %(now)s.") % words
