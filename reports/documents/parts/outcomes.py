"""What the year decided: who is commended, which communes leave the list, who helps whom from now on."""

from datetime import date

from django.utils.translation import gettext as _

from communes.models import ProgrammeYear
from kontum04.core import formats
from kontum04.core.scoping import Viewer
from reports.documents.context_types import Section
from reports.documents.parts.exits import exit_section
from reports.documents.parts.words import facts
from reports.figures.review import ReviewFigures
from twinning.models import Commendation, Twinning


def outcomes(figures: ReviewFigures, programme_year: ProgrammeYear, viewer: Viewer) -> tuple[Section, ...]:
    """Commendations, exits and changed assignments of the year, each by name."""
    year = programme_year.year
    return (
        Section(_("KHEN THƯỞNG, XÃ RA KHỎI DANH SÁCH, PHÂN CÔNG LẠI"), 1, key="outcomes"),
        _commended(figures, programme_year, viewer),
        exit_section(programme_year.programme, (year, year), viewer, heading=_("Xã ra khỏi danh sách"), level=2),
        _reassigned(programme_year, viewer),
    )


def _commended(figures: ReviewFigures, programme_year: ProgrammeYear, viewer: Viewer) -> Section:
    rows = (
        Commendation.objects.visible_to(viewer)
        .in_year(programme_year.programme, programme_year.year)
        .standing()
        .select_related("unit")
        .order_by("-status", "unit__sort_key", "body_name")
    )
    lines = tuple(
        _("%(name)s: %(form)s (%(status)s)")
        % {"name": row.collective, "form": row.form, "status": str(row.get_status_display()).lower()}
        for row in rows
    )
    published = figures.stated("commendations.awarded")
    told = facts(published) if published.source else _("Trong năm chưa ghi nhận khen thưởng nào.")
    return Section(_("Khen thưởng"), 2, () if lines else (told,), lines, key="commended")


def _reassigned(programme_year: ProgrammeYear, viewer: Viewer) -> Section:
    """Assignments that began or ended in the year."""
    begins, ends = date(programme_year.year, 1, 1), date(programme_year.year, 12, 31)
    rows = (
        Twinning.objects.visible_to(viewer)
        .filter(programme=programme_year.programme, village__isnull=True)
        .select_related("unit", "commune__district")
        .order_by("unit__sort_key", "commune__sort_key")
    )
    begun = [_began(row) for row in rows.filter(starts_on__range=(begins, ends))]
    ended = [_ended(row) for row in rows.filter(ends_on__range=(begins, ends))]
    none = () if begun or ended else (_("Trong năm không có thay đổi phân công."),)
    return Section(_("Phân công lại"), 2, none, (*begun, *ended), key="reassigned")


def _began(row: Twinning) -> str:
    words = {"unit": row.unit.name, "commune": _place(row), "day": formats.date(row.starts_on)}
    return _("%(unit)s giúp %(commune)s từ ngày %(day)s") % words


def _ended(row: Twinning) -> str:
    words = {"unit": row.unit.name, "commune": _place(row), "day": formats.date(row.ends_on)}
    return _("%(unit)s thôi giúp %(commune)s, hết ngày %(day)s") % words


def _place(row: Twinning) -> str:
    """“xã Ngọc Linh (huyện Đăk Glei)”: a common noun is small inside a sentence."""
    name = row.commune.full_name
    return name[:1].lower() + name[1:]
