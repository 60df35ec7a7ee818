"""What the admin asks for when boundaries are imported."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kontum04.core import clock, formats
from kontum04.core.forms import DayField, LineField

MEGABYTE = 1024 * 1024


class BoundaryForm(forms.Form):
    """One GeoJSON file, whose communes it shows, and where it comes from."""

    file = forms.FileField(
        label=_("Tệp GeoJSON"),
        help_text=_(
            "Các vùng (Polygon, MultiPolygon) theo kinh độ, vĩ độ WGS84. Mỗi vùng có thuộc tính “code” là mã xã "
            "(nhận cả ma_xa, MAXA, ma_dvhc), hoặc “name” và “district”."
        ),
    )
    on = DayField(
        label=_("Địa giới ngày"),
        help_text=_(
            "Ranh giới của các xã có hiệu lực ngày này: 30/06/2025 là các xã trước sắp xếp. Để trống: hôm nay."
        ),
    )
    source = LineField(limit=200, label=_("Nguồn"), help_text=_("Ghi dưới bản đồ. Để trống: tên tệp."))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT_BYTES:
            limit = formats.number(settings.UPLOAD_LIMIT_BYTES / MEGABYTE, 0)
            raise ValidationError(
                _t("Tệp quá lớn; tối đa %(limit)s MB. Giảm bớt điểm của ranh giới.") % {"limit": limit}
            )
        return file

    def clean_on(self) -> dt.date:
        return self.cleaned_data["on"] or clock.today()
