"""What every kind of sheet has in common: who may use it, its template, and the way from a file to stored rows."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from communes.models import ProgrammeYear, designated_communes
from communes.models.places import CommuneQuerySet
from kontum04.accounts.choices import Role
from kontum04.core.problems import Problems
from kontum04.core.scoping import WHOLE_PROVINCE_READER
from kontum04.core.sheets.header import Table, find_in_workbook
from kontum04.core.sheets.model import Column, Sheet, SheetError
from kontum04.core.sheets.plan import ImportPlan
from kontum04.core.sheets.reader import read_workbook
from kontum04.core.sheets.stamp import Stamp, read_stamp
from kontum04.core.sheets.template import TemplateRow, write_template


class SheetKind:
    """One kind of sheet for a programme year and a reader: only what `user` may see goes out or comes in.

    Subclasses name themselves and give `columns`, `template_rows`, `plan` and `apply`. Raise `version` when a
    template of before would be misread.
    """

    do_not_call_in_templates = True  # pages list the kinds themselves, not objects of them

    code: ClassVar[str]
    title: ClassVar[str]
    description: ClassVar[str]
    roles: ClassVar[frozenset[Role]]
    counted: ClassVar[str]
    """What the plan counts: “số liệu” or “dòng”."""
    version: ClassVar[int] = 1
    spare_rows: ClassVar[int] = 0
    has_blank_template: ClassVar[bool] = True
    """Whether a template comes empty, to be filled in; a list always comes as it is, to be corrected."""
    reference_keys: Sequence[str] = ()
    """Columns beside which last year's value stands in grey."""

    def __init__(self, programme_year: ProgrammeYear, user) -> None:
        self.programme_year = programme_year
        self.programme = programme_year.programme
        self.year = programme_year.year
        self.last_day = date(self.year, 12, 31)
        self.user = user

    @cached_property
    def columns(self) -> list[Column]:
        raise NotImplementedError

    @property
    def template_columns(self) -> list[Column]:
        """The columns a template shows: those that are only understood in other people's sheets may be left out."""
        return self.columns

    def template_rows(self, *, filled: bool) -> list[TemplateRow]:
        """The rows of the template in reading order; `filled` with what is stored for the year."""
        raise NotImplementedError

    def plan(self, table: Table) -> ImportPlan:
        """What the rows would change; nothing is saved."""
        raise NotImplementedError

    def apply(self, plan: ImportPlan, *, by, source: str) -> None:
        """Save the plan. Called in the transaction it was made in; `source` goes into the history."""
        raise NotImplementedError

    @property
    def stamp(self) -> Stamp:
        return Stamp(self.code, self.version, self.programme.code, self.year)

    @property
    def heading(self) -> str:
        return _("%(title)s năm %(year)s") % {"title": self.title, "year": self.year}

    def template(self, *, filled: bool) -> bytes:
        """An .xlsx to fill in; `filled`: with what is stored, so that handing it back unchanged changes nothing."""
        return write_template(
            self.template_columns,
            self.template_rows(filled=filled),
            title=self.heading,
            stamp=self.stamp,
            notes=self.notes(),
            references={key: _("năm %(year)s") % {"year": self.year - 1} for key in self.reference_keys},
            sheet_name=self.title,
            spare_rows=self.spare_rows,
        )

    def notes(self) -> list[str]:
        line = str(self.programme.short_name)
        if self.programme_year.is_illustrative:
            line = f"{line} – {_('số liệu minh họa')}"
        return [line, _("Ô để trống thì số đã có được giữ nguyên; ghi “chưa có số liệu” để rút lại số đã nhập.")]

    def read(self, source: bytes | str) -> Table:
        """The table of this kind in a workbook (its content, or the path of a file); SheetError says what is wrong."""
        sheets = read_workbook(source)
        self._check_stamp(sheets)
        table = find_in_workbook(sheets, self.columns)
        if not table.rows:
            message = _("Trang “%(sheet)s” không có hàng số liệu nào dưới hàng tiêu đề (hàng %(row)s).")
            raise SheetError(message % {"sheet": table.sheet, "row": table.header_row})
        return table

    def plan_file(self, source: bytes | str) -> ImportPlan:
        """The plan of a workbook; one that cannot be read gives a plan of errors."""
        try:
            table = self.read(source)
        except SheetError as error:
            return ImportPlan.refused(error)
        return self._plan(table)

    def import_file(self, source: bytes | str, *, by, name: str, previewed: list[list[str]] | None = None) -> "Outcome":
        """Plan and save in one transaction, all or nothing. With `previewed` (the lines of a plan seen before), refuse
        when the database has moved and the plan is another one by now."""
        try:
            table = self.read(source)
        except SheetError as error:
            return Outcome(ImportPlan.refused(error))
        with transaction.atomic():
            self._lock()
            plan = self._plan(table)
            if plan.errors or (previewed is not None and plan.lines != previewed):
                return Outcome(plan, moved=not plan.errors)
            try:
                with transaction.atomic():
                    self.apply(plan, by=by, source=source_of(name))
            except Problems as refusal:
                plan.errors += [str(problem) for problem in refusal.problems]
                return Outcome(plan)
            except IntegrityError:  # written between plan and save, where nothing could be locked yet
                plan.errors.append(_("Số liệu vừa được người khác thay đổi; hãy xem trước lại rồi nhập."))
                return Outcome(plan)
        return Outcome(plan, saved=True)

    def locks(self) -> list[QuerySet]:
        """The rows that must stand still between plan and save, where saving itself does not compare."""
        return []

    def _lock(self) -> None:
        ProgrammeYear.objects.select_for_update().get(pk=self.programme_year.pk)  # one import at a time
        for rows in self.locks():
            list(rows.order_by("pk").select_for_update(of=("self",)).values_list("pk"))

    def _plan(self, table: Table) -> ImportPlan:
        plan = self.plan(table)
        plan.warnings += table.notes
        return plan.in_order()

    def _check_stamp(self, sheets: Sequence[Sheet]) -> None:
        """Refuse a template made for something else; the office's own sheets carry no stamp."""
        stamp = read_stamp(sheets)
        if stamp is None or stamp == self.stamp:
            return
        if stamp.kind != self.code:
            raise SheetError(_("Tệp là mẫu của biểu khác; ở đây cần biểu “%(title)s”.") % {"title": self.title})
        if (stamp.programme, stamp.year) != (self.programme.code, self.year):
            message = _("Mẫu này lập cho năm %(made)s (%(code)s), không phải cho năm %(year)s (%(own)s).")
            names = {"made": stamp.year, "code": stamp.programme, "year": self.year, "own": self.programme.code}
            raise SheetError(message % names)
        raise SheetError(_("Mẫu này đã cũ; hãy tải mẫu mới rồi chép số liệu sang."))

    @cached_property
    def communes(self) -> CommuneQuerySet:
        """The programme's communes of the year whose figures the person may enter, in reading order."""
        listed = designated_communes(self.programme, self.year)
        if self.user is not WHOLE_PROVINCE_READER:  # a command without a person works for the office
            listed = listed.enterable_by(self.user)
        return listed.select_related("district").order_by("district__sort_key", "sort_key", "pk")

    @property
    def among(self) -> str:
        """Where names are searched, in words."""
        if self.user.sees_everything:
            words = {"programme": self.programme.short_name, "year": self.year}
            return _("trong danh sách xã của %(programme)s năm %(year)s") % words
        return _("trong các xã thuộc phạm vi của anh/chị")


class Outcome:
    """What came of an import: saved, refused for the plan's errors, or `moved` since it was previewed."""

    def __init__(self, plan: ImportPlan, *, saved: bool = False, moved: bool = False) -> None:
        self.plan, self.saved, self.moved = plan, saved, moved


def source_of(name: str) -> str:
    """What the history says of an imported value; a long file name is cut, for a value keeps 200 characters."""
    return _("Nhập từ tệp %(name)s") % {"name": name if len(name) <= MAX_NAME else f"{name[:MAX_NAME]}…"}


MAX_NAME = 150
