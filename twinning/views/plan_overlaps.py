"""Similar works and models of several plans at one commune: the question, and what was agreed (lồng ghép)."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from communes.models import Commune
from communes.yearly import YearMixin
from kontum04.core import formats
from kontum04.core.access import may
from kontum04.core.form_pages import FormPage
from twinning.figures.overlaps import Overlap, overlaps
from twinning.filters.plans import OverlapFilter
from twinning.forms.plans import OverlapNoteForm
from twinning.models import OverlapNote
from twinning.services.overlaps import settle
from twinning.tables.gaps import OverlapTable

from .access import DECIDERS
from .plan_gaps import OfPlans
from .tabs_of_plans import OVERLAP_READERS


class OverlapsOfYear(YearMixin):
    @cached_property
    def overlaps(self) -> list[Overlap]:
        return overlaps(self.programme_year, self.request.user)


class OverlapList(OverlapsOfYear, OfPlans):
    """Similar works and models of several plans at one commune, over all programmes of the year."""

    table_class = OverlapTable
    filterset_class = OverlapFilter
    roles = OVERLAP_READERS
    tab = "plan-overlap-list"
    heading = _("Việc đăng ký có thể lồng ghép")
    empty_title = _("Không có việc nào trùng")
    empty_hint = _("Chưa thấy công trình, mô hình giống nhau của nhiều đơn vị, chương trình ở cùng một xã.")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(pk__in={overlap.commune.pk for overlap in self.overlaps})

    @cached_property
    def found(self) -> list[Overlap]:
        asked = self.filterset.form.cleaned_data if self.filterset.form.is_valid() else {}
        shown = self.shown()
        rows = [overlap for overlap in self.overlaps if overlap.commune.pk in shown]
        if asked.get("across"):
            rows = [overlap for overlap in rows if len(overlap.programmes) > 1]
        if asked.get("settled"):
            rows = [overlap for overlap in rows if overlap.is_settled == (asked["settled"] == "yes")]
        return rows

    def get_table_data(self) -> list[Overlap]:
        return self.found

    def get_table_kwargs(self) -> dict[str, Any]:
        return super().get_table_kwargs() | {"may_settle": may(self.request.user, DECIDERS)}

    def count_line(self, count: int) -> str:
        settled = sum(overlap.is_settled for overlap in self.found)
        words = _t("%(count)s nhóm việc giống nhau ở cùng một xã, %(settled)s đã thống nhất lồng ghép")
        return words % {"count": formats.number(len(self.found)), "settled": formats.number(settled)}


class SettleOverlap(OverlapsOfYear, FormPage):
    """The office notes that similar things were brought together."""

    roles = DECIDERS
    title = _("Thống nhất lồng ghép")
    text = _(
        "Các việc dưới đây giống nhau, cùng một xã, của nhiều kế hoạch. Ghi đã thống nhất thế nào để khỏi lãng phí."
    )
    submit_label = _("Lưu")
    done = _("Đã ghi thống nhất lồng ghép: %(row)s.")

    def find(self) -> Overlap:
        """The group of one of its things; 404 where there is no such question."""
        get_object_or_404(Commune.objects.visible_to(self.request.user), pk=self.kwargs["pk"])
        place = (self.kwargs["pk"], self.kwargs["kind"])
        for overlap in self.overlaps:
            if (overlap.commune.pk, overlap.kind) == place and self.kwargs["item"] in {i.pk for i in overlap.items}:
                return overlap
        raise Http404

    def get_facts(self) -> list[dict[str, Any]]:
        overlap = self.subject
        facts = [{"label": _t("Xã"), "value": overlap.commune.full_name}]
        return facts + [{"label": item.report.obligation.unit, "value": item.content} for item in overlap.items]

    def get_form(self, data: Any = None) -> OverlapNoteForm:
        note = self.subject.note
        return OverlapNoteForm(data, initial={"note": note.note} if note else None)

    def get_back(self) -> tuple[str, Any]:
        return self.year_url("plan-overlap-list"), _("Lồng ghép")

    def act(self, form: Any) -> OverlapNote:
        overlap = self.subject
        return settle(
            programme_year=self.programme_year, commune=overlap.commune, kind=overlap.kind, items=overlap.items,
            note=form.cleaned_data["note"], by=self.request.user,
        )  # fmt: skip


urls = [
    path("plans/overlaps/", OverlapList.as_view(), name="plan-overlap-list"),
    path("plans/overlaps/<int:pk>/<str:kind>/<int:item>/", SettleOverlap.as_view(), name="plan-overlap-settle"),
]
