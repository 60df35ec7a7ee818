"""What the pages of exit proposals and inspections ask. Whether it can be done is for the services to say."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communes.forms.decisions import BasisForm
from communes.models import Commune, ExitProposal, Inspection
from communes.services.exits import REASON_LIMIT
from communes.services.inspections import AGREED_LIMIT, DONE_LIMIT, FOUND_LIMIT, Findings
from kontum04.core import clock
from kontum04.core.forms import DayField, PickField, ProseField


def prose(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ReasonForm(forms.Form):
    reason = ProseField(limit=REASON_LIMIT, label=_("Lý do"), widget=prose(4))


class CandidateForm(ReasonForm):
    def __init__(self, data: Any = None, *, communes: list[Commune]) -> None:
        super().__init__(data)
        self.fields["commune"] = PickField(communes, text_of=lambda row: row.full_name, label=_("Xã"))
        self.fields["reason"].label = _("Lý do, kết quả đạt được")
        self.order_fields(["commune"])


class RecogniseForm(BasisForm):
    ends_on = DayField(
        label=_("Thuộc danh sách đến hết ngày"), help_text=_("Từ ngày hôm sau xã không còn trong danh sách.")
    )
    is_watched = forms.BooleanField(
        label=_("Tiếp tục theo dõi sau công nhận"), required=False, help_text=_("Để xã không tái nghèo, tụt tiêu chí.")
    )

    def __init__(self, data: Any = None, *, proposal: ExitProposal) -> None:
        super().__init__(data, initial={"ends_on": dt.date(proposal.year, 12, 31), "is_watched": True})


class WatchForm(forms.Form):
    is_watched = forms.BooleanField(label=_("Còn theo dõi"), required=False)
    note = ProseField(limit=REASON_LIMIT, label=_("Ghi chú theo dõi"), widget=prose(4))

    def __init__(self, data: Any = None, *, proposal: ExitProposal) -> None:
        super().__init__(data, initial={"is_watched": proposal.is_watched, "note": proposal.watch_note})


class FindingsForm(forms.Form):
    visited_on = DayField(label=_("Ngày kiểm tra"))
    found = ProseField(
        limit=FOUND_LIMIT,
        label=_("Tình hình, kết quả kiểm tra"),
        widget=prose(6),
        help_text=_("Không ghi tên người dân, không ghi nội dung mật."),
    )
    agreed = ProseField(
        limit=AGREED_LIMIT, label=_("Việc đã thống nhất"), widget=prose(3), help_text=_("Để trống nếu không hẹn việc.")
    )
    due_on = DayField(label=_("Hạn thực hiện"))

    def __init__(self, data: Any = None, *, inspection: Inspection) -> None:
        names = ("visited_on", "found", "agreed", "due_on")
        super().__init__(data, initial={name: getattr(inspection, name) for name in names})

    @property
    def findings(self) -> Findings:
        values = self.cleaned_data
        return Findings(values["visited_on"], values["found"], values["agreed"], values["due_on"])


class InspectionForm(FindingsForm):
    """A new visit: names its commune, and itself so that a second click makes no second visit."""

    row_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, data: Any = None, *, communes: list[Commune], year: int) -> None:
        super().__init__(data, inspection=Inspection(visited_on=min(clock.today(), dt.date(year, 12, 31))))
        self.initial["row_key"] = uuid.uuid4().hex
        self.fields["commune"] = PickField(communes, text_of=lambda row: row.full_name, label=_("Xã"))
        self.order_fields(["row_key", "commune"])


class DoneForm(forms.Form):
    done_on = DayField(label=_("Ngày thực hiện xong"))
    note = ProseField(limit=DONE_LIMIT, label=_("Kết quả thực hiện"), widget=prose(3))

    def __init__(self, data: Any = None, *, inspection: Inspection) -> None:
        done_on = inspection.done_on or clock.today()
        super().__init__(data, initial={"done_on": done_on, "note": inspection.done_note})
