"""Reference tables out to a workbook and back in: columns named as on screen, rows known by what people know them by.

Nothing here trusts a row number in a file, and a file comes in whole or not at all."""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from import_export import fields, resources, widgets
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import XLSX
from import_export.forms import ImportForm
from tablib import Dataset

from kontum04.core import parsing
from kontum04.core.sheets.export import Heading, write_table
from kontum04.core.sheets.model import SheetError, is_blank
from kontum04.core.sheets.reader import read_workbook
from kontum04.core.text import fold
from kontum04.core.uploads import check_upload

KEY_SEPARATOR = " | "


class Workbook(XLSX):
    """Workbooks read by the portal's own reader and written as typed cells, never as live formulas."""

    def create_dataset(self, in_stream: bytes, **kwargs) -> Dataset:
        """Rows of the first visible sheet under its header, the first row with two or more filled cells.

        Raises SheetError for what is no workbook."""
        rows = next(sheet.rows for sheet in read_workbook(in_stream) if not sheet.hidden)
        filled = [index for index, row in enumerate(rows) if sum(not is_blank(cell) for cell in row) > 1]
        if not filled:
            raise SheetError(_("Trang tính đầu tiên không có hàng tiêu đề."))
        header, *body = rows[filled[0] :]
        dataset = Dataset(headers=[str(cell or "") for cell in header])
        for row in body:
            if not all(is_blank(cell) for cell in row):
                dataset.append([*row, *[None] * (len(header) - len(row))][: len(header)])
        return dataset

    def export_data(self, dataset: Dataset, **kwargs) -> bytes:
        headings = [Heading(header) for header in dataset.headers]
        return write_table(headings, dataset, title=dataset.title or _("Danh mục"))


class UploadForm(ImportForm):
    """Refuses by size and content, in words, what cannot be read as a workbook."""

    def clean_import_file(self) -> Any:
        file = self.cleaned_data["import_file"]
        check_upload(file, allowed={"xlsx"})
        try:
            Workbook().create_dataset(file.read())
        except SheetError as error:
            raise ValidationError(str(error)) from error
        finally:
            file.seek(0)
        return file


class _Cell(widgets.Widget):
    """One kind of cell. Subclasses say how a value is written (`text`) and read (`value`)."""

    def __init__(self, field: models.Field) -> None:
        super().__init__()
        self.field = field

    def render(self, value: Any, obj: Any = None, **kwargs) -> Any:
        return "" if value is None else self.text(value)

    def clean(self, value: Any, row: Any = None, **kwargs) -> Any:
        if is_blank(value):
            return None if self.field.null or not self.field.empty_strings_allowed else ""
        return self.value(value)

    def text(self, value: Any) -> Any:
        return value

    def value(self, value: Any) -> Any:
        return self.field.to_python(str(value))


class _Number(_Cell):
    def value(self, value: Any) -> Any:
        return parsing.parse_number(value, integer=isinstance(self.field, models.IntegerField))


class _Date(_Cell):
    def value(self, value: Any) -> Any:
        return parsing.parse_date(value)


class _YesNo(_Cell):
    def text(self, value: bool) -> str:
        return _("có") if value else _("không")

    def value(self, value: Any) -> bool:
        known = {"co": True, "khong": False, "1": True, "0": False, "true": True, "false": False}
        try:
            return known[fold(str(value))]
        except KeyError:
            raise ValueError(_("Viết “có” hoặc “không”.")) from None


class _Choice(_Cell):
    def text(self, value: Any) -> str:
        return str(dict(self.field.flatchoices).get(value, value))

    def value(self, value: Any) -> Any:
        """Label or code, with or without marks."""
        wanted = fold(str(value))
        for code, label in self.field.flatchoices:
            if wanted in (fold(str(label)), fold(str(code))):
                return code
        labels = ", ".join(str(label) for _code, label in self.field.flatchoices)
        raise ValueError(_("“%(value)s” không có trong danh sách: %(labels)s.") % {"value": value, "labels": labels})


class _Json(_Cell):
    def text(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False) if value else ""

    def clean(self, value: Any, row: Any = None, **kwargs) -> Any:
        return self.field.get_default() if is_blank(value) else json.loads(str(value))


class _Link(_Cell):
    """A row of another table by its natural key, the parts parted by " | "."""

    def text(self, value: models.Model) -> str:
        return KEY_SEPARATOR.join("" if part is None else str(part) for part in value.natural_key())

    def value(self, value: Any) -> models.Model:
        parts = [part or None for part in str(value).split(KEY_SEPARATOR)]
        try:
            return self.field.related_model.objects.get_by_natural_key(*parts)
        except (ObjectDoesNotExist, ValidationError, ValueError):
            message = _("Không tìm thấy %(what)s “%(value)s”.")
            raise ValueError(message % {"what": self.field.verbose_name, "value": value}) from None


def _cell_of(field: models.Field) -> _Cell:
    kinds: list[tuple[bool, type[_Cell]]] = [
        (field.is_relation, _Link),
        (bool(field.choices), _Choice),
        (isinstance(field, models.BooleanField), _YesNo),
        (isinstance(field, models.DateField), _Date),
        (isinstance(field, (models.IntegerField, models.DecimalField)), _Number),
        (isinstance(field, models.JSONField), _Json),
    ]
    return next((kind for applies, kind in kinds if applies), _Cell)(field)


class ReferenceResource(resources.ModelResource):
    """A reference table as a sheet; see `sheet_of`."""

    links: tuple[str, ...] = ()

    def filter_export(self, queryset: models.QuerySet, **kwargs) -> models.QuerySet:
        """With the rows its natural keys lead through, so that the number of queries does not grow."""
        return queryset.select_related(*self.links) if self.links else queryset

    def before_save_instance(self, instance: models.Model, row: Any, **kwargs) -> None:
        instance._change_reason = _("Nhập từ tệp %(name)s") % {"name": kwargs.get("file_name") or ""}

    class Meta:
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
        use_transactions = True


def sheet_of(table: type[models.Model], *, key: tuple[str, ...] = ()) -> type[ReferenceResource]:
    """The sheet of a reference table: one column per field people edit, named by its label.

    A row is found by `key` (field names), or by the fields of the table's natural key."""
    edited = [field for field in table._meta.concrete_fields if field.editable and not field.primary_key]
    columns = {field.name: _column_of(field) for field in edited}
    known_by = key or tuple(path.split("__")[0] for path in table.NATURAL_KEY)
    options = {"model": table, "fields": list(columns), "import_id_fields": known_by}
    contents = columns | {
        "links": tuple(path for field in edited for path in _paths_through(field)),
        "Meta": type("Meta", (ReferenceResource.Meta,), options),
    }
    return type(ReferenceResource)(f"{table.__name__}Sheet", (ReferenceResource,), contents)


def _column_of(field: models.Field) -> fields.Field:
    return fields.Field(attribute=field.name, column_name=capfirst(str(field.verbose_name)), widget=_cell_of(field))


def _paths_through(field: models.Field) -> list[str]:
    """The links to follow to write the natural key of a link ("category", "category__programme")."""
    if not field.is_relation:
        return []
    inner = [path.rpartition("__")[0] for path in field.related_model.NATURAL_KEY if "__" in path]
    return [field.name, *(f"{field.name}__{path}" for path in inner)]


class SheetsMixin(ImportExportMixin):
    """Import and export for an admin page; name `resource_classes = [sheet_of(Table)]`."""

    import_formats = export_formats = (Workbook,)
    import_form_class = UploadForm
    skip_export_form = True

    def get_import_data_kwargs(self, **kwargs) -> dict:
        return super().get_import_data_kwargs(**kwargs) | {"rollback_on_validation_errors": True}

    def get_export_data(self, file_format: Any, request: HttpRequest, queryset: Any, **kwargs) -> bytes:
        if not self.has_export_permission(request):
            raise PermissionDenied
        export = self.get_data_for_export(request, queryset, force_native_type=True, **kwargs)
        export.title = capfirst(str(self.model._meta.verbose_name_plural))
        return file_format.export_data(export)

    def process_import(self, request: HttpRequest, **kwargs) -> HttpResponse:
        """A second click finds the file gone: it was imported, or too long ago."""
        try:
            return super().process_import(request, **kwargs)
        except FileNotFoundError:
            return self._start_again(request, _("Tệp này đã nhập xong hoặc đã để quá lâu. Nếu cần, xin tải lên lại."))

    def process_result(self, result: Any, request: HttpRequest) -> HttpResponse:
        """What went wrong between the preview and the confirmation is told, not passed over."""
        if result.has_errors() or result.has_validation_errors():
            return self._start_again(
                request, _("Chưa nhập dòng nào: dữ liệu đã khác lúc xem trước. Xin tải tệp lên lại.")
            )
        return super().process_result(result, request)

    def _start_again(self, request: HttpRequest, why: str) -> HttpResponse:
        messages.error(request, why)
        return redirect("admin:{}_{}_import".format(*self.get_model_info()))
