"""Measures of a programme that are no indicator: how many communes left the list, how many lost the provincial twin.

The two “30 %” goals of the sources are different things and stay apart (DOMAIN, Exit).
"""

from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext as _

from communes.models import Designation, ProgrammeYear, designated_communes
from kontum04.core.figure import PERCENT, Figure
from kontum04.core.scoping import Viewer
from twinning.choices import UnitLevel
from twinning.models import Twinning


def exit_share(programme_year: ProgrammeYear, viewer: Viewer) -> Figure:
    """Share of the communes ever on the programme's list that had left it by the end of the year."""
    programme, year = programme_year.programme, programme_year.year
    last_day = date(year, 12, 31)
    seen = Designation.objects.visible_to(viewer).filter(programme=programme, starts_on__lte=last_day)
    ever = set(seen.values_list("commune", flat=True))
    still = set(Designation.objects.visible_to(viewer).in_year(programme, year).values_list("commune", flat=True))
    return _share("exit_share", _("Tỷ lệ xã ra khỏi danh sách đặc biệt khó khăn"), len(ever - still), len(ever))


def untwinned_share(programme_year: ProgrammeYear, viewer: Viewer) -> Figure:
    """Share of the listed communes without a twinned unit of the province on the last day of the year."""
    programme, last_day = programme_year.programme, date(programme_year.year, 12, 31)
    listed = designated_communes(programme, programme_year.year).visible_to(viewer)
    twinned = Twinning.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=last_day),
        programme=programme,
        starts_on__lte=last_day,
        unit__level=UnitLevel.PROVINCE,
    )
    without = listed.exclude(pk__in=twinned.values("commune")).count()
    return _share("untwinned_share", _("Tỷ lệ xã thôi phân công đơn vị tỉnh kết nghĩa"), without, listed.count())


def _share(code: str, label: str, part: int, whole: int) -> Figure:
    value = Decimal(part) * 100 / whole if whole else None
    return Figure(code, label, PERCENT, value, 1, Decimal(part), Decimal(whole))


MEASURES = {"exit_share": exit_share, "untwinned_share": untwinned_share}
"""Measures a Target may name beside indicator parts."""
