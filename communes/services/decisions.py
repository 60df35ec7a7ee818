"""The legal act that something rests on, found by its number and day or noted down."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from communes.models import Decision
from kontum04.core import clock
from kontum04.core.problems import Problem
from kontum04.core.text import nfc

NUMBER_LIMIT, ISSUER_LIMIT = 60, 200


@dataclass(frozen=True)
class Basis:
    """A decision as somebody typed it."""

    number: str
    issued_on: dt.date | None
    issuer: str

    def problems(self) -> list[Problem]:
        """Everything that keeps it from naming a decision."""
        where, found = _("Quyết định"), []
        if not nfc(self.number):
            found.append(Problem(where, _("phải ghi số, ký hiệu."), field="id_number"))
        if self.issued_on is None:
            found.append(Problem(where, _("phải ghi ngày ban hành."), field="id_issued_on"))
        elif self.issued_on > clock.today():
            found.append(Problem(where, _("ngày ban hành ở sau hôm nay."), field="id_issued_on"))
        if not nfc(self.issuer):
            found.append(Problem(where, _("phải ghi cơ quan ban hành."), field="id_issuer"))
        return found

    def decision(self) -> Decision:
        """The one that is on record under this number and day, or a new one. Call inside a transaction."""
        if self.issued_on is None:
            raise ValueError("a basis with problems names no decision")
        row, _made = Decision.objects.get_or_create(
            number=nfc(self.number), issued_on=self.issued_on, defaults={"issuer": nfc(self.issuer)}
        )
        return row
