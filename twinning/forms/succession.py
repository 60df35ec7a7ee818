"""What the page of a rearrangement of units asks: first what becomes of whom, then who takes what over."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from communes.forms.decisions import BasisForm
from kontum04.core.forms import DayField, KindField, LineField, PickField, ProseField, QuickSelect
from twinning.choices import UnitChange
from twinning.figures.succession import Consequences, Ending, Rearrangement
from twinning.models import Unit
from twinning.services.succession import Chosen
from twinning.services.succession_checks import NAME_LIMIT, NOTE_LIMIT

PARTNERS = ("predecessors", "predecessors_2", "predecessors_3")
SUCCESSORS = ("successors", "successors_2", "successors_3")
NOBODY = "none"


class RearrangementForm(forms.Form):
    """What becomes of one unit, of others together with it, and from when."""

    kind = KindField(UnitChange, label=_("Cách sắp xếp"))
    effective_on = DayField(label=_("Có hiệu lực từ"), help_text=_("Đơn vị cũ hết vào ngày trước đó."))
    new_names = ProseField(
        limit=5 * NAME_LIMIT,
        label=_("Đơn vị mới"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Tên đơn vị chưa có trong danh sách, mỗi dòng một tên; cùng khối, cùng cấp với đơn vị cũ."),
    )
    note = LineField(limit=NOTE_LIMIT, label=_("Ghi chú"))

    def __init__(self, data: Any = None, *, unit: Unit, units: list[Unit]) -> None:
        super().__init__(data)
        self.unit = unit
        others = [row for row in units if row.pk != unit.pk]
        for number, name in enumerate(PARTNERS, start=1):
            label = _("Cùng với đơn vị (%(number)s)") % {"number": number}
            self.fields[name] = PickField(others, label=label)
        self.fields[PARTNERS[0]].help_text = _("Khi nhiều đơn vị hợp nhất.")
        for number, name in enumerate(SUCCESSORS, start=1):
            label = _("Thành đơn vị đã có (%(number)s)") % {"number": number}
            self.fields[name] = PickField(others, label=label)
        self.order_fields(["kind", "effective_on", *PARTNERS, *SUCCESSORS, "new_names", "note"])

    @property
    def change(self) -> Rearrangement:
        values = self.cleaned_data
        partners = [values[name] for name in PARTNERS if values[name]]
        return Rearrangement(
            values["kind"],
            tuple(dict.fromkeys([self.unit, *partners])),
            tuple(dict.fromkeys(values[name] for name in SUCCESSORS if values[name])),
            tuple(name for name in values["new_names"].splitlines() if name),
            values["effective_on"],
            values["note"],
        )

    def sent_again(self) -> Iterator[BoundField]:
        """The answers once more, for the second step."""
        return iter(self)


class HandoverForm(BasisForm):
    """The decision, who takes which assignment over, and who acts for the successor."""

    leaves_alone = forms.BooleanField(
        label=_("Xã không được giao tiếp thôi có đơn vị kết nghĩa"),
        required=False,
        help_text=_("Chỉ đánh dấu khi chủ trương là như vậy, hoặc sẽ phân công đơn vị khác sau."),
    )

    def __init__(self, data: Any = None, *, change: Rearrangement, ahead: Consequences) -> None:
        super().__init__(data)
        self.ahead = ahead
        heirs = [(str(number), name) for number, name in enumerate(change.heirs)]
        for ending in ahead.endings if heirs else ():
            self.fields[_name(ending)] = forms.ChoiceField(
                choices=[(NOBODY, _t("Không giao tiếp")), *heirs],
                initial="0" if len(heirs) == 1 else NOBODY,
                label=str(ending.twinning),
                widget=QuickSelect(attrs={"class": "form-select", "aria-label": _aria(ending)}),
            )
        people = [
            (f"{row.user_id}-{key}", _t("%(person)s (%(unit)s) → %(heir)s") % _person(row, name))
            for row in ahead.people
            for key, name in heirs
        ]
        if people:
            self.fields["people"] = forms.MultipleChoiceField(
                label=_("Người được làm việc cho đơn vị mới"),
                choices=people,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Không ai tự nhiên có quyền ở đơn vị mới; quyền ở đơn vị cũ giữ nguyên để xem lại."),
            )
        self.order_fields(["number", "issued_on", "issuer"])

    def plain_fields(self) -> list[BoundField]:
        """All but the table of assignments."""
        return [field for field in self if not field.name.startswith("heir_")]

    def handovers(self) -> list[tuple[Ending, BoundField | None]]:
        """Each assignment with the choice of its heir; none where there is no heir."""
        return [(row, self[_name(row)] if _name(row) in self.fields else None) for row in self.ahead.endings]

    @property
    def chosen(self) -> Chosen:
        values = self.cleaned_data
        heirs = {row.twinning.pk: values.get(_name(row), NOBODY) for row in self.ahead.endings}
        pairs = (key.split("-") for key in values.get("people", ()))
        return Chosen(
            {pk: int(heir) for pk, heir in heirs.items() if heir != NOBODY},
            frozenset((int(user), int(heir)) for user, heir in pairs),
            values["leaves_alone"],
        )


def _name(ending: Ending) -> str:
    return f"heir_{ending.twinning.pk}"


def _aria(ending: Ending) -> str:
    return _t("Đơn vị tiếp nhận: %(pair)s") % {"pair": ending.twinning}


def _person(row: Any, heir: str) -> dict[str, Any]:
    return {"person": row.user, "unit": row.unit, "heir": heir}
