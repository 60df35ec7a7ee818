"""What the office notes when it enters a paper for a unit."""

from typing import Any

from django.utils.translation import gettext_lazy

from twinning.models import Report

from .fields import DayField, LineField
from .rows import RowForm, initial_of


class PaperForm(RowForm):
    """Who signed the unit's paper, and the day it came: that day counts as the day of filing."""

    paper_signer = LineField(
        limit=150,
        label=gettext_lazy("Chức danh người ký bản giấy"),
        help_text=gettext_lazy("Ghi chức danh, ví dụ: Phó Giám đốc."),
    )
    paper_received_on = DayField(
        label=gettext_lazy("Ngày nhận bản giấy"),
        help_text=gettext_lazy("Đúng hạn hay trễ được tính theo ngày này."),
    )

    def __init__(self, data: Any = None, *, report: Report) -> None:
        super().__init__(data, prefix="paper", initial=initial_of(report, ("paper_signer", "paper_received_on")))
        for name in self.fields:
            self.fields[name].widget.attrs.pop("aria-label")
            self.fields[name].widget.attrs["class"] = "form-control"
