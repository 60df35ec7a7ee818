"""Sheets whose row is one object: planned by a resource, saved one by one with their history."""

from django.utils.translation import gettext_lazy as _

from communes.sheets.kind import SheetKind
from kontum04.core.recording import sign
from kontum04.core.sheets.header import Table
from kontum04.core.sheets.plan import ImportPlan
from kontum04.core.sheets.resource import SheetResource


class RowSheet(SheetKind):
    """Subclasses give the resource."""

    counted = _("dòng")
    has_blank_template = False

    def resource(self) -> SheetResource:
        raise NotImplementedError

    def plan(self, table: Table) -> ImportPlan:
        return self.resource().plan(table)

    def apply(self, plan: ImportPlan, *, by, source: str) -> None:
        for each in plan.work:
            sign(each.instance, by=by, why=source)
            each.instance.save()
